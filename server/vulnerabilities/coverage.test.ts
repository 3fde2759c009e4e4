import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted } from '../../test/house-records.ts'
import { withOrganisation } from '../database/scope.ts'
import { coverageOf } from './coverage-handler.ts'
import { takeInFeed } from './import.ts'
import { json, zipOf } from './test/archives.ts'
import { type TriageHouse, triageHouse } from './test/triage-house.ts'

let triage: TriageHouse
beforeAll(async () => {
  triage = await triageHouse()
})
afterAll(() => triage.house.close())

const covered = (asked: { release?: string; device?: string } = {}) =>
  withOrganisation(triage.house.database, triage.organisation, (client) =>
    coverageOf(client, triage.organisation, asked),
  )

const advisoryOf = (id: string, name: string) => ({
  id,
  modified: '2026-11-01T00:00:00Z',
  affected: [{ package: { ecosystem: 'npm', name }, versions: ['9.9.9'] }],
})

test('without a source nothing can be answered for, and each component version counts once', async () => {
  const first = await triage.release('1.0')
  const second = await triage.release('2.0', first)
  await triage.sbom(first, 'brittle@1.0.0', 'steady@2.0.0')
  await triage.sbom(second, 'brittle@1.0.0')
  expect(await covered()).toEqual({ components: 2, covered: 0, more: false })
  await triage.feed(advisoryOf('GHSA-aaaa', 'other'))
  // One advisory of npm does not answer for the rest of npm.
  expect(await covered()).toEqual({ components: 2, covered: 0, more: false })
  await triage.feed(advisoryOf('GHSA-bbbb', 'steady'))
  expect(await covered()).toEqual({ components: 2, covered: 1, more: false })
  const bytes = zipOf([{ name: 'GHSA-aaaa.json', bytes: json(advisoryOf('GHSA-aaaa', 'other')) }])
  accepted(await takeInFeed(triage.house, { bytes, name: 'all.zip', source: 'osv' }))
  expect(await covered()).toEqual({ components: 2, covered: 2, more: false })
  expect(await covered({ release: second })).toEqual({ components: 1, covered: 1, more: false })
  expect(await covered({ device: triage.device })).toMatchObject({ components: 2 })
  expect(await covered({ device: first })).toMatchObject({ components: 0 })
})
