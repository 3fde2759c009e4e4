import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../../test/house-records.ts'
import { person } from '../../../test/standing-house.ts'
import { advisoryOf } from '../test/archives.ts'
import { type TriageHouse, triageHouse } from '../test/triage-house.ts'
import { takeInVex } from './intake-vex.ts'

let at: TriageHouse
beforeAll(async () => {
  at = await triageHouse()
  const release = await at.release('1.0.0')
  await at.sbom(release, 'brittle@1.0.0', 'frail@1.0.0')
  await at.feed(advisoryOf('GHSA-aaaa', { aliases: ['CVE-2026-1000'] }), advisoryOf('CVE-2026-1001'))
})
afterAll(() => at.house.close())

const openVex = (...statements: readonly object[]) =>
  Buffer.from(
    JSON.stringify({
      '@context': 'https://openvex.dev/ns/v0.2.0',
      '@id': 'https://supplier.example/vex/1',
      author: 'Supplier <b>Ltd</b>',
      timestamp: '2026-06-01T00:00:00Z',
      version: 1,
      statements,
    }),
  )
const notAffected = (vulnerability: string, product: string) => ({
  vulnerability: { name: vulnerability },
  products: [{ '@id': product }],
  status: 'not_affected',
  justification: 'vulnerable_code_not_present',
  impact_statement: '<img src=x onerror=alert(1)> [click](javascript:alert(1))',
})
const takeIn = (bytes: Buffer, name = 'vex.json') => takeInVex(at.house, at.actor, { bytes, name })
const decisions = () =>
  rowsOf<{ state: string; body: Record<string, unknown> }>(
    at.house,
    at.organisation,
    `select state, body from record where kind = 'triage-decision' order by number`,
  )

test('a file that is no VEX is refused and leaves nothing behind', async () => {
  for (const bytes of ['', 'hello', '{"a":1}', '['.repeat(100_000), `{"document":${'{"a":'.repeat(500)}`])
    expect((await takeIn(Buffer.from(bytes))).ok).toBe(false)
  expect(await decisions()).toEqual([])
})

test('a VEX without a statement on any product is refused in words and leaves nothing behind', async () => {
  const csaf = {
    document: {
      category: 'csaf_vex',
      csaf_version: '2.0',
      title: 'Nothing to say',
      publisher: { category: 'vendor', name: 'Supplier', namespace: 'https://supplier.example' },
      tracking: {
        id: 'A-1',
        status: 'final',
        version: '1',
        initial_release_date: '2026-01-01T00:00:00Z',
        current_release_date: '2026-01-01T00:00:00Z',
        revision_history: [{ number: '1', date: '2026-01-01T00:00:00Z', summary: 'first' }],
      },
    },
    vulnerabilities: [{ cve: 'CVE-2026-1001' }],
  }
  const blank = openVex({ vulnerability: { name: 'CVE-2026-1001' }, status: 'fixed' })
  for (const bytes of [openVex(), blank, Buffer.from(JSON.stringify(csaf))])
    expect(await takeIn(bytes)).toMatchObject({
      ok: false,
      refusal: { because: { en: expect.stringContaining('says nothing of any product') } },
    })
  expect(await decisions()).toEqual([])
})

test('who may only read cannot register a VEX', async () => {
  const auditor = person(at.house.organisation, '심사원', 'auditor')
  const answer = await takeInVex(at.house, auditor, { bytes: openVex(), name: 'vex.json' })
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
})

test('a VEX that names only products we do not have proposes nothing, and says so for each', async () => {
  const told = accepted(await takeIn(openVex(notAffected('CVE-2026-1001', 'pkg:npm/other@1.0.0'))))
  expect(told.proposals).toEqual([])
  expect(told.unmatched.map(({ product }) => product)).toEqual(['pkg:npm/other@1.0.0'])
  expect(await decisions()).toEqual([])
})

test('a statement on a GHSA becomes a draft for the finding known by its CVE, and decides nothing', async () => {
  const bytes = openVex(notAffected('GHSA-aaaa', 'pkg:npm/brittle@1.0.0'))
  const told = accepted(await takeIn(bytes))
  expect(told.proposals).toMatchObject([{ outcome: 'not-affected', findings: 1, identities: ['purl'] }])
  const [draft] = await decisions()
  expect(draft?.state).toBe('draft')
  expect(draft?.body).toMatchObject({
    vulnerabilities: [{ vulnerability: 'CVE-2026-1000', package: 'pkg:npm/brittle' }],
    scope: 'component',
    versions: 'vers:npm/1.0.0',
    evidence: [{ sha256: told.file.sha256 }],
  })
  expect(Object.values(await at.states())).toContain('in-triage')
  expect(JSON.stringify(draft?.body.impactStatement)).not.toMatch(/[^\\]<img|[^\\]\[click/)
})

test('the same file a second time proposes nothing twice', async () => {
  const bytes = openVex(notAffected('GHSA-aaaa', 'pkg:npm/brittle@1.0.0'))
  const before = (await decisions()).length
  const told = accepted(await takeIn(bytes))
  expect([told.known, told.proposals.length]).toEqual([true, 0])
  expect((await decisions()).length).toBe(before)
})

test('a document that says two things of one component proposes neither and lists it', async () => {
  const cycloneDx = Buffer.from(
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [{ type: 'library', 'bom-ref': 'a', name: 'brittle', purl: 'pkg:npm/brittle@1.0.0' }],
      vulnerabilities: ['not_affected', 'exploitable'].map((state) => ({
        id: 'CVE-2026-1001',
        analysis: { state },
        affects: [{ ref: 'a' }],
      })),
    }),
  )
  const before = (await decisions()).length
  const told = accepted(await takeIn(cycloneDx))
  expect([told.contradictions.length, told.proposals.length]).toEqual([1, 0])
  expect((await decisions()).length).toBe(before)
})
