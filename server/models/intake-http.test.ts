import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { person } from '../../test/standing-house.ts'
import { signedEvaluation } from './test/signed-evaluation.ts'

let served: ServedHouse
let quality: Actor
let token: string
beforeAll(async () => {
  served = await servedHouse()
  quality = person(served.house.organisation, '김품질', 'quality')
  const [, line = ''] = (await readFile(join(served.folder, 'cli-token'), 'utf8')).split('\n')
  token = line
})
afterAll(() => served.close())

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${served.address}/api${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'x-maek': '1', ...init.headers },
  })
const uploads = async () => {
  const folder = join(served.house.folder, 'uploads')
  return existsSync(folder) ? readdir(folder) : []
}
const whole = z.object({
  digest: z.string(),
  result: z.looseObject({ n: z.number(), strata: z.array(z.unknown()) }),
})
const getProposal = z.looseObject({ proposal: z.unknown() })
const rows = Array.from({ length: 5000 }, (_, n) => ({
  image: `C-${n}`,
  truth: n % 3 === 0 ? 1 : 0,
  p: (n % 3 === 0 ? 0.3 : 0) + (n % 89) / 130,
  scanner: n % 2 === 0 ? 'A' : 'B',
}))

test('a gzipped table of several columns goes from the command line to the whole result', async () => {
  const evaluation = await signedEvaluation(served.house, quality)
  const file = join(served.folder, 'predictions.ndjson.gz')
  await writeFile(file, gzipSync(rows.map((row) => JSON.stringify(row)).join('\n')))
  const ran = await served.run(
    'intake',
    file,
    ...[
      '--evaluation',
      evaluation,
      '--case',
      'image',
      '--label',
      'truth',
      '--score',
      'p',
      '--groups',
      'scanner',
    ],
    '--json',
  )
  expect(ran.exit, ran.error).toBe(0)
  const told = JSON.parse(ran.out)
  expect(told).toMatchObject({ cases: 5000, positives: 1667 })
  expect(await uploads()).toEqual([])
  const answer = await ask(`/evaluations/${evaluation}/result`)
  const { digest, result } = whole.parse(await answer.json())
  expect(digest).toBe(told.resultDigest)
  expect(result).toMatchObject({ task: 'binary', n: 5000 })
  expect(result.strata).toHaveLength(2)
})

test('an evaluation without a computed result says so', async () => {
  const evaluation = await signedEvaluation(served.house, quality)
  expect((await ask(`/evaluations/${evaluation}/result`)).status).toBe(404)
})

test('a refused upload leaves nothing behind, and unknown parameters are refused before the body', async () => {
  const evaluation = await signedEvaluation(served.house, quality)
  const body = 'case_id,label,score\nC-1,1,0.5\n010-1234-5678,0,0.2\n'
  const refused = await ask(`/intake/predictions?name=p.csv&evaluation=${evaluation}`, {
    method: 'POST',
    body,
  })
  expect(refused.status).toBe(422)
  expect(JSON.stringify(await refused.json())).not.toContain('1234-5678')
  const unknown = await ask(`/intake/predictions?name=p.csv&colour=red`, { method: 'POST', body })
  expect(unknown.ok).toBe(false)
  expect(await uploads()).toEqual([])
})

test('the columns of a table are told and proposed from a piece of it, without a cell', async () => {
  const body = `image,truth,p,scanner\n${rows.map((row) => Object.values(row).join(',')).join('\n')}`
  const answer = await ask('/intake/predictions/columns?name=p.csv', {
    method: 'POST',
    body: body.slice(0, 40_000),
  })
  const told = getProposal.parse(await answer.json())
  expect(told.proposal).toEqual({
    case: 'image',
    subject: null,
    label: 'truth',
    score: 'p',
    subgroups: ['scanner'],
  })
  expect(JSON.stringify(told)).not.toContain('C-1')
  expect(await uploads()).toEqual([])
})

test('an upload that nobody knows of is at an unknown step', async () => {
  const answer = await ask('/intake/predictions/progress?progress=nobody-knows')
  expect(await answer.json()).toEqual({ step: 'unknown', part: 0 })
})
