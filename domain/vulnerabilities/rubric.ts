import { type Answer, accept, type Refusal, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import {
  type RubricAnswer,
  type RubricMetric,
  type RubricQuestion,
  rubricAnswers,
  rubricKinds,
  rubricQuestions,
} from './rubric-questions.ts'

/** What people answered, by the name of the question. */
export type RubricAnswers = Readonly<Record<string, RubricAnswer>>

/** One answered row as a record keeps it. */
export type RubricRow = { readonly question: string; readonly answer: string }

/** What answered rows say: the names still to be answered, and the vector once none is missing. */
export type Rubric = {
  readonly answers: RubricAnswers
  readonly missing: readonly string[]
  readonly vector: string | null
}

/**
 * Reads answered rows. Refuses a question the rubric does not have, one answered twice, and an answer the question
 * does not take; `field` names the row. A question that is not asked any more may stay answered: it counts for nothing.
 */
export function readRubric(rows: readonly RubricRow[]): Answer<RubricAnswers> {
  const answers: Record<string, RubricAnswer> = {}
  for (const [index, { question: name, answer }] of rows.entries()) {
    const place = `rubric.${index}`
    const question = Object.hasOwn(rubricQuestions, name) ? rubricQuestions[name] : undefined
    if (!question)
      return refuse('invalid', say(`없는 질문입니다: ${name}`, `There is no question ${name}.`), place)
    if (Object.hasOwn(answers, name))
      return refuse('invalid', say(`${name}에 답이 두 번 있습니다.`, `${name} is answered twice.`), place)
    const known = question.answers.find((taken) => taken === answer)
    if (!known) return { ok: false, refusal: wrongAnswer(name, question, place) }
    answers[name] = known
  }
  return accept(answers)
}

function wrongAnswer(name: string, question: RubricQuestion, place: string): Refusal {
  const ko = question.answers.map((answer) => rubricAnswers[answer].ko).join(', ')
  const names = question.answers.join(', ')
  return {
    code: 'invalid',
    because: say(`${name}에 쓸 수 있는 답: ${ko} (${names})`, `${name} is answered with one of: ${names}`),
    field: place,
  }
}

/** Names of the questions that these answers lead to, in the order asked. */
export function askedQuestions(answers: RubricAnswers): readonly string[] {
  const asked = new Set<string>()
  for (const [name, { when }] of Object.entries(rubricQuestions)) {
    const answer = when && asked.has(when.question) ? answers[when.question] : undefined
    if (!when || (answer !== undefined && when.answers.includes(answer))) asked.add(name)
  }
  return [...asked]
}

/** What the answers say so far. */
export function rubricOf(answers: RubricAnswers): Rubric {
  const missing = askedQuestions(answers).filter((name) => answers[name] === undefined)
  return { answers, missing, vector: missing.length === 0 ? vectorFrom(answers) : null }
}

/**
 * The CVSS v3.0 vector that the answers give: eight base metrics and the three security requirements. Refuses while a
 * question that is asked has no answer; `more` names each.
 */
export function vectorOf(answers: RubricAnswers): Answer<string> {
  const { vector, missing } = rubricOf(answers)
  if (vector !== null) return accept(vector)
  const [first, ...more] = missing.map(
    (name): Refusal => ({
      code: 'invalid',
      because: say(
        `루브릭에 답하십시오: ${rubricQuestions[name]?.text.ko ?? name}`,
        `Answer the rubric: ${rubricQuestions[name]?.text.en ?? name}`,
      ),
      field: 'rubric',
    }),
  )
  if (!first) throw new Error('a rubric without a vector misses an answer')
  return { ok: false, refusal: more.length > 0 ? { ...first, more } : first }
}

function vectorFrom(answers: RubricAnswers): string {
  const metrics: readonly (readonly [RubricMetric, string])[] = [
    ['AV', attackVector(answers)],
    // Not known: assume that nothing stands in the way.
    ['AC', answers.XACL === 'no' ? 'H' : 'L'],
    ['PR', privileges(answers)],
    ['UI', answers.XUI === 'yes' ? 'R' : 'N'],
    ['S', answers.XS === 'no' ? 'U' : 'C'],
    ['C', worst('C', answers)],
    ['I', worst('I', answers)],
    ['A', worst('A', answers)],
    ['CR', requirement(answers.XCR)],
    ['IR', requirement(answers.XIR)],
    ['AR', requirement(answers.XAR)],
  ]
  return ['CVSS:3.0', ...metrics.map(([metric, value]) => `${metric}:${value}`)].join('/')
}

function attackVector({ XAVN, XAVT, XAVW, XAVR, XAVP }: RubricAnswers): string {
  if (XAVN === 'no') return XAVP === 'yes' ? 'P' : 'L'
  if (XAVN === 'unknown' || XAVT !== 'no') return 'N'
  return XAVW === 'yes' && XAVR === 'yes' ? 'L' : 'A'
}

function privileges({ XPRL, XPRZ, XPRS }: RubricAnswers): string {
  if (XPRL !== 'yes' || XPRZ !== 'yes') return 'N'
  return XPRS === 'yes' ? 'H' : 'L'
}

/** The worst kind of data or function decides (rubric, impact metrics). */
function worst(metric: 'C' | 'I' | 'A', answers: RubricAnswers): string {
  const sizes = Object.keys(rubricKinds).map((letter) => {
    const answer = answers[`X${metric}${letter}`]
    return answer === 'yes' ? (answers.XCPM === 'no' ? 'low' : 'high') : answer
  })
  if (sizes.some((size) => size === 'high' || size === 'unknown')) return 'H'
  return sizes.includes('low') ? 'L' : 'N'
}

function requirement(answer: RubricAnswer | undefined): string {
  return answer === 'high' ? 'H' : answer === 'low' ? 'L' : 'M'
}
