import { expect, test } from 'vitest'
import { z } from 'zod'
import { evaluationFacts } from '../../test/evaluation-facts.ts'
import { say } from '../words.ts'
import { mlBom } from './ml-bom.ts'

const limits = z.looseObject({ lowerBound: z.string(), upperBound: z.string() })
const metric = z.looseObject({
  type: z.string(),
  value: z.string(),
  slice: z.string().optional(),
  confidenceInterval: limits.optional(),
})
const bom = z.looseObject({
  metadata: z.looseObject({
    component: z.looseObject({
      modelCard: z.looseObject({
        quantitativeAnalysis: z.looseObject({ performanceMetrics: z.array(metric) }),
      }),
    }),
  }),
})

const model = {
  number: 'MDL-2026-0001',
  title: 'Reader',
  state: say('승인됨', 'Approved'),
  version: '1.0.0',
  purpose: null,
  trainingMethod: null,
  limits: null,
  operatingPoint: null,
  performance: [],
  datasets: [],
  restrictions: [],
  clouds: [],
  updates: [],
  weightsSha256: null,
  task: null,
}

test('an ML-BOM has a slice of every group with Brier score, calibration and average precision', () => {
  const text = mlBom(
    {
      at: '2026-11-22T03:00:00.000Z',
      id: '00000000-0000-4000-8000-000000000001',
      edition: 1,
      maker: say('샘플 메디컬', 'Sample Medical'),
      model,
      evaluations: [evaluationFacts()],
    },
    'en',
  )
  const { performanceMetrics } = bom.parse(JSON.parse(text)).metadata.component.modelCard.quantitativeAnalysis
  const ofSite = performanceMetrics.filter(({ slice }) => slice?.endsWith('site: A'))
  for (const type of ['Brier score', 'Observed share less mean probability', 'AUPRC (average precision)']) {
    const found = ofSite.find((one) => one.type === type)
    expect(Number(found?.value), type).toBeLessThan(1)
    expect(Number(found?.confidenceInterval?.lowerBound)).toBeLessThan(Number(found?.value))
    expect(Number(found?.confidenceInterval?.upperBound)).toBeGreaterThan(Number(found?.value))
  }
  // No honest interval exists of it, so none is written.
  const error = ofSite.find(({ type }) => type === 'Expected calibration error')
  expect(error).toBeDefined()
  expect(error?.confidenceInterval).toBeUndefined()
})
