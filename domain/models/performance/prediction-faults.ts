import { say, type Words } from '../../words.ts'

/** More values than this in a column make no groups. */
export const strataMax = 50

/** What a table of predictions is refused for, beside what every table is (table-faults.ts). */
export const predictionFaults = {
  notNumber: say(
    '숫자가 아닙니다. 소수점은 마침표로 씁니다.',
    'This is not a number. Use a point for decimals.',
  ),
  notProbability: say('확률은 0에서 1 사이여야 합니다.', 'A probability must lie between 0 and 1.'),
  label: say('정답은 0(음성) 또는 1(양성)이어야 합니다.', 'A label is 0 (negative) or 1 (positive).'),
  reference: say('기준 집합 표시는 0 또는 1이어야 합니다.', 'The mark of the reference set is 0 or 1.'),
  code: say('정해 둔 코드가 아닙니다.', 'This is not one of the agreed codes.'),
  strata: say(
    `값의 종류가 ${strataMax}가지를 넘어 집단을 나누는 열로 쓸 수 없습니다.`,
    `More than ${strataMax} different values: this column does not make groups.`,
  ),
  noRows: say('행이 한 줄도 없습니다.', 'The table has no rows.'),
  noCases: say(
    '평가할 사례가 없습니다. 모두 기준 집합입니다.',
    'There is no case to evaluate: all belong to the reference set.',
  ),
} as const satisfies Record<string, Words>

/** The case id of an earlier row (counted from 1) again. */
export function repeatedCase(row: number): Words {
  return say(
    `${row}행과 사례 번호가 같습니다. 한 사례는 한 번만 셉니다.`,
    `Row ${row} has the same case id. A case counts once.`,
  )
}
