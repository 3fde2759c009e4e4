import type { LookChart, LookMetric } from '../monitoring/look-result.ts'
import { say, type Words } from '../words.ts'
import { chartSvg } from './chart-figure.ts'
import { limitsText, measureCells, numberText, pText } from './measure-text.ts'
import type { PerformanceFacts } from './performance-facts.ts'
import { heading } from './report-parts.ts'
import type { ReportBlock, ReportTone } from './report-tree.ts'

const count = (n: number) => n.toLocaleString('en-US')
const shareText = ({ k, n }: { readonly k: number; readonly n: number }) =>
  n === 0 ? '–' : `${((100 * k) / n).toFixed(1)} % (${count(k)}/${count(n)})`

/** How far labels have come: what every number below rests on. */
export function labelBlocks({ result }: PerformanceFacts): ReportBlock[] {
  const { labels } = result
  const told: readonly (readonly [Words, string])[] = [
    [say('예측', 'Predictions'), count(labels.predictions)],
    [
      say('성숙한 예측 중 정답 확보', 'Labels of mature predictions'),
      shareText({ k: labels.matureLabelled, n: labels.mature }),
    ],
    [
      say('정답 지연 중앙값', 'Median delay of labels'),
      labels.delay.medianDays === null ? '–' : labels.delay.medianDays.toFixed(1),
    ],
    [
      say('수정된 정답(그중 성숙 뒤)', 'Revised labels (after maturity)'),
      `${count(labels.revised)} (${count(labels.revisedLate)})`,
    ],
    [say('서로 어긋나는 정답', 'Contradictory labels'), count(labels.contradictory)],
    [say('예측을 찾지 못한 정답', 'Labels without a prediction'), count(labels.unknown + labels.dangling)],
    [say('중복 예측', 'Repeated predictions'), count(labels.repeatedPredictions)],
  ]
  return [
    heading('정답 확보와 지연', 'Labels and their delay'),
    { is: 'facts', facts: told.map(([label, value]) => ({ label, value })) },
    ...(labels.isSufficient
      ? []
      : [
          warning(
            `정답 확보율이 계획의 하한 ${labels.shareMin}에 못 미칩니다. 아래 성능 수치를 근거로 판정하지 마십시오.`,
            `Labels fall short of the plan's least share of ${labels.shareMin}. No verdict may rest on the figures below.`,
          ),
        ]),
    ...(labels.verification.isUneven
      ? [
          warning(
            '양성으로 판정한 사례의 정답이 더 자주 확인됩니다. 민감도가 실제보다 높게 나올 수 있습니다(확인 편향).',
            'Cases called positive get labels more often: sensitivity may be overstated (verification bias).',
          ),
        ]
      : []),
  ]
}

function warning(ko: string, en: string): ReportBlock {
  return { is: 'note', tone: 'warning', text: say(ko, en) }
}

/** Each metric in the field beside that of the reference. */
export function metricBlocks({ result }: PerformanceFacts): ReportBlock[] {
  return [heading('현장 성능', 'Performance in the field'), metricTable(result.metrics)]
}

function metricTable(metrics: readonly LookMetric[]): ReportBlock {
  return {
    is: 'table',
    columns: [
      { title: say('지표', 'Measure'), share: 4 },
      { title: say('추정값', 'Estimate'), share: 2, side: 'right' },
      { title: say('신뢰구간', 'Interval'), share: 3, side: 'right' },
      { title: say('건수', 'n'), share: 2, side: 'right' },
      { title: say('기준(허가 당시 평가)', 'Reference (evaluation)'), share: 4, side: 'right' },
    ],
    rows: metrics.map(({ title, measure, baseline }) => {
      const [estimate, limits] = measureCells(measure)
      const reference = baseline?.state === 'estimated' ? numberText(baseline.estimate) : '–'
      const below = baseline?.state === 'estimated' && baseline.interval ? limitsText(baseline.interval) : ''
      return [title, estimate, limits, count(measure.n), { text: reference, below }]
    }),
  }
}

const chartStates = {
  quiet: { text: say('경보 없음', 'No alarm'), tone: 'good' },
  alarm: { text: say('경보', 'Alarm'), tone: 'bad' },
  'too-little': { text: say('자료 부족', 'Too little'), tone: 'warning' },
  ended: { text: say('종료', 'Ended'), tone: 'plain' },
} as const satisfies Record<LookChart['state'], { readonly text: Words; readonly tone: ReportTone }>

/** Every chart of the signed plan: what it was designed to do, what it saw, and its path. */
export function chartBlocks({ result }: PerformanceFacts): ReportBlock[] {
  const { charts, budget } = result
  if (charts.length === 0) return []
  const spent = say(
    `거짓경보 예산은 한 해 ${budget.perYear}건입니다. 지금까지 ${budget.days}일 동안 ${numberText(budget.allowed)}건이 허용되고 설계상 ${numberText(budget.spent)}건을 썼습니다.`,
    `The budget is ${budget.perYear} false alarms a year. In the ${budget.days} days so far ${numberText(budget.allowed)} were allowed and ${numberText(budget.spent)} are spent by design.`,
  )
  return [
    heading('관리도', 'Control charts'),
    { is: 'paragraph', text: spent },
    {
      is: 'table',
      columns: [
        { title: say('관리도', 'Chart'), share: 4 },
        { title: say('방법', 'Method'), share: 3 },
        {
          title: say('경보까지 평균 길이(양호/나쁨)', 'Mean run length (good/bad)'),
          share: 3,
          side: 'right',
        },
        { title: say('실패/건수', 'Failures/cases'), share: 3, side: 'right' },
        { title: say('상태', 'State'), share: 2 },
      ],
      rows: charts.map(({ title, method, design, failures, cases, state }) => [
        title,
        method,
        `${count(Math.round(design.runsGood))} / ${count(Math.round(design.runsBad))}`,
        `${count(failures)} / ${count(cases)}`,
        chartStates[state],
      ]),
    },
    ...charts.flatMap(drawn),
  ]
}

function drawn(chart: LookChart): ReportBlock[] {
  if (chart.points.length < 2) return []
  const { title, points } = chart
  const [first, last] = [points[0]?.from ?? '', points.at(-1)?.from ?? '']
  const shows = say(
    `${title.ko}: ${first}부터 ${last}까지, 경보 ${points.filter(({ alarm }) => alarm).length}회. 점선은 한계입니다.`,
    `${title.en}: from ${first} to ${last}, ${points.filter(({ alarm }) => alarm).length} alarms. The dashed line is the limit.`,
  )
  return [
    { is: 'paragraph', text: shows, sticky: true },
    { is: 'figure', svg: chartSvg(chart), shows },
  ]
}

/** Groups with their gaps, corrected for how many there are. */
export function fieldGroupBlocks({ result }: PerformanceFacts): ReportBlock[] {
  const { groups, gaps } = result
  if (groups.length === 0) return []
  const tooFew = groups.filter(({ isSufficient }) => !isSufficient)
  const named = tooFew.map(({ column, value }) => `${column}=${value}`).join(', ')
  return [
    heading('집단별 성능', 'Performance by group'),
    ...(tooFew.length === 0
      ? []
      : [warning(`건수가 부족해 판정하지 않은 집단: ${named}`, `Too few cases for a verdict: ${named}`)]),
    ...groups
      .filter(({ isSufficient }) => isSufficient)
      .flatMap(({ column, value, metrics }) => [
        { is: 'heading', level: 2, text: say(`${column}=${value}`, `${column}=${value}`) } as const,
        metricTable(metrics),
      ]),
    ...(gaps.length === 0 ? [] : [gapTable(gaps)]),
  ]
}

const gapMetrics = {
  sensitivity: say('민감도', 'Sensitivity'),
  specificity: say('특이도', 'Specificity'),
} as const

function gapTable(gaps: PerformanceFacts['result']['gaps']): ReportBlock {
  return {
    is: 'table',
    columns: [
      { title: say('집단', 'Group'), share: 4 },
      { title: say('지표', 'Measure'), share: 3 },
      { title: say('차이', 'Difference'), share: 2, side: 'right' },
      { title: say('동시 신뢰구간', 'Simultaneous interval'), share: 3, side: 'right' },
      { title: say('보정 p', 'Adjusted p'), share: 2, side: 'right' },
    ],
    rows: gaps.map(({ column, value, metric, difference, interval, pAdjusted }) => [
      `${column}=${value}`,
      gapMetrics[metric],
      { text: numberText(difference), tone: interval.low > 0 || interval.high < 0 ? 'bad' : 'plain' },
      limitsText(interval),
      pText(pAdjusted),
    ]),
  }
}
