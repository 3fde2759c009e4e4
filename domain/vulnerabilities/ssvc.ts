import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import {
  type AskedPoint,
  askedPoints,
  isAskedPoint,
  type PointName,
  type SsvcValue,
  ssvcPoints,
  ssvcValue,
} from './ssvc-points.ts'
import { type SsvcTable, type SsvcTableName, ssvcTables } from './ssvc-tables.ts'

/** What people answered, by point; a point left out is not answered yet. */
export type SsvcAnswers = { readonly [Point in AskedPoint]?: string }

/** One answered row as a record keeps it. */
export type SsvcRow = { readonly point: string; readonly value: string }

/** What a table says: an outcome, or the points that still have to be answered, in the table's order. */
export type SsvcDecision =
  | { readonly decided: true; readonly outcome: SsvcValue }
  | { readonly decided: false; readonly missing: readonly AskedPoint[] }

/**
 * Reads answered rows. Refuses a point SSVC does not ask, a value the point does not have, and a point answered
 * twice; `field` names the row.
 */
export function readSsvc(rows: readonly SsvcRow[]): Answer<SsvcAnswers> {
  const answers: { [Point in AskedPoint]?: string } = {}
  for (const [index, { point, value }] of rows.entries()) {
    const place = `ssvc.${index}`
    if (!isAskedPoint(point)) {
      return refuse(
        'invalid',
        say(`SSVC가 묻지 않는 항목입니다: ${point}`, `SSVC does not ask for ${point}.`),
        place,
      )
    }
    const { title, values } = askedPoints[point]
    if (!ssvcValue(point, value)) {
      const names = values.map(({ name }) => name).join(', ')
      return refuse(
        'invalid',
        say(`${title.ko}에 쓸 수 있는 답: ${names}`, `${title.en} is answered with one of: ${names}`),
        place,
      )
    }
    if (answers[point] !== undefined) {
      return refuse(
        'invalid',
        say(`${title.ko}에 답이 두 번 있습니다.`, `${title.en} is answered twice.`),
        place,
      )
    }
    answers[point] = value
  }
  return accept(answers)
}

/** What the table decides from the answers. The same answers always give the same outcome; nothing is guessed. */
export function decideSsvc(name: SsvcTableName, answers: SsvcAnswers): SsvcDecision {
  const table: SsvcTable = ssvcTables[name]
  const missing: AskedPoint[] = []
  let place = 0
  for (const point of table.points) {
    const known = pointValue(point, answers)
    if (known.decided) place = place * ssvcPoints[point].values.length + positionOf(point, known.outcome)
    else missing.push(...known.missing.filter((asked) => !missing.includes(asked)))
  }
  if (missing.length > 0) return { decided: false, missing }
  const key = table.outcomes.split(' ')[place]
  const outcome = ssvcPoints[table.outcome].values.find((value) => value.key === key)
  if (!outcome) throw new Error(`table ${name} has no outcome at ${place}`)
  return { decided: true, outcome }
}

/** Every point a table rests on that people answer, in order, each once. */
export function askedBy(name: SsvcTableName): readonly AskedPoint[] {
  const unknown = decideSsvc(name, {})
  return unknown.decided ? [] : unknown.missing
}

const feeders: { readonly [Point in PointName]?: SsvcTableName } = {
  utility: 'utility',
  'public-safety': 'publicSafety',
  'human-impact': 'humanImpact',
}

function pointValue(point: PointName, answers: SsvcAnswers): SsvcDecision {
  if (isAskedPoint(point)) {
    const outcome = ssvcValue(point, answers[point] ?? '')
    return outcome ? { decided: true, outcome } : { decided: false, missing: [point] }
  }
  const feeder = feeders[point]
  if (feeder === undefined) throw new Error(`no table gives ${point}`)
  return decideSsvc(feeder, answers)
}

function positionOf(point: PointName, value: SsvcValue): number {
  return ssvcPoints[point].values.indexOf(value)
}
