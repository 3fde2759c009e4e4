import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { aiSystem } from '@maek/domain/models/ai-system.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { rowsOf } from '../../../test/house-records.ts'
import type { ServedHouse } from '../../../test/served-house.ts'
import { type UpdatedHouse, updatedHouse } from '../../../test/updated-house.ts'

let house: UpdatedHouse
let served: ServedHouse
let pen: UpdatedHouse['pen']
beforeAll(async () => {
  house = await updatedHouse()
  served = house.served
  pen = house.pen
}, 120_000)
afterAll(() => served.close())

async function asked(...words: string[]) {
  const ran = await served.run('model', ...words, '--json')
  return { exit: ran.exit, json: z.looseObject({}).parse(JSON.parse(ran.out || ran.error || '{}')), ran }
}

async function recordOf(kind: string): Promise<StoredRecord> {
  const [row] = await rowsOf<StoredRecord>(
    served.house,
    served.house.organisation.id,
    `select id, kind, number, title, state, version, edition, approved_version as "approvedVersion",
       approved_at as "approvedAt", author_id as "authorId", author_name as "authorName",
       created_at as "createdAt", updated_at as "updatedAt", body from record where kind = '${kind}' order by number limit 1`,
  )
  if (!row) throw new Error(`no ${kind}`)
  return row
}

const readiness = () => house.readiness('8.4')

test('an update within its plan is decided so from the records, and leaves with 0', async () => {
  const { exit, json } = await asked('decide', 'MOD-2026-0002')
  expect(exit).toBe(0)
  expect(json).toMatchObject({
    outcome: 'within-plan',
    budget: { look: 1, allowed: 0.005, spent: 0 },
    recorded: [{ outcome: 'within-plan', state: 'approved', isCurrent: true }],
  })
})

test('the first version follows no plan and has no change record: it is not decided, with what is missing', async () => {
  const { exit, json } = await asked('decide', 'MOD-2026-0001')
  expect(exit).toBe(1)
  expect(json).toMatchObject({
    outcome: 'undecided',
    plan: null,
    missing: [{ en: expect.stringMatching(/change record/) }],
  })
})

test('the impact assessment went stale by the new model, on the page as in readiness', async () => {
  const { exit, json } = await asked('impact', 'IMP-2026-0001')
  expect(exit).toBe(1)
  expect(json).toMatchObject({
    staleness: { state: 'stale', staleSince: '2026-11-22T00:00:00.000Z', changes: [{ ground: 'model' }] },
  })
  expect(await readiness()).toMatch(/approved before the last/)
})

test('a purpose that was only touched and put back is no change; a new one is, from its confirmation', async () => {
  served.house.at('2026-11-23T00:00:00.000Z')
  const system = await recordOf(aiSystem.name)
  const opened = await pen.lead(system, 'change')
  const purpose = { ko: '다른 사용목적 (샘플 데이터)', en: 'Another purpose (sample data)' }
  const touched = await pen.rewrite(opened, { purpose })
  const grounds = async () => {
    const { json } = await asked('impact', 'IMP-2026-0001')
    return z
      .looseObject({ staleness: z.looseObject({ changes: z.array(z.looseObject({ ground: z.string() })) }) })
      .parse(json)
      .staleness.changes.map(({ ground }) => ground)
  }
  expect(await grounds()).toEqual(['model'])
  const put = await pen.rewrite(touched, { purpose: system.body.purpose })
  served.house.at('2026-11-23T01:00:00.000Z')
  const confirmed = await pen.lead(put, 'confirm')
  expect(await grounds()).toEqual(['model'])
  const again = await pen.rewrite(await pen.lead(confirmed, 'change'), { purpose })
  served.house.at('2026-11-23T02:00:00.000Z')
  await pen.lead(again, 'confirm')
  expect(await grounds()).toEqual(['model', 'intended-use'])
})

test('hospitals that come later make it stale too, and only a new approved edition clears it', async () => {
  served.house.at('2026-11-24T00:00:00.000Z')
  await house.openSites()
  const before = await asked('impact', 'IMP-2026-0001')
  expect(JSON.stringify(before.json.staleness)).toMatch(/"ground":"site"/)
  served.house.at('2026-11-25T00:00:00.000Z')
  const revised = await pen.lead(await recordOf('impact-assessment'), 'revise')
  expect((await asked('impact', 'IMP-2026-0001')).json).toMatchObject({ staleness: { state: 'stale' } })
  served.house.at('2026-11-26T00:00:00.000Z')
  await pen.lead(revised, 'submit', 'approve')
  expect(await asked('impact', 'IMP-2026-0001')).toMatchObject({
    exit: 0,
    json: { staleness: { state: 'current' } },
  })
  expect(await readiness()).not.toMatch(/approved before the last/)
  const system = await pen.lead(await recordOf(aiSystem.name), 'change')
  const deployment = '다른 배치 환경 (샘플 데이터 · sample data)'
  const moved = await pen.rewrite(system, { deployment })
  served.house.at('2026-11-27T00:00:00.000Z')
  await pen.lead(moved, 'confirm')
  expect(await readiness()).toMatch(/before the last change of intended use, model, population or sites/)
  expect(await asked('impact', 'AIS-2026-0001')).toMatchObject({
    exit: 1,
    json: { staleness: { changes: [{ ground: 'intended-use', field: 'deployment' }] } },
  })
})

test('a weights file is hashed here and compared with the approved hash, and the check is on record', async () => {
  const weights = fileURLToPath(new URL('../../../server/sample/model.json', import.meta.url))
  const same = await asked('verify', 'MOD-2026-0001', weights)
  expect(same).toMatchObject({ exit: 0, json: { result: 'same', record: { kind: 'weights-check' } } })
  await writeFile(join(served.folder, 'altered.bin'), 'altered')
  const altered = await asked('verify', 'MOD-2026-0001', 'altered.bin', '--only-compare')
  expect(altered).toMatchObject({ exit: 1, json: { result: 'altered', record: null, known: null } })
  const wrong = await asked('verify', 'MOD-2026-0002', weights, '--only-compare')
  expect(wrong).toMatchObject({ exit: 1, json: { known: { number: 'MOD-2026-0001' } } })
})

test('without a server a file is compared with a hash given by hand', async () => {
  const expected = createHash('sha256').update('altered').digest('hex')
  expect(await asked('verify', '--expect', expected, 'altered.bin')).toMatchObject({ exit: 0 })
  expect((await served.run('model', 'verify', '--expect', 'xyz', 'altered.bin')).exit).toBe(2)
  expect((await served.run('model', 'verify', '--expect', expected, 'missing.bin')).exit).toBe(2)
})

test('which model ran at a hospital on a day is answered from its installations', async () => {
  const after = await asked('on', 'SIT-2026-0001', '2026-11-24')
  expect(after).toMatchObject({
    exit: 0,
    json: {
      installations: [
        { units: 1, basis: 'stated', models: [{ number: 'MOD-2026-0001', versionName: '1.0.0' }] },
        { units: 6, models: [{ number: 'MOD-2026-0001' }] },
      ],
    },
  })
  expect(await asked('on', 'SIT-2026-0001', '2020-01-01')).toMatchObject({
    exit: 1,
    json: { installations: [] },
  })
  expect((await served.run('model', 'on', 'SIT-2026-0001', 'yesterday')).exit).toBe(2)
})

test('the chain from a model ends at its data, labels and legal basis, gaps said', async () => {
  const { json } = await asked('trace', 'MOD-2026-0001')
  const steps = z.array(z.looseObject({ id: z.string() })).parse(json.steps)
  expect(steps.map(({ id }) => id)).toEqual([
    'release',
    'model',
    'code',
    'data',
    'labels',
    'rights',
    'evaluation',
  ])
})

test('the card comes in both languages and says what nobody wrote down', async () => {
  const korean = await served.run('model', 'card', 'MOD-2026-0002', '--language', 'ko')
  expect(korean.out).toMatch(/^# 모델 카드/)
  expect(korean.out).toMatch(/기록 없음/)
  const english = await served.run('model', 'card', 'MOD-2026-0002', '--language', 'en')
  expect(english.out).toMatch(/^# Model card/)
  const saved = await served.run('model', 'card', 'MOD-2026-0002', '--format', 'html', '--out', 'card.html')
  expect(saved.exit).toBe(0)
})

test('what does not exist or makes no sense is refused', async () => {
  for (const words of [
    ['card', 'MOD-2026-9999'],
    ['trace', 'REL-1'],
    ['decide'],
    ['constructor', 'x'],
    ['impact', 'x'],
  ])
    expect((await served.run('model', ...words)).exit).toBe(2)
})
