import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { rowsOf } from '../../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { checkSchema } from '../components/schema-check.ts'
import { furnishSample } from '../sample/furnish.ts'

let served: ServedHouse
beforeAll(async () => {
  served = await servedHouse()
  await furnishSample(served.house, served.house.organisation.id)
})
afterAll(() => served.close())

const numberOf = async (kind: string, where = 'true') => {
  const [first] = await rowsOf<{ number: string }>(
    served.house,
    served.house.organisation.id,
    `select number from record where kind = '${kind}' and ${where} order by number limit 1`,
  )
  return first?.number ?? ''
}

async function saved(...words: string[]): Promise<Buffer> {
  const file = join(served.folder, `${words.join('-').replaceAll(/[^\w-]/g, '')}.out`)
  const ran = await served.run('report', ...words, '--out', file)
  expect(ran, ran.out).toMatchObject({ exit: 0 })
  return readFile(file)
}

const evaluationShape = z.object({
  resultDigest: z.string(),
  result: z.object({ task: z.string(), measures: z.array(z.unknown()) }),
  model: z.object({ weightsSha256: z.string() }),
  signatures: z.array(z.unknown()),
})

test('the report on an evaluation carries the very result whose digest stands in the record', async () => {
  const evaluation = await numberOf('evaluation', "state = 'approved'")
  const bytes = await saved('evaluation', '--evaluation', evaluation, '--format', 'json')
  const facts = evaluationShape.parse(JSON.parse(bytes.toString('utf8')))
  const [record] = await rowsOf<{ body: { resultDigest: string } }>(
    served.house,
    served.house.organisation.id,
    `select body from record where number = '${evaluation}'`,
  )
  expect(facts.resultDigest).toBe(record?.body.resultDigest)
  expect(facts.result.measures.length).toBeGreaterThan(10)
  expect(facts.signatures.length).toBeGreaterThan(0)
})

test('the report on groups is printed in Korean and English side by side', async () => {
  const evaluation = await numberOf('evaluation', "state = 'approved'")
  const pages = await saved('bias', '--evaluation', evaluation, '--language', 'both')
  expect(pages.subarray(0, 5).toString('latin1')).toBe('%PDF-')
})

test('an evaluation without a result, an unknown one and a record of another kind are refused in words', async () => {
  for (const number of ['EVL-0000-0000', await numberOf('device')]) {
    const ran = await served.run(
      'report',
      'evaluation',
      '--evaluation',
      number,
      '--out',
      join(served.folder, 'x'),
    )
    expect(ran.exit).not.toBe(0)
    expect(ran.out + ran.error).not.toMatch(/Error:|at .*\.ts/)
  }
})

test('the label of the sample release states training, performance and limits in both languages', async () => {
  const release = await numberOf('release', "body ->> 'version' = '1.4.0'")
  const bytes = await saved('label', '--release', release, '--format', 'json')
  const pair = z.object({ ko: z.string().min(1), en: z.string().min(1) })
  const shape = z.object({
    models: z
      .array(z.object({ trainingMethod: pair, limits: pair, performance: z.array(z.unknown()).min(1) }))
      .min(1),
  })
  expect(shape.safeParse(JSON.parse(bytes.toString('utf8'))).error).toBeUndefined()
})

test('the ML-BOM of the sample model keeps the official schema and has a metric for every group', async () => {
  const model = await numberOf('model-version')
  const bytes = await saved('ml-bom', '--model', model)
  const checked = await checkSchema(bytes)
  expect(checked).toMatchObject({ state: 'valid' })
  const text = bytes.toString('utf8')
  expect(text).toContain('"slice"')
  expect(text).toContain('nucleus_size')
  expect(text).toContain('"lowerBound"')
})

test('the card of the sample model is printed in either language and side by side, and kept whole as JSON', async () => {
  const model = await numberOf('model-version')
  for (const language of ['ko', 'en', 'both']) {
    const pages = await saved('model-card', '--model', model, '--language', language)
    expect(pages.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  }
  const bytes = await saved('model-card', '--model', model, '--format', 'json')
  const shape = z.object({ sections: z.array(z.unknown()).min(8), gaps: z.number() })
  expect(shape.safeParse(JSON.parse(bytes.toString('utf8'))).error).toBeUndefined()
})

test('a page of text holds one language: Markdown of a card in both is refused with what to ask for instead', async () => {
  const model = await numberOf('model-version')
  const refused = await served.run('model', 'card', model, '--language', 'both')
  expect(refused.exit).not.toBe(0)
  expect(refused.out + refused.error).toMatch(/pdf/)
  const file = join(served.folder, 'card.html')
  const asked = await served.run(
    'model',
    'card',
    model,
    '--format',
    'html',
    '--language',
    'both',
    '--out',
    file,
  )
  expect(asked.exit).not.toBe(0)
  expect(asked.out + asked.error).toMatch(/PDF/)
})

test('the report on performance in the field names every batch it rests on and the alert that is still open', async () => {
  const look = await numberOf('monitoring-look')
  const bytes = await saved('performance', '--look', look, '--format', 'json')
  const shape = z.object({
    batches: z.array(z.object({ number: z.string(), sha256: z.string().length(64) })).min(2),
    alerts: z.array(z.object({ decision: z.null() })).min(1),
    result: z.object({ outcome: z.literal('alarm') }),
  })
  expect(shape.safeParse(JSON.parse(bytes.toString('utf8'))).error).toBeUndefined()
  const pages = await saved('real-world', '--look', look, '--language', 'ko')
  expect(pages.subarray(0, 5).toString('latin1')).toBe('%PDF-')
})
