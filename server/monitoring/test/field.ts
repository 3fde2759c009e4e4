import { hash } from 'node:crypto'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { written } from '../../../test/house-records.ts'
import { person, type StandingHouse } from '../../../test/standing-house.ts'
import type { ObservationsGiven } from '../intake-context.ts'
import { takeInObservations } from '../take-in.ts'

export type Field = {
  readonly quality: Actor
  readonly owner: StoredRecord
  readonly model: StoredRecord
}

/** A model in an otherwise empty organisation, and somebody who may register observations. */
export async function fieldOf(house: StandingHouse): Promise<Field> {
  const quality = person(house.organisation, '김품질', 'quality')
  const owner = await written(house, quality, {
    kind: 'person',
    body: { name: { ko: '김책임', en: 'Kim' }, engagement: 'employee' },
  })
  const system = await written(house, quality, {
    kind: 'ai-system',
    body: {
      name: { ko: '시험 AI', en: 'Test AI' },
      use: 'device',
      roles: ['developer'],
      purpose: { ko: '시험', en: 'Test' },
      owner: owner.id,
    },
  })
  const model = await written(house, quality, {
    kind: 'model-version',
    body: { name: '시험 모델', version: '1.0.0', aiSystem: system.id, output: 'decision' },
  })
  return { quality, owner, model }
}

/** Sends a text as a file of observations. */
export function send(
  house: StandingHouse,
  { quality, model }: Field,
  ...[text, given]: [text: string, given: Partial<ObservationsGiven> & Pick<ObservationsGiven, 'contents'>]
) {
  const bytes = Buffer.from(text)
  return takeInObservations(house, quality, {
    name: 'observations.csv',
    model: model.number,
    names: {},
    request: hash('sha256', bytes, 'buffer'),
    ...given,
    bytes,
  })
}

export type FieldCase = {
  readonly event: string
  readonly at: string
  readonly score: number
  readonly label: 0 | 1
  readonly sex: 'F' | 'M'
  /** Days until its label comes. */
  readonly delay: number
}

/** Numbers from a seed (mulberry32): the same on every machine. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Cases of so many days from a first one, so many a day; of the positives the share `missed` scores low. */
export function casesOf(told: {
  readonly seed: number
  readonly from: string
  readonly days: number
  readonly perDay: number
  readonly missed?: (day: number) => number
}): FieldCase[] {
  const next = numbersFrom(told.seed)
  const start = Date.parse(told.from)
  return Array.from({ length: told.days * told.perDay }, (_, at): FieldCase => {
    const day = Math.floor(at / told.perDay)
    const ms = start + day * 86_400_000 + Math.floor(((at % told.perDay) / told.perDay) * 86_400_000)
    const label = next() < 0.3 ? 1 : 0
    const isMissed = label === 1 && next() < (told.missed?.(day) ?? 0.1)
    const isCalled = label === 1 ? !isMissed : next() < 0.15
    return {
      event: `E-${told.seed}-${at}`,
      at: new Date(ms).toISOString(),
      score: Number((isCalled ? 0.5 + next() * 0.5 : next() * 0.5).toFixed(6)),
      label,
      sex: next() < 0.5 ? 'F' : 'M',
      delay: 1 + Math.floor(next() * 20),
    }
  })
}

export function predictionsCsv(cases: readonly FieldCase[]): string {
  const rows = cases.map(({ event, at, score, sex }) => `${event},${at},${score},${sex}`)
  return `event_id,predicted_at,score,attribute_sex\n${rows.join('\n')}\n`
}

export function labelsCsv(cases: readonly FieldCase[]): string {
  const rows = cases.map(({ event, at, label, delay }) => {
    const came = new Date(Date.parse(at) + delay * 86_400_000).toISOString()
    return `${event},${label},${came},pathology`
  })
  return `event_id,label,labelled_at,source\n${rows.join('\n')}\n`
}

/** The body of a plan that watches sensitivity of cases from a day on. */
export function planBody({ model, owner }: Field, startsOn: string) {
  return {
    name: '시험 계획',
    modelVersion: model.id,
    owner: owner.id,
    threshold: '0.5',
    period: 'week',
    dayBegins: 'seoul',
    startsOn,
    matureAfterDays: 21,
    labelShareMin: '0.8',
    casesMin: 20,
    falseAlarmsPerYear: '2',
    groups: [
      { column: 'sex', value: 'F' },
      { column: 'sex', value: 'M' },
    ],
    charts: [
      {
        metric: 'sensitivity',
        method: 'bernoulli-cusum',
        good: '0.9',
        bad: '0.75',
        runLength: 5000,
        casesPerYear: 3000,
      },
      { metric: 'specificity', method: 'ewma', good: '0.85', bad: '0.75', runLength: 370, weight: '0.2' },
      {
        metric: 'sensitivity',
        method: 'sprt',
        good: '0.9',
        bad: '0.7',
        alpha: '0.01',
        beta: '0.1',
        groupColumn: 'sex',
        casesPerYear: 1000,
      },
      {
        metric: 'accuracy',
        method: 'group-sequential',
        good: '0.85',
        bad: '0.75',
        alpha: '0.05',
        plannedCases: 3000,
      },
    ],
    driftPeriods: 2,
  }
}
