import { say, type Words } from '@maek/domain/words.ts'

/** How tables and log can disagree. */
export const discrepancyKinds = {
  'changed-row': say('원장과 내용이 다른 행', 'Rows that differ from the ledger'),
  'row-without-entry': say('원장 항목이 없는 행', 'Rows without a ledger entry'),
  'entry-without-row': say('행이 없는 원장 항목', 'Ledger entries without their row'),
  'wrong-revision': say('판이 맞지 않는 행', 'Rows at the wrong version'),
  'missing-entry': say('없어진 원장 항목', 'Ledger entries that are missing'),
} as const satisfies Record<string, Words>
export type DiscrepancyKind = keyof typeof discrepancyKinds

/** All of them counted, the first of each kind in words. */
export type Discrepancies = {
  readonly counts: Map<DiscrepancyKind, number>
  readonly shown: { readonly kind: DiscrepancyKind; readonly what: Words }[]
}

const shownOfKindMax = 20

export function noDiscrepancies(): Discrepancies {
  return { counts: new Map(), shown: [] }
}

export function note(found: Discrepancies, kind: DiscrepancyKind, what: Words): void {
  const count = (found.counts.get(kind) ?? 0) + 1
  found.counts.set(kind, count)
  if (count <= shownOfKindMax) found.shown.push({ kind, what })
}

/** Lines for people: each kind with its count and its first cases; none when tables and log agree. */
export function discrepancyLines(found: Discrepancies): readonly Words[] {
  return [...found.counts].flatMap(([kind, count]) => {
    const title = discrepancyKinds[kind]
    const cases = found.shown.filter((one) => one.kind === kind).map((one) => one.what)
    const rest = count - cases.length
    return [
      say(`${title.ko}: ${count}건`, `${title.en}: ${count}`),
      ...cases.map((what) => say(`  ${what.ko}`, `  ${what.en}`)),
      ...(rest > 0 ? [say(`  외 ${rest}건`, `  and ${rest} more`)] : []),
    ]
  })
}
