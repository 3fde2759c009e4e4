import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Role } from '@maek/domain/permissions.ts'
import { verifyPack } from '@maek/ledger/verify.ts'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, furnishEvidence } from '../../test/evidenced-house.ts'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { openApp } from '../http/app.ts'
import { digestOfToken } from '../people/sign-in.ts'
import { reportHandlers } from './handlers.ts'
import { openZip } from './zip-reader.ts'

let house: StandingHouse
let app: Hono
beforeAll(async () => {
  house = await standingHouse()
  await furnishEvidence(house)
  app = openApp(house, reportHandlers)
})
afterAll(() => house.close())

async function call(method: string, path: string, { role, body = {} }: { role: Role; body?: object }) {
  const token = `maek_${randomUUID()}`
  await house.database.pool.query(
    'insert into api_token (org_id, id, token_digest, name, roles, created_at) values ($1, $2, $3, $4, $5, $6)',
    [house.organisation.id, randomUUID(), digestOfToken(token), 'test', [role], house.now()],
  )
  return app.request(`/api${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  })
}

test('an auditor gets the pack of a framework with the computed answers, and it verifies', async () => {
  const answer = await call('POST', '/packs/iso-13485', { role: 'auditor' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
  expect(answer.headers.get('content-disposition')).toContain('maek-pack-iso-13485-2026-11-21.zip')
  const path = join(house.folder, 'pack.zip')
  await writeFile(path, Buffer.from(await answer.arrayBuffer()))
  const zip = accepted(await openZip(path))
  const report = await verifyPack({ list: () => zip.names, read: (name) => zip.read(name, 100_000_000) })
  expect(report.steps.filter((step) => !step.ok)).toEqual([])
  const readiness = JSON.parse(String(await zip.read('readiness.json', 100_000_000)))
  expect(readiness).toMatchObject({ framework: { id: 'iso-13485' }, asOf: house.now() })
  expect(readiness.answers.length).toBeGreaterThan(50)
  expect(zip.names.some((name) => name.startsWith('records/'))).toBe(true)
})

test('a pack of no framework, of tomorrow, or asked for by a role that may not export is refused', async () => {
  const status = async (path: string, asked: Parameters<typeof call>[2]) =>
    (await call('POST', path, asked)).status
  expect(await status('/packs/iso-99999', { role: 'auditor' })).toBe(404)
  expect(await status('/packs/..%2F..%2Fetc', { role: 'auditor' })).toBe(404)
  expect(await status('/packs/iso-13485', { role: 'management' })).toBe(403)
  expect(await status('/packs/iso-13485', { role: 'engineer' })).toBe(403)
  const tomorrow = { role: 'auditor', body: { asOf: '2026-11-22T00:00:00.000Z' } } as const
  expect(await status('/packs/iso-13485', tomorrow)).toBe(422)
})

test('only the administrator backs up or removes the sample, and a real organisation is not removed', async () => {
  expect((await call('POST', '/backup', { role: 'quality' })).status).toBe(403)
  expect((await call('DELETE', '/sample', { role: 'auditor' })).status).toBe(403)
  expect((await call('DELETE', '/sample', { role: 'administrator' })).status).toBe(409)
  const backup = await call('POST', '/backup', { role: 'administrator' })
  expect(backup.status).toBe(200)
  expect(backup.headers.get('content-disposition')).toMatch(/maek-backup-2026-11-21-[0-9a-f]{16}\.zip/)
  expect((await backup.arrayBuffer()).byteLength).toBeGreaterThan(1000)
})
