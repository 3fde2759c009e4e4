import { emptyGroup, gapTitle, notRanked } from '../models/gap-words.ts'
import type { EvaluationResult } from '../models/performance/evaluation-result.ts'
import { strataShownMin } from '../models/performance/stratum-measures.ts'
import { columnName, spreadsLeftOut } from '../models/performance/tasks/spreads-left-out.ts'
import type { TaskSpread } from '../models/performance/tasks/task-result.ts'
import { say, type Words } from '../words.ts'
import { limitsText, numberText } from './measure-text.ts'
import type { ReportBlock } from './report-tree.ts'

/** How far the highest and the lowest group of each column lie apart, and which columns have too many groups for that. */
export function spreadBlocks(result: EvaluationResult): ReportBlock[] {
  const leftOut = spreadsLeftOut(result).map((one) => ({ ...one, column: columnName(one) }))
  const told = [
    ...spreadTable(result.spreads ?? []),
    ...(leftOut.length > 0 ? [{ is: 'note', tone: 'warning', text: notRanked(leftOut) } as const] : []),
  ]
  if (told.length === 0) return []
  const title = say('가장 높은 집단과 가장 낮은 집단', 'Highest and lowest group')
  return [{ is: 'heading', level: 2, text: title }, ...told]
}

function spreadTable(spreads: readonly TaskSpread[]): ReportBlock[] {
  if (spreads.length === 0) return []
  return [
    { is: 'paragraph', text: about },
    {
      is: 'table',
      columns: [
        { title: say('열', 'Column'), share: 2.6 },
        { title: say('지표', 'Measure'), share: 3.4 },
        { title: say('가장 높음', 'Highest'), share: 3 },
        { title: say('가장 낮음', 'Lowest'), share: 3 },
        { title: say('차이', 'Difference'), share: 1.8, side: 'right' },
        { title: say('동시 신뢰구간', 'Simultaneous interval'), share: 3, side: 'right' },
      ],
      rows: spreads.map((one) => [
        columnName(one),
        gapTitle({ measure: one.name, of: one.of }),
        endText(one.highest),
        endText(one.lowest),
        { text: numberText(one.difference), tone: one.interval.low > 0 ? 'bad' : 'plain' },
        limitsText(one.interval),
      ]),
    },
  ]
}

const about = say(
  '가장 벌어진 두 집단을 나중에 고르면 차이가 없어도 벌어져 보입니다. 이 구간은 모든 짝에 동시에 성립하며(본페로니), 0에서 시작하면 우연으로 설명될 수 있습니다.',
  'The two groups furthest apart, chosen afterwards, look apart even without a difference. These limits hold for every pair at once (Bonferroni); limits that start at 0 mean chance may explain it.',
)

function endText({ value, and, estimate, n }: TaskSpread['highest']): Words {
  const place = (language: 'ko' | 'en') => {
    const own = value ?? emptyGroup[language]
    return and ? `${own} × ${and.value ?? emptyGroup[language]}` : own
  }
  const cases = n < strataShownMin ? `< ${strataShownMin}` : n.toLocaleString('en-US')
  const rest = `${numberText(estimate)} (n ${cases})`
  return say(`${place('ko')} ${rest}`, `${place('en')} ${rest}`)
}
