import { expect, test } from 'vitest'
import { examples as models } from '../test/examples/models.ts'
import { examples as monitoring } from '../test/examples/monitoring.ts'
import { hindranceByHand } from './by-hand.ts'
import { updateDecision } from './engineering/update-decision.ts'
import type { Body } from './kind.ts'
import { datasetCheck } from './models/dataset-check.ts'
import { evaluation } from './models/evaluation.ts'
import { gapFactFields, performanceGap } from './models/performance-gap.ts'
import { alert } from './monitoring/alert.ts'
import { monitoringLook } from './monitoring/monitoring-look.ts'
import { monitoringPlan } from './monitoring/monitoring-plan.ts'
import { observationBatch } from './monitoring/observation-batch.ts'
import { person } from './people/person.ts'

const document = { name: 'result.json', mediaType: 'application/json', sha256: '5a'.repeat(32), size: 10 }
const planned: Body = (() => {
  const { gapsFound: _gaps, ...body } = models.evaluation ?? {}
  return body
})()
const computed: Body = { ...planned, resultDocument: document, gapsFound: 0 }
const without = (body: Body, ...names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)))

test('looks, observations, dataset checks, alerts, decisions on updates and gaps cannot be typed', () => {
  for (const kind of [
    monitoringLook,
    observationBatch,
    alert,
    datasetCheck,
    updateDecision,
    performanceGap,
  ]) {
    const body = { ...models, ...monitoring }[kind.name] ?? {}
    const refused = hindranceByHand(kind, null, body)
    expect(refused, kind.name).toMatchObject({ code: 'conflict', field: 'kind' })
    expect(refused?.because.ko, kind.name).toMatch(/시스템이 .*만듭니다/)
  }
})

test('what only people write is theirs to write', () => {
  expect(hindranceByHand(person, null, { name: { ko: '김', en: 'Kim' } })).toBeNull()
  expect(hindranceByHand(evaluation, null, planned)).toBeNull()
})

test('an alert that the house opened is examined and decided by people', () => {
  const opened = monitoring.alert ?? {}
  expect(hindranceByHand(alert, opened, { ...opened, examination: '다시 보았다.' })).toBeNull()
})

test('results computed by the house are neither typed nor changed nor taken out', () => {
  expect(hindranceByHand(evaluation, planned, computed)).toMatchObject({ field: 'body.resultDocument' })
  expect(hindranceByHand(evaluation, null, { ...planned, resultDocument: document })).toMatchObject({
    field: 'body.resultDocument',
  })
  for (const name of ['resultDocument', 'gapsFound', 'results', 'verdict', 'resultDigest', 'predictions']) {
    expect(hindranceByHand(evaluation, computed, without(computed, name)), name).toMatchObject({
      field: `body.${name}`,
    })
  }
  expect(hindranceByHand(evaluation, computed, { ...computed, verdict: 'not-met' })).not.toBeNull()
  expect(hindranceByHand(evaluation, computed, { ...computed, conclusion: '다른 결론' })).toBeNull()
})

test('results worked out elsewhere and typed may be mended by who typed them', () => {
  expect(hindranceByHand(evaluation, planned, without(planned, 'results', 'resultDigest'))).toBeNull()
})

test('a frozen reference cannot be typed, and falls with the evaluation or threshold it was frozen for', () => {
  const plan = monitoring['monitoring-plan'] ?? {}
  const bare = without(plan, 'reference', 'referenceDigest')
  expect(hindranceByHand(monitoringPlan, bare, plan)).toMatchObject({ field: 'body.reference' })
  const settled = monitoringPlan.settle?.(plan, { ...plan, threshold: '0.6' })
  expect(settled).not.toHaveProperty('reference')
  expect(settled).not.toHaveProperty('referenceDigest')
  expect(monitoringPlan.settle?.(plan, { ...plan, name: '다른 제목' })).toHaveProperty('reference')
})

test('the numbers of a gap are neither filled nor changed nor emptied by hand, its decision is people’s', () => {
  const drafted = models['performance-gap'] ?? {}
  for (const name of gapFactFields) {
    const changed = name in drafted ? without(drafted, name) : { ...drafted, [name]: '0.1' }
    expect(hindranceByHand(performanceGap, drafted, changed), name).toMatchObject({ field: `body.${name}` })
  }
  const unknown = without(drafted, 'difference', 'lower', 'upper', 'n')
  expect(hindranceByHand(performanceGap, unknown, { ...unknown, n: 4000 })).toMatchObject({ field: 'body.n' })
  const decided = { ...drafted, decision: 'accept', reason: '근거', hazards: [], nextEvidence: '더 본다.' }
  expect(hindranceByHand(performanceGap, drafted, decided)).toBeNull()
})
