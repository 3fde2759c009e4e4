import { fittedForAll, notCompared } from '@maek/domain/models/gap-words.ts'
import type { BinaryResult } from '@maek/domain/models/performance/evaluate.ts'
import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import type { TaskResult } from '@maek/domain/models/performance/tasks/task-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { NativeSelect } from '@mantine/core'
import { useSearchTexts, useSetSearch } from '../../address.ts'
import { ForestPlot } from '../../charts/ForestPlot.tsx'
import { figure } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from './evaluation.module.css'
import { GapForest } from './GapForest.tsx'
import { GapsPanel } from './GapsPanel.tsx'
import { GapTable } from './GapTable.tsx'
import {
  axisOf,
  fewIn,
  forestRows,
  type GroupWords,
  groupMeasures,
  keyText,
  type MeasureKey,
  pairName,
  placeText,
  strataOf,
} from './group-rows.ts'
import { nameOf } from './measure-text.ts'
import { SpreadTable } from './SpreadTable.tsx'

const wordsOf = {
  none: words('하위집단 열이 없습니다', 'No group columns'),
  noneMore: words(
    '계획에 하위집단 열(예: sex, age_band)을 적고, 예측 결과에 그 열을 넣어 올리십시오.',
    'Name group columns in the plan (such as sex, age_band) and have them in the predictions.',
  ),
  measure: words('지표', 'Measure'),
  crossed: words('교차 집단', 'Crossed groups'),
  groups: words('집단별', 'By group'),
  all: words('전체', 'All cases'),
  empty: words('(값 없음)', '(empty)'),
  insufficient: words('건수 부족: 판정하지 않음', 'insufficient n: no verdict'),
  small: words('10건 미만: 표시하지 않음', 'fewer than 10: not shown'),
  notCompared: words(
    '이 결과는 집단 간 차이를 검정하지 않았습니다. 이 과업에서 계산하지 않거나, 검정이 없던 이전 계산 버전의 결과입니다. 차이가 없다는 뜻이 아닙니다.',
    'Gaps between groups were not tested in this result: not computed for this task, or made by an earlier version without the tests. That does not mean that there are none.',
  ),
  tooFew: words(
    '집단 전체의 건수는 되지만 건수가 모자라 비교하지 않은 것(분류·구조물·병변)',
    'Not compared for too few cases of a class, structure or finding, in groups otherwise large enough',
  ),
  leftOut: words(
    '교차 집단이 200개를 넘어 계산하지 않은 열 조합',
    'Pairs of columns not crossed, having more than 200 groups',
  ),
  about: words(
    '판정에 필요한 최소 건수는 계획에서 정합니다. 건수가 모자란 집단도 평균에 섞지 않고 따로 보입니다.',
    'The minimum number of cases for a verdict is fixed in the plan. A group with too few is shown as such, not averaged away.',
  ),
}

/** For whom the model performs differently: groups, crossed groups, gaps with intervals, and what was decided. */
export function GroupsTab({ result, id }: { result: EvaluationResult; id: string }) {
  const say = useSay()
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const { single, crossed } = strataOf(result)
  if (single.length + crossed.length === 0)
    return <Empty title={say(wordsOf.none)}>{say(wordsOf.noneMore)}</Empty>
  const measures = groupMeasures([...single, ...crossed])
  const chosen = measures.find((one) => keyText(one) === search.measure) ?? usualMeasure(measures)
  const pairs = [...new Set(crossed.map(pairName))]
  const pair = pairs.find((one) => one === search.pair) ?? pairs[0] ?? ''
  return (
    <div className={classes.stack}>
      <GapsPanel id={id} />
      <div className={`${classes.row} no-print`}>
        <NativeSelect
          label={say(wordsOf.measure)}
          value={chosen ? keyText(chosen) : ''}
          onChange={({ currentTarget: { value } }) => setSearch({ measure: value }, { replace: true })}
          data={measures.map((one) => ({
            value: keyText(one),
            label: say(nameOf(one, result.task)),
          }))}
        />
        {pairs.length > 0 && (
          <NativeSelect
            label={say(wordsOf.crossed)}
            value={pair}
            onChange={({ currentTarget: { value } }) => setSearch({ pair: value }, { replace: true })}
            data={pairs}
          />
        )}
      </div>
      {result.task === 'binary' && <p className={classes.lead}>{say(fittedForAll)}</p>}
      {chosen && (
        <>
          <Forests result={result} strata={single} chosen={chosen} title={say(wordsOf.groups)} />
          {pair !== '' && (
            <Forests
              result={result}
              strata={crossed.filter((one) => pairName(one) === pair)}
              chosen={chosen}
              title={say(wordsOf.crossed)}
            />
          )}
        </>
      )}
      {chosen && <NotCompared result={result} chosen={chosen} />}
      {result.gaps ? (
        <GapTable gaps={result.gaps} task={result.task} empty={say(wordsOf.empty)} />
      ) : (
        <Note tone="neutral">{say(wordsOf.notCompared)}</Note>
      )}
      <SpreadTable result={result} empty={say(wordsOf.empty)} />
      {result.task === 'binary' ? <LeftOutNote result={result} /> : <TooFewNote result={result} />}
    </div>
  )
}

function usualMeasure(measures: readonly MeasureKey[]): MeasureKey | undefined {
  return measures.find(({ name }) => name === 'sensitivity') ?? measures[0]
}

/** Why the measure chosen has no gaps, where a reader would look for them. */
function NotCompared({ result: { task, gaps }, chosen }: { result: EvaluationResult; chosen: MeasureKey }) {
  const say = useSay()
  const because = notCompared[chosen.name]
  if (task !== 'binary' || !because || gaps?.some(({ name }) => name === chosen.name)) return null
  return <Note tone="neutral">{say(because)}</Note>
}

type MeasureForestProps = {
  readonly result: EvaluationResult
  readonly strata: ReturnType<typeof strataOf>['single']
  readonly chosen: MeasureKey
  readonly title: string
}

/** The groups in one measure, and below them their gaps. */
function Forests(props: MeasureForestProps) {
  const { result, strata, chosen } = props
  return (
    <>
      <MeasureForest {...props} />
      {result.gaps && <GapForest gaps={result.gaps} task={result.task} places={strata} wanted={chosen} />}
    </>
  )
}

function MeasureForest({ result, strata, chosen, title }: MeasureForestProps) {
  const say = useSay()
  const all: EvaluationResult['measures'] = result.measures
  const whole = all.find(({ name, of }) => name === chosen.name && of === chosen.of)?.measure
  const withoutInterval = whole?.state === 'estimated' && whole.interval === null ? whole.because : undefined
  const told: GroupWords = {
    empty: say(wordsOf.empty),
    insufficient: say(wordsOf.insufficient),
    small: say(wordsOf.small),
    notEstimable: (measure) => (measure.because ? say(measure.because) : '–'),
    noInterval: ({ because }) => (withoutInterval === undefined && because ? say(because) : undefined),
  }
  const at = whole?.state === 'estimated' ? whole.estimate : undefined
  const rows = forestRows(strata, { wanted: chosen, isFew: fewIn(result) }, told)
  const name = say(nameOf(chosen, result.task))
  return (
    <Panel>
      <ForestPlot
        title={`${title}: ${name}`}
        measure={name}
        rows={rows}
        {...axisOf(rows, at)}
        {...(at !== undefined && { reference: { at, name: `${say(wordsOf.all)} ${figure(at)}` } })}
      />
      {withoutInterval && <p className={classes.text}>{say(withoutInterval)}</p>}
      <p className={classes.text}>{say(wordsOf.about)}</p>
    </Panel>
  )
}

/** Groups large enough as a whole, but not in every class, label or structure. */
function TooFewNote({ result: { tooFew = [] } }: { result: TaskResult }) {
  const say = useSay()
  if (tooFew.length === 0) return null
  const named = tooFew.map((one) => {
    const of = one.of.flatMap((few) => few.of ?? []).join(', ')
    const place = `${pairName(one)}: ${placeText(one, say(wordsOf.empty))}`
    return of === '' ? place : `${place} (${of})`
  })
  return (
    <Note tone="waiting">
      {say(wordsOf.tooFew)}: {named.join(' · ')}
    </Note>
  )
}

function LeftOutNote({ result: { pairsLeftOut } }: { result: BinaryResult }) {
  const say = useSay()
  if (pairsLeftOut.length === 0) return null
  return (
    <Note tone="neutral">
      {say(wordsOf.leftOut)}: {pairsLeftOut.map((pair) => pair.join(' × ')).join(', ')}
    </Note>
  )
}
