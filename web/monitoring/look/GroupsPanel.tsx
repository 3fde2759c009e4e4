import type { LookMetric, LookResult } from '@maek/domain/monitoring/look-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { ForestPlot, type ForestRow } from '../../charts/ForestPlot.tsx'
import { chance, count, figure, range } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import classes from '../monitoring.module.css'
import { percentOf, wholeText } from './measure-text.ts'

type Group = LookResult['groups'][number]
type Gap = LookResult['gaps'][number]

const wordsOf = {
  title: words('집단', 'Groups'),
  about: words(
    '계획에 적은 집단마다 95 % 구간입니다. 건수가 모자란 집단은 숫자를 보이되 판단하지 않습니다.',
    'Each group of the plan with its 95 % interval. A group with too few cases is shown and not judged.',
  ),
  noGroups: words('계획에 집단이 없습니다.', 'The plan names no groups.'),
  all: words('전체', 'All cases'),
  insufficient: words('건수 부족', 'insufficient n'),
  everything: words('모든 지표를 표로 보기', 'Every metric as a table'),
  group: words('집단', 'Group'),
  labelled: words('정답 있음', 'With a label'),
  predictions: words('예측', 'Predictions'),
  gaps: words('격차(그 집단과 나머지)', 'Gaps: the group against all others'),
  gapsAbout: words(
    'p값은 피셔 정확검정을 홀름 방법으로 보정했고, 신뢰구간은 모든 격차에 대해 동시에 성립합니다(본페로니). 두 집단뿐인 열은 한 번만 비교합니다.',
    'Fisher’s exact test with Holm’s adjustment; the intervals hold for all gaps together (Bonferroni). A column of two groups is compared once.',
  ),
  noGaps: words(
    '비교할 만큼 사례가 모인 집단이 없습니다. 격차가 없다는 뜻이 아닙니다.',
    'No group has enough cases to compare. That is not to say that there is no gap.',
  ),
  metric: words('지표', 'Metric'),
  own: words('이 집단', 'This group'),
  others: words('나머지', 'Others'),
  difference: words('차이', 'Difference'),
  interval: words('동시 신뢰구간', 'Simultaneous interval'),
  adjusted: words('보정 p(홀름)', 'Adjusted p (Holm)'),
  finding: words('판단', 'Finding'),
  above: words('집단이 높음', 'Group is higher'),
  below: words('집단이 낮음', 'Group is lower'),
  notApart: words('드러나지 않음', 'None shown'),
}

const gapMetrics = {
  sensitivity: words('민감도', 'Sensitivity'),
  specificity: words('특이도', 'Specificity'),
} as const

/** For whom it works: every group beside all cases, then what differs beyond chance, with multiplicity paid for. */
export function GroupsPanel({ result: { groups, gaps, metrics } }: { result: LookResult }) {
  const say = useSay()
  if (groups.length === 0)
    return (
      <Panel title={say(wordsOf.title)}>
        <p className={classes.dim}>{say(wordsOf.noGroups)}</p>
      </Panel>
    )
  return (
    <Panel title={say(wordsOf.title)}>
      <p className={classes.lead}>{say(wordsOf.about)}</p>
      <div className={classes.stack}>
        <div className={classes.halves}>
          {metrics
            .filter(({ name }) => Object.hasOwn(gapMetrics, name))
            .map((metric) => (
              <GroupForest key={metric.name} metric={metric} groups={groups} />
            ))}
        </div>
        <details>
          <summary className={classes.more}>{say(wordsOf.everything)}</summary>
          <GroupTable groups={groups} metrics={metrics} />
        </details>
        <Gaps gaps={gaps} />
      </div>
    </Panel>
  )
}

function GroupForest({ metric, groups }: { metric: LookMetric; groups: readonly Group[] }) {
  const say = useSay()
  const title = say(metric.title)
  const rows = groups.map((group): ForestRow => {
    const measure = measureOf(group, metric.name)
    const known = measure?.state === 'estimated' ? measure : null
    return {
      label: group.value,
      group: group.column,
      n: measure?.n ?? group.labelled,
      estimate: known?.estimate ?? null,
      low: known?.interval?.low ?? null,
      high: known?.interval?.high ?? null,
      ...(!group.isSufficient && { note: say(wordsOf.insufficient) }),
    }
  })
  const from = Math.min(0.5, ...rows.map(({ low }) => Math.floor((low ?? 0.5) * 10) / 10))
  const whole = metric.measure.state === 'estimated' ? metric.measure.estimate : null
  return (
    <ForestPlot
      title={title}
      measure={title}
      rows={rows}
      from={from}
      to={1}
      {...(whole !== null && { reference: { at: whole, name: `${say(wordsOf.all)} ${figure(whole)}` } })}
    />
  )
}

function measureOf({ metrics }: Group, name: string) {
  return metrics.find((metric) => metric.name === name)?.measure
}

type TableProps = { readonly groups: readonly Group[]; readonly metrics: readonly LookMetric[] }

function GroupTable({ groups, metrics }: TableProps) {
  const say = useSay()
  const shown = metrics.filter(({ name }) => groups.some((group) => measureOf(group, name)))
  return (
    <ChartTable
      title={say(wordsOf.everything)}
      table={{
        columns: [
          say(wordsOf.group),
          say(wordsOf.predictions),
          say(wordsOf.labelled),
          ...shown.map(({ title }) => say(title)),
        ],
        rows: groups.map((group) => [
          `${group.column}=${group.value}${group.isSufficient ? '' : ` (${say(wordsOf.insufficient)})`}`,
          count(group.predictions),
          count(group.labelled),
          ...shown.map(({ name }) => {
            const measure = measureOf(group, name)
            return measure ? wholeText(measure) : '–'
          }),
        ]),
      }}
    />
  )
}

function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const say = useSay()
  return (
    <div>
      <h3 className={classes.small}>{say(wordsOf.gaps)}</h3>
      <p className={classes.lead}>{say(wordsOf.gapsAbout)}</p>
      {gaps.length === 0 ? (
        <p className={classes.dim}>{say(wordsOf.noGaps)}</p>
      ) : (
        <ChartTable
          title={say(wordsOf.gaps)}
          table={{
            texts: [1, 2],
            columns: [
              say(wordsOf.group),
              say(wordsOf.metric),
              say(wordsOf.finding),
              say(wordsOf.difference),
              say(wordsOf.interval),
              'p',
              say(wordsOf.adjusted),
              say(wordsOf.own),
              say(wordsOf.others),
            ],
            rows: gaps.map((gap) => [
              `${gap.column}=${gap.value}`,
              say(gapMetrics[gap.metric]),
              <Finding key="finding" gap={gap} />,
              figure(gap.difference),
              range(gap.interval.low, gap.interval.high),
              chance(gap.pValue),
              chance(gap.pAdjusted),
              `${percentOf(gap.group)} (${count(gap.group.k)}/${count(gap.group.n)})`,
              `${percentOf(gap.others)} (${count(gap.others.k)}/${count(gap.others.n)})`,
            ]),
          }}
        />
      )}
    </div>
  )
}

/** A gap is told where the adjusted test and the simultaneous interval agree that it is there; else nothing is claimed. */
function Finding({ gap: { difference, interval, pAdjusted } }: { gap: Gap }) {
  const say = useSay()
  const isApart = (interval.low > 0 || interval.high < 0) && pAdjusted < 0.05
  return (
    <ToneBadge
      tone={isApart ? 'bad' : 'neutral'}
      label={say(isApart ? (difference > 0 ? wordsOf.above : wordsOf.below) : wordsOf.notApart)}
    />
  )
}
