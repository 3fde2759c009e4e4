import { prevalenceMatters } from '@maek/domain/models/gap-words.ts'
import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import type { Gap } from '@maek/domain/models/performance/gap.ts'
import { say as words } from '@maek/domain/words.ts'
import { NativeSelect } from '@mantine/core'
import { useSearchTexts, useSetSearch } from '../../address.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { chance, count, figure, range } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import classes from './evaluation.module.css'
import { pairName, placeText, smallCell } from './group-rows.ts'
import { nameOf } from './measure-text.ts'

const wordsOf = {
  title: words('격차: 집단 − 나머지', 'Gaps: group minus the others'),
  about: words(
    '구간은 모든 격차에 동시에 성립합니다(본페로니). 계획에 적은 열은 홀름으로, 살펴보다 찾은 것은 벤자미니–호크버그로 보정하며 탐색으로 표시합니다.',
    'Intervals hold for all gaps at once (Bonferroni). Columns named in the plan are adjusted by Holm; what was found by looking by Benjamini–Hochberg and marked exploratory.',
  ),
  areas: words(
    'AUROC는 다른 집단들의 집단 내 AUROC와 비교합니다.',
    'AUROC is held against the areas within the other groups.',
  ),
  floor: words(
    '건수가 적은 집단에서 우연히 작게 나온 분산을 믿지 않도록, 집단의 분산은 양쪽을 합친 분산보다 작게 잡지 않습니다.',
    'So that a small group does not look certain by chance, the variance of a side is never taken below that of both together.',
  ),
  readers: words(
    '판독자는 모든 집단에 공통이므로 판독자마다 집단 간 차이를 내어 비교합니다. 판독자가 적으면 구간이 넓습니다.',
    'All groups share the readers, so the difference of each reader is what is compared; few readers make wide intervals.',
  ),
  show: words('보기', 'Show'),
  shown: words('0을 포함하지 않는 것', 'Those that exclude zero'),
  every: words('전부', 'All'),
  group: words('집단', 'Group'),
  measure: words('지표', 'Measure'),
  own: words('집단의 값', 'In the group'),
  others: words('나머지', 'In the others'),
  difference: words('차이', 'Difference'),
  interval: words('동시 신뢰구간', 'Simultaneous interval'),
  adjusted: words('보정 p', 'Adjusted p'),
  finding: words('결과', 'Finding'),
  gap: words('격차', 'Gap'),
  none: words('확인되지 않음', 'Not shown'),
  exploratory: words('탐색', 'Exploratory'),
  confirmatory: words('확증', 'Confirmatory'),
  nothing: words('0을 포함하지 않는 격차가 없습니다.', 'No gap excludes zero.'),
  noComparison: words('비교할 만한 집단이 없습니다.', 'No groups are large enough to compare.'),
}

type GapTableProps = {
  readonly gaps: readonly Gap[]
  readonly task: EvaluationResult['task']
  readonly empty: string
}

const isShown = ({ interval: { low, high } }: Gap) => low > 0 || high < 0

/** Every gap with both values, its simultaneous interval and adjusted p; the shown ones first. */
export function GapTable({ gaps, task, empty }: GapTableProps) {
  const say = useSay()
  const { gaps: wanted = 'shown' } = useSearchTexts()
  const setSearch = useSetSearch()
  const shown = gaps.filter(isShown)
  const rows = wanted === 'all' ? gaps.toSorted((a, b) => Number(isShown(b)) - Number(isShown(a))) : shown
  return (
    <Panel
      title={say(wordsOf.title)}
      actions={
        <NativeSelect
          size="xs"
          aria-label={say(wordsOf.show)}
          value={wanted === 'all' ? 'all' : 'shown'}
          onChange={({ currentTarget: { value } }) =>
            setSearch({ gaps: value === 'all' ? 'all' : '' }, { replace: true })
          }
          data={[
            { value: 'shown', label: `${say(wordsOf.shown)} (${shown.length})` },
            { value: 'all', label: `${say(wordsOf.every)} (${gaps.length})` },
          ]}
        />
      }
    >
      <p className={classes.lead}>
        {say(wordsOf.about)} {gaps.some(({ name }) => name === 'auroc') && say(wordsOf.areas)}{' '}
        {say(wordsOf.floor)} {task === 'binary' && say(prevalenceMatters)}
        {task === 'mrmc' && say(wordsOf.readers)}
      </p>
      {rows.length === 0 ? (
        say(gaps.length === 0 ? wordsOf.noComparison : wordsOf.nothing)
      ) : (
        <GapRows gaps={rows} task={task} empty={empty} />
      )}
    </Panel>
  )
}

function GapRows({ gaps, task, empty }: GapTableProps) {
  const say = useSay()
  return (
    <ChartTable
      title={say(wordsOf.title)}
      table={{
        columns: [
          say(wordsOf.group),
          say(wordsOf.measure),
          say(wordsOf.finding),
          say(wordsOf.own),
          say(wordsOf.others),
          say(wordsOf.difference),
          say(wordsOf.interval),
          say(wordsOf.adjusted),
        ],
        texts: [1, 2],
        stacks: true,
        rows: gaps.map((gap) => [
          `${pairName(gap)}: ${placeText(gap, empty)}`,
          say(nameOf(gap, task)),
          <span key="finding" className={classes.finding}>
            <ToneBadge
              tone={isShown(gap) ? 'bad' : 'neutral'}
              label={say(isShown(gap) ? wordsOf.gap : wordsOf.none)}
            />
            <small>{say(wordsOf[gap.family])}</small>
          </span>,
          sideText(gap.group),
          sideText(gap.others),
          figure(gap.difference),
          range(gap.interval.low, gap.interval.high),
          chance(gap.pAdjusted),
        ]),
      }}
    />
  )
}

function sideText({ estimate, n }: Gap['group']): string {
  return `${figure(estimate)} (n ${n < smallCell ? `< ${smallCell}` : count(n)})`
}
