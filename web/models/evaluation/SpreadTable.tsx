import { notRanked } from '@maek/domain/models/gap-words.ts'
import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import { columnName, spreadsLeftOut } from '@maek/domain/models/performance/tasks/spreads-left-out.ts'
import type { TaskSpread } from '@maek/domain/models/performance/tasks/task-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { count, figure, range } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from './evaluation.module.css'
import { placeText, smallCell } from './group-rows.ts'
import { nameOf } from './measure-text.ts'

const wordsOf = {
  title: words('가장 높은 집단과 가장 낮은 집단', 'Highest and lowest group'),
  about: words(
    '가장 벌어진 두 집단을 나중에 고르면 차이가 없어도 벌어져 보입니다. 이 구간은 모든 짝에 동시에 성립하며, 구간이 0에서 시작하면 우연으로 설명될 수 있습니다.',
    'The two groups furthest apart, chosen afterwards, look apart even without a difference. These limits hold for every pair at once; limits that start at 0 mean chance may explain it.',
  ),
  column: words('열', 'Column'),
  measure: words('지표', 'Measure'),
  highest: words('가장 높음', 'Highest'),
  lowest: words('가장 낮음', 'Lowest'),
  difference: words('차이', 'Difference'),
  interval: words('동시 신뢰구간', 'Simultaneous interval'),
  groups: words('비교한 집단', 'Groups compared'),
  none: words('비교할 집단이 둘 이상이어야 합니다.', 'It needs two groups or more with enough cases.'),
}

type SpreadTableProps = { readonly result: EvaluationResult; readonly empty: string }

/** How far the best and the worst group of each column lie apart in each measure, and which columns are not ranked. */
export function SpreadTable({ result, empty }: SpreadTableProps) {
  const say = useSay()
  const { task } = result
  const spreads: readonly TaskSpread[] | undefined = result.spreads
  if (spreads === undefined) return null
  const leftOut = spreadsLeftOut(result).map((one) => ({ ...one, column: columnName(one) }))
  const end = (one: TaskSpread['highest']) =>
    `${placeText(one, empty)} ${figure(one.estimate)} (n\u00a0${one.n < smallCell ? `<\u00a0${smallCell}` : count(one.n)})`
  return (
    <Panel title={say(wordsOf.title)}>
      <p className={classes.lead}>{say(wordsOf.about)}</p>
      {leftOut.length > 0 && (
        <div className={classes.told}>
          <Note tone="waiting">{say(notRanked(leftOut))}</Note>
        </div>
      )}
      {spreads.length === 0 && leftOut.length === 0 && say(wordsOf.none)}
      {spreads.length > 0 && (
        <ChartTable
          title={say(wordsOf.title)}
          table={{
            columns: [
              say(wordsOf.column),
              say(wordsOf.measure),
              say(wordsOf.highest),
              say(wordsOf.lowest),
              say(wordsOf.difference),
              say(wordsOf.interval),
              say(wordsOf.groups),
            ],
            texts: [1, 2, 3],
            stacks: true,
            rows: spreads.map((one) => [
              columnName(one),
              say(nameOf(one, task)),
              end(one.highest),
              end(one.lowest),
              figure(one.difference),
              range(one.interval.low, one.interval.high),
              count(one.groups),
            ]),
          }}
        />
      )}
    </Panel>
  )
}
