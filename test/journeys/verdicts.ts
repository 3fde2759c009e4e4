import { readFramework } from '@maek/domain/assurance/api.ts'
import type { HouseProcess } from './house-process.ts'
import { answerOf } from './maek-command.ts'

/** The frameworks an AI device maker in Korea is judged by first. */
export const judged = ['iso-42001', 'iso-13485', 'kr-security-notice', 'kr-digital-gmp'] as const

export type Judgement = {
  readonly asOf: string
  /** `iso-42001/8.4` → `met`; headings are left out. */
  readonly verdicts: Readonly<Record<string, string>>
}

/** What `maek readiness` answers for one framework, now or as of a past moment. */
export async function judge(house: HouseProcess, framework: string, asOf?: string): Promise<Judgement> {
  const moment = asOf === undefined ? [] : ['--as-of', asOf]
  const answer = await answerOf(house, readFramework.output, 'readiness', '--framework', framework, ...moment)
  const cells = answer.cells.flatMap(({ ref, verdict }) =>
    verdict === null ? [] : [[`${framework}/${ref}`, verdict] as const],
  )
  return { asOf: answer.asOf, verdicts: Object.fromEntries(cells) }
}

/** Every requirement whose answer was `from` and is `to`. */
export function turned(before: Judgement, after: Judgement, [from, to]: readonly [string, string]): string[] {
  return Object.keys(after.verdicts).filter(
    (ref) => before.verdicts[ref] === from && after.verdicts[ref] === to,
  )
}
