import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import { postMarketReport } from '@maek/domain/monitoring/post-market-report.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { freezePlanReference } from '../monitoring/reference.ts'
import { takeInObservations } from '../monitoring/take-in.ts'
import { takeDueLook } from '../monitoring/watch.ts'
import { lineOf, proseOf } from './marked.ts'
import { type Pen, wanted } from './pen.ts'
import type { SamplePeople } from './people.ts'

type Told = { readonly model: string; readonly evaluation: string; readonly people: SamplePeople }

const days = 182
const reportedDays = 91
const perDay = 30
/** From this day on the model misses cases at the second site; the plan finds it, and its alert waits for somebody. */
const fallsOn = 108

/** Half a year in the field: predictions, labels that came later, a signed plan, and the alarm it found. */
export async function writeMonitoring(pen: Pen, told: Told): Promise<void> {
  const plan = await writePlan(pen, told)
  const cases = await sampleCases(pen)
  await send(pen, told, { contents: 'predictions', text: predictionsOf(cases) })
  await send(pen, told, { contents: 'labels', text: labelsOf(cases) })
  wanted(await takeDueLook(pen.house, pen.author.organisation, plan), 'the look')
  // Begun and left to be filled: a newcomer sees which facts the period gives.
  await pen.write(postMarketReport, {
    name: lineOf('유방 종괴 모델 현장 성능 보고', 'Field performance of the breast mass model'),
    modelVersion: told.model,
    from: pen.day(-reportedDays),
    to: pen.day(-1),
  })
}

async function writePlan(pen: Pen, told: Told): Promise<StoredRecord> {
  const draft = await pen.write(monitoringPlan, {
    name: lineOf('유방 종괴 모델 현장 성능 모니터링', 'Field performance of the breast mass model'),
    modelVersion: told.model,
    owner: told.people.research,
    purpose: proseOf(
      '평가에서 확인한 성능이 병원에서도 유지되는지 매주 본다.',
      'Every week: does the performance of the evaluation hold in hospitals?',
    ),
    evaluation: told.evaluation,
    threshold: '0.25',
    period: 'week',
    dayBegins: 'seoul',
    startsOn: pen.day(-days),
    matureAfterDays: 28,
    labelShareMin: '0.9',
    casesMin: 30,
    falseAlarmsPerYear: '1',
    groups: [
      ...['large', 'small'].map((value) => ({ column: 'nucleus_size', value })),
      ...['S-01', 'S-02'].map((value) => ({ column: 'site_key', value })),
    ],
    charts: [
      {
        ...{ metric: 'sensitivity', method: 'bernoulli-cusum', good: '0.95', bad: '0.85' },
        ...{ runLength: 20_000, casesPerYear: 4000 },
      },
      { metric: 'specificity', method: 'ewma', good: '0.92', bad: '0.85', runLength: 370, weight: '0.2' },
      {
        ...{ metric: 'specificity', method: 'sprt', good: '0.92', bad: '0.8', alpha: '0.001', beta: '0.1' },
        ...{ groupColumn: 'site_key', casesPerYear: 4000 },
      },
      {
        ...{ metric: 'specificity', method: 'group-sequential', good: '0.92', bad: '0.85', alpha: '0.01' },
        plannedCases: 10_000,
      },
    ],
    driftLimits: [
      { variable: 'score', measure: 'psi', limit: '0.25' },
      { variable: 'score', measure: 'kolmogorov-smirnov', limit: '0.2' },
    ],
    driftPeriods: 2,
    decideWithinDays: 14,
  })
  const { id, version } = draft
  const columns = { score: 'probability', label: 'malignant' }
  wanted(await freezePlanReference(pen.house, pen.author, { plan: id, version, ...columns }), 'the reference')
  return pen.lead(await pen.read(draft), 'submit', 'sign')
}

type SampleCase = {
  readonly at: number
  readonly event: string
  readonly score: string
  readonly isMalignant: boolean
  readonly size: string
  readonly site: string
  readonly delayDays: number
}

/** Cases drawn from those of the evaluation, by numbers from a fixed seed; only the days move with the calendar. */
async function sampleCases(pen: Pen): Promise<SampleCase[]> {
  const table = await readFile(new URL('./predictions.csv', import.meta.url), 'utf8')
  const known = table
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [, malignant = '', score = '', size = ''] = row.split(',')
      return { isMalignant: malignant === '1', score, size }
    })
  const next = chance(20_26)
  const begin = Date.parse(`${pen.day(-days)}T00:00:00.000Z`)
  return Array.from({ length: days * perDay }, (_, at): SampleCase => {
    const drawn = known[Math.floor(next() * known.length)] ?? {
      isMalignant: false,
      score: '0',
      size: 'small',
    }
    const day = Math.floor(at / perDay)
    const site = next() < 0.5 ? 'S-01' : 'S-02'
    const isMissed = drawn.isMalignant && site === 'S-02' && day >= fallsOn && next() < 0.5
    return {
      at: begin + day * 86_400_000 + Math.floor(((at % perDay) / perDay) * 86_400_000),
      event: `SE-${String(at).padStart(6, '0')}`,
      score: isMissed ? (next() * 0.2).toFixed(6) : drawn.score,
      ...{ isMalignant: drawn.isMalignant, size: drawn.size, site },
      delayDays: next() < 0.03 ? 400 : 2 + Math.floor(next() ** 2 * 24),
    }
  })
}

/** Numbers from a seed (mulberry32): the same company on every machine. */
function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function predictionsOf(cases: readonly SampleCase[]): string {
  const rows = cases.map(
    ({ event, at, score, site, size }) => `${event},${new Date(at).toISOString()},${score},${site},${size}`,
  )
  return `event_id,predicted_at,score,site_key,attribute_nucleus_size\n${rows.join('\n')}\n`
}

/** Labels that have come by now. A few are revised, and two name predictions that nobody sent. */
function labelsOf(cases: readonly SampleCase[]): string {
  const last = Math.max(...cases.map(({ at }) => at))
  const rows = cases.flatMap(({ event, at, isMalignant, delayDays }, place) => {
    const came = at + delayDays * 86_400_000
    if (came > last) return []
    const line = (label: boolean, when: number, [id, before]: readonly [string, string]) =>
      `${event},${label ? 1 : 0},${new Date(when).toISOString()},pathology,${id},${before}`
    const final = `L-${String(place).padStart(6, '0')}`
    if (place % 211 !== 0 || came + 86_400_000 > last) return [line(isMalignant, came, [final, ''])]
    return [
      line(!isMalignant, came, [`${final}-A`, '']),
      line(isMalignant, came + 86_400_000, [final, `${final}-A`]),
    ]
  })
  const strange = ['SE-900001', 'SE-900002'].map(
    (event) => `${event},0,${new Date(last).toISOString()},pathology,,`,
  )
  return `event_id,label,labelled_at,source,label_id,supersedes\n${[...rows, ...strange].join('\n')}\n`
}

async function send(
  pen: Pen,
  { model }: Told,
  { contents, text }: { readonly contents: 'predictions' | 'labels'; readonly text: string },
): Promise<void> {
  const bytes = Buffer.from(text)
  const name = `${lineOf(
    contents === 'predictions' ? '현장 예측' : '현장 정답',
    contents === 'predictions' ? 'Field predictions' : 'Field labels',
  )}.csv`
  const taken = await takeInObservations(pen.house, pen.author, {
    ...{ name, contents, model, bytes, names: {} },
    request: hash('sha256', bytes, 'buffer'),
  })
  wanted(taken, 'observations')
}
