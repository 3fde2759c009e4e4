import { type Answer, accept, type Refusal, refuse } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import type { TextTable } from '../predictions.ts'
import { cellOf } from '../table-faults.ts'
import type { ColumnMapping } from './read-table.ts'
import type { Against } from './task-plan.ts'

/** The predictions an earlier version was evaluated by. */
export type EarlierTable = { readonly against: Against; readonly table: TextTable }

/**
 * A comparison's table with the scores of an earlier version put beside its own, case by case. The earlier table bears
 * the same column names or the usual ones; `score:cleared` names its score column where that differs. Refuses a case the earlier version
 * never saw, and a label that is no longer the same: then the two were not judged by one reference standard.
 */
export function joinEarlier(
  table: TextTable,
  { against, table: earlier }: EarlierTable,
  mapping: ColumnMapping,
): Answer<TextTable> {
  const [own, its] = [placesOf(table.header), placesOf(earlier.header)]
  const names = earlierColumns(against, mapping)
  const [ownCase, ownLabel] = [own(names.case[0]), own(names.truth[0])]
  const first = (candidates: readonly string[]) => candidates.map(its).find((at) => at >= 0) ?? -1
  const [itsCase, itsLabel, itsScore] = [first(names.case), first(names.truth), first(names.score)]
  if (itsCase < 0 || itsScore < 0) return noColumns(against)
  const rowOf = new Map(earlier.rows.map((row) => [cellOf(row, itsCase), row]))
  const unseen: Refusal[] = []
  const rows = table.rows.map((row, at) => {
    const found = rowOf.get(cellOf(row, ownCase))
    if (!found) unseen.push({ code: 'invalid', because: neverSeen, field: `row ${at + 1}` })
    else if (itsLabel >= 0 && ownLabel >= 0 && cellOf(found, itsLabel) !== cellOf(row, ownLabel))
      unseen.push({ code: 'invalid', because: otherLabel, field: `row ${at + 1}` })
    return [...row, cellOf(found, itsScore)]
  })
  const [fault] = unseen
  if (fault) {
    const because = say(
      `${fault.because.ko} (${unseen.length}건)`,
      `${fault.because.en} (${unseen.length} in all)`,
    )
    return { ok: false, refusal: { ...fault, because, more: unseen.slice(0, 20) } }
  }
  return accept({ header: [...table.header, joinedColumn(against)], rows })
}

/**
 * The columns of an earlier table that are joined: those of the new table's names, else of the usual ones. A score that
 * is named for it is the only one: another column would be another score.
 */
export function earlierColumns(against: Against, mapping: ColumnMapping) {
  const named = mapping[`score:${against}`]
  return {
    case: [mapping.case ?? 'case_id', 'case_id'],
    truth: [mapping.truth ?? 'label', 'label'],
    score: named === undefined ? [mapping.score ?? 'score', 'score'] : [named],
  } as const
}

/** The column that joined scores stand in: the schema's own name. */
export const joinedColumn = (against: Against) => `score_${against}`

/** Whether a table holds an earlier version's scores itself. */
export function holdsEarlier({ header }: TextTable, against: Against, mapping: ColumnMapping): boolean {
  return placesOf(header)(mapping[`score:${against}`] ?? joinedColumn(against)) >= 0
}

function placesOf(header: readonly string[]): (name: string) => number {
  const names = header.map((name) => name.replace(/^\uFEFF/, '').trim())
  return (name) => names.indexOf(name)
}

const neverSeen = say(
  '비교할 버전의 예측 결과에 없는 사례입니다. 같은 사례로만 비교합니다.',
  'The earlier version has no prediction for this case. Only the same cases are compared.',
)
const otherLabel = say(
  '비교할 버전을 평가할 때와 정답이 다릅니다. 같은 참조표준으로 비교해야 합니다.',
  'The label differs from the one the earlier version was judged by: compare by one reference standard.',
)

function noColumns(against: Against): Answer<never> {
  return refuse(
    'invalid',
    say(
      '비교할 버전의 예측 결과에서 사례 번호나 점수 열을 찾을 수 없습니다. 열 이름을 지정하거나 점수를 이 파일에 함께 넣으십시오.',
      'The earlier predictions lack a case or score column of that name. Name the column, or put the scores into this file.',
    ),
    `columns.score:${against}`,
  )
}
