import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedQuestions, type RubricAnswers, readRubric, rubricOf, vectorOf } from './rubric.ts'
import { type RubricAnswer, rubricQuestions } from './rubric-questions.ts'
import { scoreVector } from './severity.ts'

const names = Object.keys(rubricQuestions)

/** A device without loss of anything, out of reach: every test changes what it speaks of. */
const harmless: RubricAnswers = {
  XAVN: 'no',
  XAVP: 'yes',
  XACL: 'no',
  XPRL: 'yes',
  XPRZ: 'yes',
  XPRS: 'yes',
  XUI: 'yes',
  XS: 'no',
  ...Object.fromEntries(names.filter((name) => /^X[CIA][PDTWSO]$/.test(name)).map((name) => [name, 'none'])),
  XCP: 'no',
  XCR: 'low',
  XIR: 'low',
  XAR: 'low',
}

function vector(changes: RubricAnswers): string {
  const answer = vectorOf({ ...harmless, ...changes })
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}
const metric = (changes: RubricAnswers, name: string) =>
  vector(changes)
    .split('/')
    .find((pair) => pair.startsWith(`${name}:`))

test('answers give a complete CVSS v3.0 vector with the security requirements', () => {
  expect(vector({})).toBe('CVSS:3.0/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N/CR:L/IR:L/AR:L')
})

test.for<readonly [string, RubricAnswers, string]>([
  ['a link that carries IP is network', { XAVN: 'yes', XAVT: 'yes' }, 'AV:N'],
  ['a link nobody knows is network', { XAVN: 'unknown' }, 'AV:N'],
  ['a link of unknown layer is network', { XAVN: 'yes', XAVT: 'unknown' }, 'AV:N'],
  ['hospital-wide radio is adjacent', { XAVN: 'yes', XAVT: 'no', XAVW: 'yes', XAVR: 'no' }, 'AV:A'],
  ['radio of unknown range is adjacent', { XAVN: 'yes', XAVT: 'no', XAVW: 'yes', XAVR: 'unknown' }, 'AV:A'],
  ['radio within 10 feet is local', { XAVN: 'yes', XAVT: 'no', XAVW: 'yes', XAVR: 'yes' }, 'AV:L'],
  [
    'a wired link without IP is adjacent, the worse of two readings',
    { XAVN: 'yes', XAVT: 'no', XAVW: 'no' },
    'AV:A',
  ],
  ['touch is physical', { XAVP: 'yes' }, 'AV:P'],
  ['neither link nor touch is local', { XAVP: 'no' }, 'AV:L'],
  ['an attack at will is not complex', { XACL: 'yes' }, 'AC:L'],
  ['complexity nobody knows is no protection', { XACL: 'unknown' }, 'AC:L'],
  ['a device with one role for all needs no privilege', { XPRL: 'no' }, 'PR:N'],
  ['an attack before login needs no privilege', { XPRZ: 'no' }, 'PR:N'],
  ['an ordinary login is low privilege', { XPRS: 'no' }, 'PR:L'],
  ['a maintainer’s login is high privilege', { XPRS: 'yes' }, 'PR:H'],
  ['a prompt nobody can judge does not protect', { XUI: 'unknown' }, 'UI:N'],
  ['another authority affected changes the scope', { XS: 'yes' }, 'S:C'],
  ['health data of fewer than 500 patients is a low loss', { XCP: 'yes', XCPM: 'no' }, 'C:L'],
  ['health data of 500 patients is a high loss', { XCP: 'yes', XCPM: 'yes' }, 'C:H'],
  ['health data of unknown extent is a high loss', { XCP: 'yes', XCPM: 'unknown' }, 'C:H'],
  ['one kind of data lost badly decides over five that are not', { XIT: 'high' }, 'I:H'],
  ['a small loss alone is low', { XAW: 'low' }, 'A:L'],
  ['a loss nobody knows is high', { XAD: 'unknown' }, 'A:H'],
  ['patients who depend on availability raise its requirement', { XAR: 'high' }, 'AR:H'],
])('%s', ([, changes, wanted]) => {
  expect(metric(changes, wanted.split(':')[0] ?? '')).toBe(wanted)
})

test('a question answered earlier that is not asked any more counts for nothing', () => {
  expect(vector({ XAVN: 'no', XAVP: 'yes', XAVT: 'yes', XAVR: 'no' })).toBe(vector({}))
})

test('an incomplete rubric gives no vector, and names every question left', () => {
  const answer = vectorOf({ XAVN: 'yes' })
  expect(answer.ok).toBe(false)
  if (answer.ok) return
  expect(answer.refusal.because.en).toContain('IP, TCP or UDP')
  expect(answer.refusal.more?.length).toBeGreaterThan(20)
})

test.for([
  ['a question that does not exist', [{ question: 'XQQ', answer: 'yes' }]],
  ['a name every object has', [{ question: 'toString', answer: 'yes' }]],
  ['an answer of another question', [{ question: 'XAVN', answer: 'high' }]],
  [
    'a question answered twice',
    [
      { question: 'XS', answer: 'yes' },
      { question: 'XS', answer: 'no' },
    ],
  ],
] as const)('rows with %s are refused', ([, rows]) => {
  expect(readRubric(rows).ok).toBe(false)
})

const anyAnswers = fc.record(
  Object.fromEntries(
    Object.entries(rubricQuestions).map(([name, { answers }]) => [
      name,
      fc.constantFrom<RubricAnswer>(...answers),
    ]),
  ),
)

test('every full set of answers gives a vector that CVSS v3.0 can score', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const answer = vectorOf(answers)
      expect(answer.ok && scoreVector(answer.value)).toMatchObject({ ok: true, value: { version: '3.0' } })
    }),
  )
})

test('“not known” never scores below any answer that could have been given', () => {
  fc.assert(
    fc.property(anyAnswers, fc.constantFrom(...names), (answers, name) => {
      const taken = rubricQuestions[name]?.answers ?? []
      if (!taken.includes('unknown')) return
      const scored = (answer: RubricAnswer) => {
        const found = vectorOf({ ...answers, [name]: answer })
        const score = found.ok ? scoreVector(found.value) : found
        return score.ok ? score.value.base : 0
      }
      for (const answer of taken)
        expect(scored('unknown'), `${name} ${answer}`).toBeGreaterThanOrEqual(scored(answer))
    }),
  )
})

test('answering question after question always ends, and never asks one twice', () => {
  fc.assert(
    fc.property(anyAnswers, (all) => {
      let answers: RubricAnswers = {}
      for (let step = 0; step <= names.length; step++) {
        const next = rubricOf(answers).missing[0]
        if (next === undefined) break
        answers = { ...answers, [next]: all[next] ?? 'unknown' }
      }
      expect(rubricOf(answers).vector).not.toBeNull()
      expect(Object.keys(answers).toSorted()).toEqual([...askedQuestions(answers)].toSorted())
    }),
  )
})
