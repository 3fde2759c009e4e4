import { expect, test } from 'vitest'
import { evaluationFacts } from '../../test/evaluation-facts.ts'
import { say } from '../words.ts'
import { biasReport } from './bias-report.ts'
import { evaluationReport } from './evaluation-report.ts'
import { limitsText, numberText, pText } from './measure-text.ts'
import { printForm } from './print-form.ts'
import type { ReportBlock } from './report-tree.ts'

const words = (blocks: readonly ReportBlock[]) => JSON.stringify(blocks)
const tables = (blocks: readonly ReportBlock[]) =>
  blocks.flatMap((block) => (block.is === 'table' ? [block] : []))

test('the verdict stands first and counts what was met, and each criterion tells why', () => {
  const facts = evaluationFacts()
  const { blocks } = evaluationReport(facts, 'both')
  const { verdicts, outcome } = facts.result
  const note = blocks.find((block) => block.is === 'note')
  const met = verdicts.filter((one) => one.outcome === 'met').length
  expect(note).toMatchObject({
    tone: outcome === 'met' ? 'good' : outcome === 'not-met' ? 'bad' : 'warning',
    text: { en: expect.stringContaining(`${met} of 2 planned acceptance criteria`) },
  })
  for (const { because } of verdicts) expect(words(blocks)).toContain(JSON.stringify(because))
})

test('every measure of the result is printed with its number of cases and its method', () => {
  const { result } = evaluationFacts()
  const [, measures] = tables(evaluationReport(evaluationFacts(), 'en').blocks)
  expect(measures?.rows).toHaveLength(result.measures.length)
  for (const [place, { measure }] of result.measures.entries()) {
    expect(JSON.stringify(measures?.rows[place])).toContain(measure.method)
    expect(measures?.rows[place]).toContain(measure.n.toLocaleString('en-US'))
  }
})

test('a group with too few cases is named as such and draws no verdict', () => {
  const text = words(biasReport(evaluationFacts(), 'both').blocks)
  expect(text).toContain('too few cases for a verdict (3): age: 80+')
  expect(text).toContain('Too few cases: no verdict')
})

test('an evaluation without groups says that nothing was compared, not that nothing differs', () => {
  const facts = evaluationFacts()
  if (facts.result.task !== 'binary') throw new Error('made so')
  const result = { ...facts.result, strata: [], intersections: [], gaps: [] }
  const text = words(biasReport({ ...facts, result }, 'both').blocks)
  expect(text).toContain('That does not mean that they do not differ')
})

test('a gap without an approved decision stands as undecided', () => {
  const gap = {
    number: 'GAP-2026-0001',
    title: 'site=B',
    state: say('작성 중', 'Draft'),
    group: 'site=B',
    measure: say('민감도', 'Sensitivity'),
    decision: null,
    reason: null,
  }
  const text = words(biasReport(evaluationFacts({ gaps: [gap] }), 'both').blocks)
  expect(text).toContain('Gaps still undecided: 1')
  expect(text).toContain('Undecided')
})

test('an interval drawn in a cell stays inside it', () => {
  const form = JSON.stringify(printForm(biasReport(evaluationFacts(), 'ko')))
  const drawn = [...form.matchAll(/"interval":\[([^\]]+)\]/g)].map(([, shares = '']) =>
    shares.split(',').map(Number),
  )
  expect(drawn.length).toBeGreaterThan(4)
  for (const [low = -1, at = -1, high = -1] of drawn) {
    expect(low).toBeGreaterThanOrEqual(0)
    expect(at).toBeGreaterThanOrEqual(low)
    expect(high).toBeGreaterThanOrEqual(at)
    expect(high).toBeLessThanOrEqual(1)
  }
})

test('numbers are printed so that they are not misread', () => {
  expect(numberText(-0.0001)).toBe('0.000')
  expect(numberText(123456.7)).toBe('123500')
  expect(limitsText({ low: -0.1, high: 0.2 })).toBe('-0.100 ~ 0.200')
  expect(limitsText({ low: 0.1, high: 0.2 })).toBe('0.100 – 0.200')
  expect(pText(0.0004)).toBe('< 0.001')
})

test('the same facts give the same report, and the JSON result stays whole', () => {
  const facts = evaluationFacts()
  expect(evaluationReport(facts, 'ko')).toEqual(evaluationReport(evaluationFacts(), 'ko'))
  expect(JSON.parse(JSON.stringify(facts))).toEqual(facts)
})
