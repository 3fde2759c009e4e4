import { afterAll, beforeAll, expect, test } from 'vitest'
import { written } from '../../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { person } from '../../test/standing-house.ts'
import { maek } from '../test/run.ts'

let served: ServedHouse
let evaluation: string
beforeAll(async () => {
  served = await servedHouse()
  const author = person(served.house.organisation, '김작성', 'quality')
  const owner = await written(served.house, author, {
    kind: 'person',
    body: { name: { ko: '김책임', en: 'Kim' }, engagement: 'employee' },
  })
  const system = await written(served.house, author, {
    kind: 'ai-system',
    body: {
      name: { ko: '시험 AI', en: 'Test AI' },
      use: 'device',
      roles: ['developer'],
      purpose: { ko: '시험', en: 'Test' },
      owner: owner.id,
    },
  })
  const model = await written(served.house, author, {
    kind: 'model-version',
    body: { name: '시험 모델', version: '1.0.0', aiSystem: system.id, output: 'decision' },
  })
  const record = await written(served.house, author, {
    kind: 'evaluation',
    body: {
      name: '판독자 일치도',
      modelVersion: model.id,
      purpose: 'reader',
      question: '일치하는가.',
      task: 'agreement',
      classes: [{ code: 'a' }, { code: 'b' }],
      strata: [{ column: 'sex' }],
      acceptanceCriteria: [
        { measure: 'fleiss-kappa', judgedBy: 'lower', comparison: 'at-least', limit: '0.6' },
      ],
    },
  })
  evaluation = record.number
})
afterAll(() => served.close())

test('a sample size is worked out without a server, with formula and a sentence for the plan', async () => {
  const told = await maek(['plan', 'size', 'share-target', '--expected', '0.9', '--target', '0.8'])
  expect(told.exit).toBe(0)
  expect(told.out).toContain('149')
  expect(told.out).toContain('exact binomial test')
  const json = JSON.parse(
    (await maek(['plan', 'size', 'two-shares', '--other', '0.85', '--power', '0.8', '--json'])).out,
  )
  expect(json).toMatchObject({ design: 'two-shares', counts: [{ n: 686 }, { n: 686 }] })
})

test('what is no design, no number, or impossible is refused', async () => {
  expect((await maek(['plan', 'size', 'something'])).exit).toBe(2)
  expect((await maek(['plan', 'size', 'share-target', '--power', 'much'])).error).toContain('--power')
  expect((await maek(['plan', 'size', 'share-target', '--expected', '0.5'])).error).toContain('target')
})

test('the table of a plan is told with role, meaning and codes of each column', async () => {
  const told = await served.run('plan', 'table', evaluation)
  expect(told.exit).toBe(0)
  for (const part of ['case_id', 'reader', 'rating', 'a, b', 'sex']) expect(told.out).toContain(part)
  expect((await served.run('plan', 'table', 'EVL-2026-9999')).exit).toBe(2)
})

test('the server answers the same size as the command', async () => {
  const there = await served.run('api', 'planSize', 'design=share-target', 'expected=0.9', 'target=0.8')
  expect(there.exit).toBe(0)
  expect(there.out).toContain('149')
  expect((await served.run('api', 'planSize', 'design=share-target', 'expected=0.5')).exit).toBe(2)
})
