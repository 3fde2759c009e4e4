import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseOf } from '../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../test/standing-house.ts'
import { type Visitor, visitor } from '../test/visitor.ts'
import { handlers } from './handlers.ts'
import { openApp } from './http/app.ts'

const logged: Readonly<Record<string, unknown>>[] = []
let house: StandingHouse
let quality: Visitor
beforeAll(async () => {
  house = await standingHouse({ log: (line) => void logged.push(line) })
  quality = await visitor(openApp(house, handlers), house, {
    organisation: house.organisation,
    name: '김품질',
    roles: ['quality', 'administrator'],
  })
})
afterAll(() => house.close())

test('while the signer cannot use its folder, acts are still recorded, and what needs a signature is told so and logged', async () => {
  await releaseOf(house, person(house.organisation, '김품질', 'quality'))
  await house.checkpoints.idle()
  const folder = join(house.folder, 'signer')
  await rename(folder, `${folder}-away`)
  await writeFile(folder, 'not a folder')
  await releaseOf(house, person(house.organisation, '김품질', 'quality'))
  const told = await quality.ask('POST', '/packs/iso-42001', { json: {} })
  expect(told.status, told.text).toBe(503)
  expect(told.text).toMatch(/서명/)
  expect(told.text).toMatch(/signer/)
  expect(told.headers.get('retry-after')).toBe('5')
  expect(logged).toContainEqual(expect.objectContaining({ what: 'weather', path: '/api/packs/iso-42001' }))

  await rm(folder)
  await rename(`${folder}-away`, folder)
  const again = await quality.ask('POST', '/packs/iso-42001', { json: {} })
  expect(again.status, again.text).toBe(200)
})
