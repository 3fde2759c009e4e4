import { debts } from './tidy-debts.ts'

/** Something in the repository that breaks a rule of STYLE.md: where, which rule, and what exactly. */
export type Violation = { readonly path: string; readonly rule: string; readonly what: string }

/**
 * The violations of these rules that are no known debt, and the debts that are paid and must be struck from the
 * list. Both empty: the house is as tidy as it says.
 */
export function unsettled(rules: readonly string[], found: readonly Violation[]): string[] {
  const owes = (debt: (typeof debts)[number], violation: Violation) =>
    debt.rule === violation.rule && debt.path === violation.path
  const strange = found.find((violation) => !rules.includes(violation.rule))
  if (strange) throw new Error(`a violation of ${strange.rule} in a test of ${rules.join(', ')}`)
  const fresh = found.filter((violation) => !debts.some((debt) => owes(debt, violation)))
  const paid = debts.filter((debt) => rules.includes(debt.rule) && !found.some((one) => owes(debt, one)))
  return [
    ...fresh.map((violation) => `${violation.path} ${violation.rule}: ${violation.what}`),
    ...paid.map((debt) => `${debt.path} ${debt.rule}: paid, strike it from tools/tidy-debts.ts`),
  ]
}
