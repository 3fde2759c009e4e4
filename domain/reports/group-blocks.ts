import { gapTitle } from '../models/gap-words.ts'
import type { Gap } from '../models/performance/gap.ts'
import type { Measure } from '../models/performance/measure.ts'
import { type MeasureName, measureWords } from '../models/performance/measure-names.ts'
import { measureTitleOf } from '../models/performance/measure-title.ts'
import type { Stratum } from '../models/performance/subgroup.ts'
import type { GroupPlace } from '../models/performance/tally.ts'
import type { Task } from '../models/performance/task-names.ts'
import type { TaskMeasure, TaskStratum } from '../models/performance/tasks/task-result.ts'
import { say, type Words } from '../words.ts'
import { limitsText, measureCells, numberText, pText, reasonOf } from './measure-text.ts'
import type { ReportBlock, ReportCell, ReportInterval } from './report-tree.ts'

/** What a report shows of groups: their numbers, drawn beside them, and how far they lie apart. */

const empty = say('(값 없음)', '(empty)')

/** `sex: F`, `sex: F × age: 60+`; the cells without a value are a group of their own. */
export function groupText({ column, value, and }: GroupPlace): Words {
  const own = say(`${column}: ${value ?? empty.ko}`, `${column}: ${value ?? empty.en}`)
  if (!and) return own
  return say(
    `${own.ko} × ${and.column}: ${and.value ?? empty.ko}`,
    `${own.en} × ${and.column}: ${and.value ?? empty.en}`,
  )
}

type Grouped = Stratum | TaskStratum
const insufficient = say('건수 부족: 판정하지 않음', 'Too few cases: no verdict')

/** A measure, and the class, structure or reader it speaks of; of which task, for a version has a name there. */
type About = {
  readonly name: MeasureName
  readonly of?: string | undefined
  readonly task: Task
  /** Least number of cases behind a measure; nothing where the group tells it (a binary classifier). */
  readonly least?: number
}

/** One table for a measure: each group with its interval in figures and drawn, against the value of all cases. */
export function groupTable(
  { name, of, task, least = 0 }: About,
  strata: readonly Grouped[],
  all: Measure | undefined,
): ReportBlock[] {
  const rows = strata.flatMap((stratum) => {
    const own = measuresOf(stratum).find((one) => one.name === name && one.of === of)
    return own ? [{ stratum, measure: own.measure }] : []
  })
  if (rows.length === 0) return []
  const scale = scaleOf([...rows.map(({ measure }) => measure), ...(all ? [all] : [])])
  const reference = all?.state === 'estimated' ? all.estimate : null
  const { ko, en } = measureTitleOf({ name, words: measureWords[name], of, task })
  const noInterval = all?.state === 'estimated' && all.interval === null ? all.because : undefined
  return [
    { is: 'heading', level: 2, text: say(`집단별 ${ko}`, `${en} by group`) },
    ...(noInterval ? [{ is: 'paragraph', text: noInterval } as const] : []),
    {
      is: 'table',
      columns: [
        { title: say('집단', 'Group'), share: 4 },
        { title: say('건수', 'n'), share: 1.6, side: 'right' },
        { title: say('추정값', 'Estimate'), share: 2, side: 'right' },
        { title: say('신뢰구간', 'Interval'), share: 3, side: 'right' },
        { title: scaleTitle(scale), share: 4 },
      ],
      rows: rows.map(({ stratum, measure }) => [
        {
          text: groupText(stratum),
          ...((!stratum.isSufficient || measure.n < least) && { tone: 'warning', below: insufficient }),
        },
        measure.n.toLocaleString('en-US'),
        ...measureCells(measure),
        noInterval && measure.state === 'estimated'
          ? pointCell(measure.estimate, scale, reference)
          : drawnCell(measure, scale, reference),
      ]),
    },
  ]
}

function measuresOf(stratum: Grouped): readonly TaskMeasure[] {
  return stratum.measures
}

type Scale = { readonly from: number; readonly to: number }

/** From the lowest end to the highest, with a little room; a single point gets a width. */
function scaleOf(measures: readonly Measure[]): Scale {
  const ends = measures.flatMap((one) =>
    one.state === 'estimated'
      ? [one.estimate, one.interval?.low ?? one.estimate, one.interval?.high ?? one.estimate]
      : [],
  )
  if (ends.length === 0) return { from: 0, to: 1 }
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const room = Math.max((high - low) * 0.05, 1e-3)
  // What is a share ends at 1 on the drawing too.
  return { from: low - room, to: high <= 1 && low >= 0 ? Math.min(1, high + room) : high + room }
}

function scaleTitle({ from, to }: Scale): Words {
  const ends = `${numberText(from)} … ${numberText(to)}`
  return say(`구간 그림 (${ends})`, `Interval (${ends})`)
}

/** An estimate of a kind that has no interval: why is told above the table. */
function pointCell(estimate: number, { from, to }: Scale, reference: number | null): ReportCell {
  const share = (value: number) => (value - from) / (to - from)
  const at = share(estimate)
  return { interval: { low: at, at, high: at, reference: share(reference ?? estimate) } }
}

function drawnCell(measure: Measure, { from, to }: Scale, reference: number | null): ReportCell {
  const reason = reasonOf(measure)
  if (measure.state !== 'estimated' || measure.interval === null)
    return { text: '', ...(reason !== undefined && { below: reason }) }
  const share = (value: number) => (value - from) / (to - from)
  const interval: ReportInterval = {
    low: share(measure.interval.low),
    at: share(measure.estimate),
    high: share(measure.interval.high),
    reference: share(reference ?? measure.estimate),
  }
  return { interval }
}

const families = {
  confirmatory: say('계획에 정한 비교(홀름 보정)', 'Planned (Holm)'),
  exploratory: say('탐색적 비교(벤자미니–호크버그 보정)', 'Exploratory (Benjamini–Hochberg)'),
} as const

/** Every gap with its simultaneous interval; a gap whose interval excludes zero stands out. */
export function gapTables(gaps: readonly Gap[]): ReportBlock[] {
  return (['confirmatory', 'exploratory'] as const).flatMap((family) => {
    const own = gaps.filter((gap) => gap.family === family)
    if (own.length === 0) return []
    return [{ is: 'heading', level: 2, text: families[family] } as const, gapTable(own)]
  })
}

function gapTable(gaps: readonly Gap[]): ReportBlock {
  const scale = scaleOf(gaps.map(gapMeasure))
  return {
    is: 'table',
    columns: [
      { title: say('집단', 'Group'), share: 4 },
      { title: say('지표', 'Measure'), share: 3 },
      { title: say('차이', 'Difference'), share: 1.8, side: 'right' },
      { title: say('동시 신뢰구간', 'Simultaneous interval'), share: 3, side: 'right' },
      { title: say('보정 p', 'Adjusted p'), share: 1.7, side: 'right' },
      { title: scaleTitle(scale), share: 3 },
    ],
    rows: gaps.map((gap) => {
      const isShown = gap.interval.low > 0 || gap.interval.high < 0
      return [
        groupText(gap),
        gapTitle({ measure: gap.name, of: gap.of }),
        { text: numberText(gap.difference), tone: isShown ? 'bad' : 'plain' },
        limitsText(gap.interval),
        pText(gap.pAdjusted),
        drawnCell(gapMeasure(gap), scale, 0),
      ]
    }),
  }
}

function gapMeasure({ difference, interval, group, others }: Gap): Measure {
  return {
    state: 'estimated',
    estimate: difference,
    interval,
    method: interval.method,
    n: group.n + others.n,
  }
}
