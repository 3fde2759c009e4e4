import { type Refusal, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'

/**
 * Why limits of drift cannot be signed, or null: a limit on something that the frozen reference does not hold would
 * never sound. `named` are the variables of the plan's limits, `frozen` those of its reference.
 */
export function unknownVariable(named: readonly string[], frozen: readonly string[]): Refusal | null {
  const unknown = named.find((name) => !frozen.includes(name))
  if (unknown === undefined) return null
  const known = frozen.join(', ')
  return refuse(
    'conflict',
    say(
      `분포 변화 한계의 변수 ‘${unknown}’가 고정한 기준에 없어 경보가 나올 수 없습니다. 기준에 있는 이름: ${known}. 이름을 고치거나 그 입력 열과 함께 기준을 다시 고정하십시오.`,
      `The drift limit on “${unknown}” could never alarm: the frozen reference does not hold it. It holds: ${known}. Mend the name, or freeze the reference again with that input.`,
    ),
    'body.driftLimits',
  ).refusal
}

export const limitsHelp = say(
  'label은 정답의 분포, 곧 유병률입니다(KS 거리가 유병률의 차이). 카이제곱은 p값이 한계보다 작을 때, 나머지는 클 때 경보합니다.',
  'label is the distribution of the labels, the prevalence (its KS distance is the difference). Chi-square alarms when p is below the limit, every other measure when it is above.',
)

type Limit = { readonly measure: string; readonly limit: string }

/** A limit of a chance that no chance could be beyond, or always is; null where there is none. */
export function limitFault(limits: readonly Limit[]): { field: string; because: Words } | null {
  const at = limits.findIndex(
    ({ measure, limit }) => measure === 'chi-square' && !(Number(limit) > 0 && Number(limit) < 1),
  )
  if (at < 0) return null
  return {
    field: 'driftLimits',
    because: say(
      `${at + 1}행: p값의 한계는 0보다 크고 1보다 작습니다(예: 0.001).`,
      `Row ${at + 1}: a limit of p lies between 0 and 1 (e.g. 0.001).`,
    ),
  }
}
