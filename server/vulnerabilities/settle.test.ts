import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import { vulnerabilityCase } from '@maek/domain/vulnerabilities/vulnerability-case.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf, written } from '../../test/house-records.ts'
import { inTransaction, withOrganisation } from '../database/scope.ts'
import { findRecord } from '../records/find.ts'
import { lapseDecisions } from './settle.ts'
import { spreadSignals } from './signals.ts'
import { advisoryOf } from './test/archives.ts'
import { notAffected, type TriageHouse, triageHouse } from './test/triage-house.ts'

let at: TriageHouse
let first: string
let second: string
beforeAll(async () => {
  at = await triageHouse()
  first = await at.release('1.0.0')
  second = await at.release('2.0.0', first)
  await at.sbom(first, 'brittle@1.0.0', 'frail@1.0.0')
})
afterAll(() => at.house.close())

const about = (vulnerability: string, more: object = {}) => ({
  ...notAffected,
  vulnerabilities: [{ vulnerability, package: 'pkg:npm/brittle' }],
  scope: 'release',
  releases: [first],
  ...more,
})
const stateOf = async (vulnerability: string) => {
  const found = Object.entries(await at.states()).find(([name]) => name.endsWith(` ${vulnerability}`))
  return found?.[1]
}
const inOrganisation = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(at.house.database, at.organisation, work)

test('a finding is in triage until another than the author signs, and again when it is withdrawn', async () => {
  await at.feed(advisoryOf('OSV-A'))
  expect(await stateOf('OSV-A')).toBe('in-triage')
  const { pen } = at
  const draft = await pen.write(triageDecision, { name: '판정', ...about('OSV-A') })
  expect(await stateOf('OSV-A')).toBe('in-triage')
  const proposed = await pen.lead(draft, 'propose')
  expect(await stateOf('OSV-A')).toBe('in-triage')
  const signed = await pen.lead(proposed, 'approve')
  expect(await stateOf('OSV-A')).toBe('not-affected')
  await pen.lead(signed, 'withdraw')
  expect(await stateOf('OSV-A')).toBe('in-triage')
})

test('a decision about a GHSA counts for the finding that is named by its CVE', async () => {
  await at.feed(advisoryOf('GHSA-aaaa', { aliases: ['CVE-2026-1000'] }))
  await at.decided(about('GHSA-aaaa'))
  expect(await stateOf('CVE-2026-1000')).toBe('not-affected')
})

test('a decision about another component or another release does not count', async () => {
  await at.feed(advisoryOf('OSV-B'))
  await at.decided(about('OSV-B', { releases: [second] }))
  await at.decided(
    about('OSV-B', { vulnerabilities: [{ vulnerability: 'OSV-B', package: 'pkg:npm/frail' }] }),
  )
  expect(await stateOf('OSV-B')).toBe('in-triage')
})

test('of two decisions that contradict each other the one that asks more of people counts', async () => {
  await at.feed(advisoryOf('OSV-C'))
  const affected = {
    outcome: 'affected',
    justification: undefined,
    actionStatement: { ko: '끄십시오.', en: 'Turn it off.' },
  }
  const { pen } = at
  const stricter = await at.decided(about('OSV-C', affected))
  await at.decided(about('OSV-C', { scope: 'all' }))
  expect(await stateOf('OSV-C')).toBe('affected')
  await pen.lead(stricter, 'withdraw')
  expect(await stateOf('OSV-C')).toBe('not-affected')
})

test('one that supersedes counts instead, and what it superseded does not come back', async () => {
  await at.feed(advisoryOf('OSV-D'))
  const old = await at.decided(
    about('OSV-D', {
      outcome: 'affected',
      justification: undefined,
      actionStatement: { ko: '끄십시오.', en: 'Off.' },
    }),
  )
  const newer = await at.decided(about('OSV-D', { supersedes: [old.id] }))
  expect(await stateOf('OSV-D')).toBe('not-affected')
  await at.pen.lead(newer, 'withdraw')
  expect(await stateOf('OSV-D')).toBe('in-triage')
})

test('an acceptance counts on its last day and not on the next, by whatever way one looks', async () => {
  await at.feed(advisoryOf('OSV-E'))
  const accepted = {
    outcome: 'accepted',
    justification: undefined,
    control: 'controlled',
    expiresOn: '2026-11-22',
  }
  await at.decided(about('OSV-E', accepted))
  const [sbom] = await rowsOf<{ id: string }>(
    at.house,
    at.organisation,
    "select id from record where kind = 'sbom'",
  )
  const key = 'pkg:npm/brittle@1.0.0 OSV-E'
  const stated = async () =>
    Object.entries(await at.statesIn(sbom?.id ?? '')).find(([name]) => name.endsWith(' OSV-E'))?.[1]
  at.house.at('2026-11-22T23:59:59.999Z')
  expect([await stated(), await stateOf('OSV-E')]).toEqual(['accepted', 'accepted'])
  await inOrganisation((client) => lapseDecisions(client, at.organisation, '2026-11-22'))
  expect(await stateOf('OSV-E')).toBe('accepted')
  at.house.at('2026-11-23T00:00:00.000Z')
  expect(await stated(), key).toBe('in-triage')
  await inOrganisation((client) => lapseDecisions(client, at.organisation, '2026-11-23'))
  expect(await stateOf('OSV-E')).toBe('in-triage')
})

test('a further release in which nobody has decided opens the finding, retiring its SBOM closes it again', async () => {
  await at.feed(advisoryOf('OSV-F'))
  await at.decided(about('OSV-F'))
  expect(await stateOf('OSV-F')).toBe('not-affected')
  const later = await at.sbom(second, 'brittle@1.0.0')
  expect(await stateOf('OSV-F')).toBe('in-triage')
  const record = await at.pen.read({ ...(await recordOf(later)) })
  await at.pen.lead(record, 'retire')
  expect(await stateOf('OSV-F')).toBe('not-affected')
})

async function recordOf(id: string) {
  const found = await inOrganisation((client) => findRecord(client, at.organisation, { kind: 'sbom', id }))
  if (!found.ok) throw new Error('the SBOM is there')
  return found.value.record
}

test('a new version that comes in later is decided at once where the decision reaches it', async () => {
  await at.feed(advisoryOf('OSV-G'))
  const range = { scope: 'component', releases: undefined, versions: 'vers:npm/>=1.0.0|<1.5.0' }
  await at.decided(about('OSV-G', range))
  await at.sbom(second, 'brittle@1.4.9', 'brittle@1.5.0')
  const states = await at.states()
  expect(states['brittle@1.4.9 OSV-G']).toBe('not-affected')
  expect(states['brittle@1.5.0 OSV-G']).toBe('in-triage')
})

test('EPSS above its bound, entry into KEV and a changed advisory each open the decisions that asked for it', async () => {
  await at.feed(...['OSV-H', 'OSV-I', 'OSV-J', 'OSV-K'].map((id) => advisoryOf(id)))
  const everywhere = { scope: 'all', releases: undefined }
  await at.decided(about('OSV-H', { ...everywhere, reviewEpss: '0.1' }))
  await at.decided(about('OSV-I', { ...everywhere, reviewOnKev: true }))
  await at.decided(about('OSV-J', { ...everywhere, reviewOnChange: true }))
  await at.decided(about('OSV-K', everywhere))
  const signal = async (vulnerability: string, epss: number | null, kev: string | null) => {
    await at.house.database.owner.query(
      `insert into vulnerability_signal (vulnerability, epss, kev_on) values ($1, $2, $3)
       on conflict (vulnerability) do update set epss = excluded.epss, kev_on = excluded.kev_on`,
      [vulnerability, epss, kev],
    )
    return inOrganisation((client) =>
      inTransaction(client, () => spreadSignals(client, at.organisation, at.house.now())),
    )
  }
  expect(await signal('OSV-H', 0.1, null)).toEqual({ moved: 1, opened: 0 })
  expect(await stateOf('OSV-H')).toBe('not-affected')
  expect(await signal('OSV-H', 0.11, null)).toEqual({ moved: 1, opened: 1 })
  expect(await stateOf('OSV-H')).toBe('in-triage')
  await signal('OSV-H', 0.01, null)
  expect(await stateOf('OSV-H'), 'somebody has to look once').toBe('in-triage')
  for (const id of ['OSV-I', 'OSV-K']) await signal(id, 0.9, '2026-11-23')
  expect([await stateOf('OSV-I'), await stateOf('OSV-K')]).toEqual(['in-triage', 'not-affected'])
  const changed = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }] }
  const newer = { ...changed, modified: '2026-02-01T00:00:00Z' }
  await at.feed(advisoryOf('OSV-J', newer), advisoryOf('OSV-K', newer))
  expect([await stateOf('OSV-J'), await stateOf('OSV-K')]).toEqual(['in-triage', 'not-affected'])
})

test('a signed vulnerability case counts as before, and its reopening opens the finding', async () => {
  await at.feed(advisoryOf('OSV-L'))
  const { pen } = at
  const evidence = await pen.keep('analysis.txt', '분석')
  const opened = await pen.write(vulnerabilityCase, {
    name: '시험',
    vulnerability: 'OSV-L',
    component: 'pkg:npm/brittle@1.0.0',
    source: 'feed',
    awareAt: '2026-11-20T00:00:00Z',
    releases: [first, second],
    exploited: 'none',
    vexStatus: 'not_affected',
    justification: 'vulnerable_code_not_present',
    analysis: '없다',
    personalDataAtRisk: false,
    decision: 'none',
    decisionReason: '없다',
    scope: 'release',
    evidence: [evidence],
    owner: (await personOf()).id,
    market: ['KR'],
    role: ['manufacturer'],
  })
  const closed = await pen.lead(opened, 'start', 'propose', 'close-without-remedy')
  expect(await stateOf('OSV-L')).toBe('not-affected')
  await pen.lead(closed, 'reopen')
  expect(await stateOf('OSV-L')).toBe('in-triage')
})

async function personOf() {
  return written(at.house, at.actor, {
    kind: 'person',
    body: { name: { ko: '담당', en: 'Owner' }, engagement: 'employee' },
  })
}
