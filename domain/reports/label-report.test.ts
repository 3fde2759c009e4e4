import { expect, test } from 'vitest'
import { say } from '../words.ts'
import type { LabelFacts, LabelModel } from './label-facts.ts'
import { labelReport, lackingItems } from './label-report.ts'

const approved = say('승인됨', 'Approved')
const model: LabelModel = {
  number: 'MOD-2026-0001',
  title: '유방암 분류',
  state: approved,
  version: '1.0.0',
  purpose: say('유방 종괴의 악성 가능성을 보인다.', 'Shows how likely a breast mass is malignant.'),
  trainingMethod: say('로지스틱 회귀', 'Logistic regression'),
  limits: say('40세 미만은 자료가 적다.', 'Few data below the age of 40.'),
  operatingPoint: '0.25',
  performance: [{ metric: 'AUROC', estimate: '0.99', lower: '0.98', upper: '1.00', n: 226 }],
  datasets: [
    {
      number: 'DAT-2026-0001',
      title: '학습 데이터',
      state: approved,
      version: '1',
      role: 'training',
      subjects: 343,
      items: 343,
      countries: ['US'],
      from: '1990-01-01',
      to: '1995-12-31',
      population: [{ group: '여성', subjects: 343 }],
      knownGaps: '한 기관의 자료',
      identifiability: say('익명처리', 'Anonymised'),
      contentSha256: 'ab'.repeat(32),
    },
  ],
  restrictions: [],
  clouds: [],
  updates: [],
}
const facts = (change: Partial<LabelModel> = {}): LabelFacts => ({
  at: '2026-11-22T03:00:00.000Z',
  maker: say('샘플', 'Sample'),
  device: { number: 'DEV-2026-0001', name: say('판독보조', 'Assist'), intendedUse: null },
  release: { number: 'REL-2026-0001', title: '판독보조 1.4.0', state: approved, version: '1.4.0' },
  models: [{ ...model, ...change }],
  signatures: [],
  checkpoint: null,
})
const english = (change: Partial<LabelModel>) => lackingItems(facts(change)).map(({ en }) => en)

test('a label that has all that Rule Art. 33 asks lacks nothing', () => {
  expect(lackingItems(facts())).toEqual([])
})

test('each item that no record says is named with the record that should say it', () => {
  expect(english({ trainingMethod: null })).toEqual(['MOD-2026-0001: no training method'])
  expect(english({ trainingMethod: { ko: '회귀', en: '' } })).toEqual([
    'MOD-2026-0001: training method in one language only',
  ])
  expect(english({ datasets: [] })).toEqual(['MOD-2026-0001: no training data linked'])
  expect(english({ performance: [], limits: null })).toEqual([
    'MOD-2026-0001: no expected performance',
    'MOD-2026-0001: no limits',
  ])
})

test('a release in which no model is said to be does not pass for one without AI', () => {
  const told = lackingItems({ ...facts(), models: [] })
  expect(told.map(({ en }) => en)).toEqual(['No model names REL-2026-0001 among its releases.'])
})

test('a restriction decided after a gap, and the result of an update within the plan, stand on the label', () => {
  const restricted = say('40세 미만에는 쓰지 마십시오.', 'Not for patients below 40.')
  const { blocks } = labelReport(
    facts({
      restrictions: [{ number: 'GAP-2026-0001', text: restricted }],
      updates: [
        {
          number: 'UPD-2026-0001',
          title: '1.1.0',
          state: approved,
          outcome: say('범위 안', 'Within the plan'),
          comparedWith: '1.0.0 (MOD-2026-0001)',
          tests: [{ question: 'AUROC', because: 'non-inferior by 0.02' }],
        },
      ],
    }),
    'both',
  )
  const text = JSON.stringify(blocks)
  expect(text).toContain('Not for patients below 40.')
  expect(text).toContain('compared with 1.0.0 (MOD-2026-0001)')
  expect(text).toContain('non-inferior by 0.02')
})
