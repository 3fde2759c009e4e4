import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { person } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { createOrganisation } from '../organisations.ts'
import { findRecord } from '../records/find.ts'
import { decideMany } from './decide-findings.ts'
import { readFinding } from './finding-detail.ts'
import { countFindings, readFindings } from './findings.ts'
import { advisoryOf } from './test/archives.ts'
import { notAffected, type TriageHouse, triageHouse } from './test/triage-house.ts'

let at: TriageHouse
let release: string
beforeAll(async () => {
  at = await triageHouse()
  release = await at.release('1.0.0')
  await at.sbom(release, 'brittle@1.0.0', 'brittle@1.1.0', 'frail@1.0.0')
  await at.feed(
    ...Array.from({ length: 300 }, (_, n) => advisoryOf(`OSV-${n}`)),
    advisoryOf('CVE-2026-2000', {
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    }),
  )
})
afterAll(() => at.house.close())

const inside = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(at.house.database, at.organisation, work)
const list = async (asked: object = {}) =>
  accepted(
    await inside((client) =>
      readFindings(client, at.organisation, { ...asked, now: at.house.now(), actor: at.actor.id }),
    ),
  )
const decide = (asked: object) =>
  decideMany(at.house, at.actor, { decision: {}, request: Buffer.alloc(32), ...asked })
const idsOf = async (asked: object) => (await list(asked)).findings.map(({ id }) => id)
const counted = async () =>
  Number((await rowsOf<{ n: number }>(at.house, at.organisation, 'select count(*) as n from decision'))[0]?.n)

test('nothing chosen, unknown findings and those of another organisation are refused, and nothing is written', async () => {
  const other = await createOrganisation(at.house.database, {
    name: { ko: '남', en: 'Other' },
    sample: false,
    at: at.house.now(),
  })
  const [known] = await idsOf({ limit: 1 })
  const stranger = person({ ...at.house.organisation, ...other }, '남', 'quality')
  for (const asked of [
    {},
    { findings: [`${'0'.repeat(64)}:OSV-1`] },
    { findings: [known, `${'0'.repeat(64)}:OSV-1`] },
  ])
    expect((await decide({ ...asked, decision: { ...notAffected, releases: [release] } })).ok).toBe(false)
  const asked = { findings: [known ?? ''], decision: { ...notAffected }, request: Buffer.alloc(32) }
  expect(await decideMany(at.house, stranger, asked)).toMatchObject({
    ok: false,
    refusal: { code: 'not-found' },
  })
  expect(await counted()).toBe(0)
})

test('a reasoning that is not complete is refused when it is to be proposed, kept as a draft when not', async () => {
  const [one] = await idsOf({ text: 'OSV-0' })
  const lacking = { findings: [one], decision: { outcome: 'not-affected', releases: [release] } }
  expect(await decide({ ...lacking, propose: true })).toMatchObject({ ok: false })
  expect(await counted()).toBe(0)
  expect(accepted(await decide(lacking)).record.state).toBe('draft')
  expect((await list({ mine: 'true' })).findings.map(({ vulnerability }) => vulnerability)).toContain('OSV-0')
  expect((await list({ text: 'OSV-0' })).findings[0]?.pending).toMatchObject({ state: 'draft' })
})

test('five hundred findings are decided in one act by one signature', async () => {
  const ids: string[] = []
  for (let after: string | undefined; ids.length < 500; ) {
    const page = await list({ limit: 200, after, severity: 'unknown' })
    ids.push(...page.findings.map(({ id }) => id))
    after = page.next ?? undefined
  }
  const asked = {
    findings: ids.slice(0, 500),
    decision: { ...notAffected, releases: [release] },
    propose: true,
  }
  const answer = accepted(await decide(asked))
  expect(answer).toMatchObject({ findings: 500, record: { state: 'proposed' } })
  const record = (
    await inside((client) =>
      client.query<{ version: number }>('select version from record where org_id = $1 and id = $2', [
        at.organisation,
        answer.record.id,
      ]),
    )
  ).rows[0]
  expect(record?.version).toBe(2)
  const found = accepted(
    await inside((client) =>
      findRecord(client, at.organisation, { kind: 'triage-decision', id: answer.record.id }),
    ),
  )
  await at.pen.lead(found.record, 'approve')
  const states = Object.values(await at.states())
  expect(states.filter((state) => state === 'not-affected').length).toBeGreaterThanOrEqual(500)
  expect((await list({ state: 'not-affected', limit: 1 })).findings[0]?.decision).toMatchObject({
    number: answer.record.number,
  })
})

test('what is decided already is refused unless the new decision is said to supersede', async () => {
  const [one] = await idsOf({ state: 'not-affected', limit: 1 })
  const asked = { findings: [one], decision: { ...notAffected, releases: [release] } }
  expect(await decide(asked)).toMatchObject({ ok: false, refusal: { code: 'conflict', field: 'supersede' } })
  const answer = accepted(await decide({ ...asked, supersede: true }))
  expect(answer.superseded).toHaveLength(1)
})

test('a filter decides what it finds, and refuses more than can be read as one reasoning', async () => {
  expect(await decide({ filter: {}, decision: { ...notAffected, releases: [release] } })).toMatchObject({
    ok: false,
    refusal: { code: 'too-large' },
  })
  const answer = accepted(
    await decide({
      filter: { text: 'cve-2026-2000' },
      decision: { ...notAffected, scope: 'component' },
      propose: true,
    }),
  )
  // Two versions of one package are one row.
  expect(answer).toMatchObject({ findings: 2, rows: 1 })
})

test('one finding tells its places, its decisions and earlier reasoning that could be used again', async () => {
  const [one] = await idsOf({ text: 'CVE-2026-2000' })
  const detail = accepted(
    await inside((client) => readFinding(client, at.organisation, { id: one ?? '', now: at.house.now() })),
  )
  expect(detail.places).toMatchObject([{ release: { id: release }, state: 'in-triage' }])
  expect(detail.others).toHaveLength(1)
  expect(detail.published[0]).toMatchObject({ overall: 9.8 })
  expect(detail.decisions).toMatchObject([{ state: 'proposed', counts: false }])
  expect(detail.suggestions[0]).toMatchObject({ reasoning: { outcome: 'not-affected' } })
})

test('findings are found by the beginning of an id or of a component, in every order, each once', async () => {
  expect((await list({ text: 'CVE-2026' })).findings).toHaveLength(2)
  expect((await list({ text: 'britt', limit: 5 })).findings).toHaveLength(5)
  expect((await list({ text: "x' or 1=1" })).findings).toEqual([])
  for (const asked of [
    {},
    { release },
    { text: 'brittle' },
    { device: at.device, severity: 'critical,unknown' },
    { state: 'in-triage,not-affected' },
  ]) {
    const whole = new Set<string>()
    for (const sort of ['severity', 'epss', 'found', 'due']) {
      const seen: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await list({ ...asked, sort, after, limit: 200 })
        seen.push(...page.findings.map(({ id }) => id))
        if (page.next === null) break
        after = page.next
      }
      expect(new Set(seen).size, JSON.stringify({ asked, sort })).toBe(seen.length)
      for (const id of seen) whole.add(id)
      expect(seen.length).toBe(whole.size)
    }
    expect(whole.size).toBeGreaterThan(500)
  }
})

test('counts by state and severity add up to the list, in the whole and in one release', async () => {
  const all = (await inside((client) => countFindings(client, at.organisation, { now: at.house.now() }))).map(
    ({ count }) => count,
  )
  const here = await inside((client) =>
    countFindings(client, at.organisation, { release, now: at.house.now() }),
  )
  expect(all.reduce((sum, count) => sum + count, 0)).toBe(602)
  expect(here.find(({ severity }) => severity === 'critical')).toEqual({
    state: 'in-triage',
    severity: 'critical',
    count: 2,
    more: false,
  })
})
