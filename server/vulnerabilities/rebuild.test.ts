import { vulnerabilityCase } from '@maek/domain/vulnerabilities/vulnerability-case.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { rowsOf, written } from '../../test/house-records.ts'
import type { Database } from '../database/open.ts'
import { inTransaction, withOrganisation } from '../database/scope.ts'
import { askForRebuild, openRebuild, rebuildBatch, rebuildDecisions } from './rebuild.ts'
import { advisoryOf } from './test/archives.ts'
import { migratedFrom } from './test/old-database.ts'
import { notAffected, type TriageHouse, triageHouse } from './test/triage-house.ts'

/* A database of before migration 0004, and one whose tables were lost, against one that was written anew. */

let at: TriageHouse
let anew: Record<string, unknown[]>
beforeAll(async () => {
  at = await triageHouse()
  const { pen } = at
  const first = await at.release('1.0.0')
  const second = await at.release('2.0.0', first)
  await at.sbom(first, 'brittle@1.0.0', 'frail@1.0.0')
  await at.sbom(second, 'brittle@1.1.0')
  await at.feed(
    advisoryOf('OSV-A', { severity: [{ type: 'CVSS_V3', score: cvss }] }),
    advisoryOf('GHSA-b', { aliases: ['CVE-2026-1'] }),
  )
  await at.feed(advisoryOf('OSV-C'))
  const owner = await written(at.house, at.actor, {
    kind: 'person',
    body: { name: { ko: '담당', en: 'Owner' }, engagement: 'employee' },
  })
  const body = {
    name: '시험',
    vulnerability: 'GHSA-b',
    component: 'pkg:npm/brittle@1.0.0',
    source: 'feed',
    awareAt: '2026-11-20T00:00:00Z',
    releases: [first],
    exploited: 'none',
    vexStatus: 'not_affected',
    justification: 'vulnerable_code_not_present',
    analysis: '없다',
    personalDataAtRisk: false,
    decision: 'none',
    decisionReason: '없다',
    scope: 'release',
    evidence: [await pen.keep('analysis.txt', '분석')],
    owner: owner.id,
    market: ['KR'],
    role: ['manufacturer'],
  }
  const undecided = await pen.write(vulnerabilityCase, { ...body, vulnerability: 'OSV-C' })
  const decided = await pen.write(vulnerabilityCase, body)
  await pen.lead(decided, 'start', 'propose', 'close-without-remedy')
  expect(undecided.state).toBe('received')
  anew = await tablesOf(at.house.database)
})
afterAll(() => at.house.close())

const cvss = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
const orders = {
  finding: 'component, vulnerability',
  finding_place: 'sbom_id, vulnerability, component',
  found_vulnerability: 'vulnerability',
  found_alias: 'alias, vulnerability',
  decision: 'id',
  decision_row: 'decision_id, position',
  component_query: 'component, via, ecosystem, package',
}

async function tablesOf(database: Database): Promise<Record<string, unknown[]>> {
  const house = { ...at.house, database }
  const read = async ([table, order]: [string, string]) =>
    [table, await rowsOf(house, at.organisation, `select * from ${table} order by ${order}`)] as const
  return Object.fromEntries(await Promise.all(Object.entries(orders).map(read)))
}

test('a database of before triage shows signed cases before anybody is served, and all else soon after', async () => {
  const database = await migratedFrom(3, { database: at.house.database, organisation: at.organisation })
  try {
    const older = { ...at.house, database }
    expect((await tablesOf(database)).decision).toEqual([])
    // Cut off after the first batch; the next start goes on.
    expect(await rebuildBatch(older, at.organisation, 'names')).toBe(true)
    await rebuildDecisions(older)
    const served = await tablesOf(database)
    for (const table of ['decision', 'decision_row', 'found_alias', 'found_vulnerability', 'finding_place'])
      expect([table, served[table]]).toEqual([table, anew[table]])
    expect(statesIn(served)).toEqual(statesIn(anew))
    expect(statesIn(served)).toContain('not-affected')
    await openRebuild(older).done
    expect(await tablesOf(database)).toEqual(anew)
    // Nothing is left to do, and a second start does nothing.
    expect(await rebuildDecisions(older)).toBe(0)
  } finally {
    await database.close()
  }
})

const statesIn = (tables: Record<string, unknown[]>) =>
  z
    .array(z.object({ state: z.string() }))
    .parse(tables.finding)
    .map(({ state }) => state)

test('what was lost of the tables beside the records is worked out again when it is asked for', async () => {
  const { house, organisation } = at
  const inside = (work: Parameters<typeof withOrganisation<void>>[2]) =>
    withOrganisation(house.database, organisation, (client) => inTransaction(client, () => work(client)))
  await inside(async (client) => {
    await client.query('delete from found_vulnerability')
    await client.query('delete from decision')
    await client.query('delete from finding_place where component > $1', [Buffer.alloc(32, 128)])
    await client.query(`update finding_place set state = 'fixed'`)
    await client.query(`update finding set state = 'affected', issuer = null`)
  })
  await inside((client) => askForRebuild(client, organisation))
  await rebuildDecisions(house)
  await openRebuild(house).done
  expect(await tablesOf(house.database)).toEqual(anew)
})

test('asking again while decisions stand changes nothing', async () => {
  const { house, organisation } = at
  const signed = await at.decided({
    ...notAffected,
    vulnerabilities: [{ vulnerability: 'OSV-A' }],
    scope: 'all',
  })
  expect(signed.state).toBe('in-force')
  const before = await tablesOf(house.database)
  await withOrganisation(house.database, organisation, (client) =>
    inTransaction(client, () => askForRebuild(client, organisation)),
  )
  await rebuildDecisions(house)
  await openRebuild(house).done
  expect(await tablesOf(house.database)).toEqual(before)
})
