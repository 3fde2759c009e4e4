import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { componentPolicy } from '@maek/domain/components/component-policy.ts'
import { supportPlan } from '@maek/domain/components/support-plan.ts'
import { decideAction } from '@maek/domain/decide.ts'
import type { Body, Kind } from '@maek/domain/kind.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples } from '../../test/examples/components.ts'
import { accepted, releaseOf, written } from '../../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { person } from '../../test/standing-house.ts'

let served: ServedHouse
let author: Actor
let approver: Actor
let release: StoredRecord
let owner: StoredRecord
let policy: StoredRecord
beforeAll(async () => {
  served = await servedHouse()
  const { house } = served
  author = person(house.organisation, '김작성', 'engineer')
  approver = person(house.organisation, '박승인', 'quality')
  release = await releaseOf(house, approver)
  const { examples: people } = await import('../../test/examples/people.ts')
  const { deputy: _deputy, appointmentFiles: _files, ...known } = people.person ?? {}
  owner = await written(house, approver, { kind: 'person', body: known })
  const component = (name: string, version: string, more: object) => ({
    type: 'library',
    name,
    version,
    ...more,
  })
  const licence = (name: string) => ({ licenses: [{ license: { name } }] })
  await writeFile(
    join(served.folder, 'bom.json'),
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [
        component('openssl', '3.0.11', {
          cpe: 'cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*',
          licenses: [{ license: { id: 'Apache-2.0' } }],
        }),
        component('oldssl', '1.0.2k', {
          cpe: 'cpe:2.3:a:openssl:openssl:1.0.2k:*:*:*:*:*:*:*',
          ...licence('BSD License'),
        }),
        component('editor', '1.0.0', { purl: 'pkg:npm/editor@1.0.0', ...licence('gpl-3.0') }),
        component('choice', '1.0.0', {
          purl: 'pkg:npm/choice@1.0.0',
          licenses: [{ expression: 'MIT OR GPL-3.0-only' }],
        }),
        component('rtos', '5.1', { properties: [{ name: 'fda:level-of-support', value: 'abandoned' }] }),
        component('=cmd()', '1', licence('See file')),
      ],
    }),
  )
  const taken = await served.run('intake', 'bom.json', '--release', release.number)
  expect(taken.exit, taken.error).toBe(0)
  await withCycles()
})
afterAll(() => served.close())

/** End-of-life data as the feed writes them. */
async function withCycles(): Promise<void> {
  const { pool } = served.house.database
  await pool.query(`insert into support_product (name, title, category) values ('openssl', 'OpenSSL', 'lib')`)
  await pool.query(`insert into support_cycle (product, position, cycle, eol, ended) values
    ('openssl', 0, '3.0', '2026-11-21', null), ('openssl', 1, '1.0.2', null, true)`)
  await pool.query(
    `insert into support_identifier (identifier, scheme, product) values ('a:openssl:openssl', 'cpe', 'openssl')`,
  )
}

async function approved(kind: Kind, body: Body): Promise<StoredRecord> {
  const draft = await written(served.house, author, { kind: kind.name, body })
  return step(kind, await step(kind, draft, { action: 'submit', actor: author }), {
    action: 'approve',
    actor: approver,
  })
}

async function step(
  kind: Kind,
  record: StoredRecord,
  { action, actor }: { readonly action: string; readonly actor: Actor },
): Promise<StoredRecord> {
  const meaning = kind.life.actions[action]?.signs
  const signature = meaning && {
    meaning,
    method: 'password' as const,
    statement: { ko: '확인', en: 'Confirmed' },
    signedDigest: 'ab'.repeat(32),
    signedVersion: record.version,
    canonical: '{}',
    assertion: null,
  }
  const request = {
    action,
    version: record.version,
    links: { in: [], out: [] },
    ...(signature && { signature }),
  }
  const decision = accepted(
    decideAction({ kind, record }, request, { actor, at: served.house.now(), reason: '시험' }),
  )
  const [done] = accepted(
    await served.house.committer.commit({ organisation: actor.organisation, decisions: [decision] }),
  )
  if (!done) throw new Error('one decision, one record')
  return done.record
}

const json = async (...args: string[]) => {
  const ran = await served.run(...args, '--json')
  return { exit: ran.exit, answer: JSON.parse(ran.out) }
}

test('a subject is a release or an SBOM, one of the two, and must exist', async () => {
  for (const args of [
    [],
    ['--release', 'REL-1', '--sbom', 'SBM-1'],
    ['--release', 'REL-1999-0001'],
    ['--sbom', 'x'],
  ]) {
    expect((await served.run('licences', ...args)).exit, args.join(' ')).toBe(2)
    expect((await served.run('support', ...args)).exit, args.join(' ')).toBe(2)
  }
  expect((await served.run('licences', '--release', release.number, '--show', 'nothing')).exit).toBe(2)
})

test('without a policy in force everything needs review and nothing is forbidden', async () => {
  const { exit, answer } = await json('licences', '--release', release.number)
  expect(exit).toBe(0)
  expect(answer).toMatchObject({
    policy: null,
    summary: { components: 6, rulings: { review: 6 }, undeclared: 1 },
  })
  const draft = { ...examples['component-policy'], owner: owner.id, devices: undefined }
  policy = await written(served.house, author, {
    kind: 'component-policy',
    body: JSON.parse(JSON.stringify(draft)),
  })
  expect((await json('licences', '--release', release.number)).answer.policy).toBeNull()
})

test('an approved policy forbids, allows the better branch of a choice, and leaves the unread to review', async () => {
  policy = await step(componentPolicy, policy, { action: 'submit', actor: author })
  policy = await step(componentPolicy, policy, { action: 'approve', actor: approver })
  const { exit, answer } = await json('licences', '--release', release.number, '--show', 'all')
  expect(exit).toBe(1)
  expect(answer.policy.number).toBe(policy.number)
  const rulings = answer.rows.map((row: { name: string; ruling: string }) => `${row.name} ${row.ruling}`)
  expect(rulings).toEqual([
    'editor forbidden',
    '=cmd() review',
    'rtos review',
    'choice allowed',
    'oldssl allowed', // the policy's reading of “BSD License”
    'openssl allowed',
  ])
  expect(answer.summary).toMatchObject({
    undeclared: 1,
    notRecognised: 1,
    texts: [{ text: 'See file', components: 1 }],
  })
})

test('while a policy is revised, the approved edition is the one that judges', async () => {
  const revised = await step(componentPolicy, policy, { action: 'revise', actor: author })
  const { answer } = await json('licences', '--release', release.number, '--show', 'forbidden')
  expect(answer).toMatchObject({ policy: { number: revised.number }, summary: { rulings: { forbidden: 1 } } })
})

test('the gate of the release names the forbidden licence and the policy', async () => {
  const { exit, answer } = await json('gate', '--release', release.number)
  expect(exit).toBe(1)
  const told = answer.blockers.filter(({ rule }: { rule: string }) => rule === 'licences-allowed')
  expect(told).toMatchObject([{ record: policy.id, kind: 'component-policy' }])
  expect(told[0].because.en).toContain('editor 1.0.0 (GPL-3.0-only)')
})

test('third-party notices list every component, taken branches only, and run nothing in a spreadsheet', async () => {
  const written = async (format: string) => {
    const ran = await served.run(
      'licences',
      '--release',
      release.number,
      '--notices',
      format,
      '--out',
      `n.${format}`,
    )
    expect(ran.exit, ran.error).toBe(0)
    return readFile(join(served.folder, `n.${format}`), 'utf8')
  }
  const markdown = await written('markdown')
  expect(markdown).toContain('## MIT\n')
  expect(markdown).toContain('choice 1.0.0')
  expect(markdown).toContain('=cmd\\(\\) 1: See file')
  const csv = await written('csv')
  expect(csv).toContain(`\r\n'=cmd(),1,`)
  expect(await written('text')).toContain('openssl 3.0.11')
  expect(
    (await served.run('licences', '--release', release.number, '--notices', 'pdf', '--out', 'x')).exit,
  ).toBe(2)
})

test('support is told by source, ended support without a plan fails, and the unknown is counted', async () => {
  const { exit, answer } = await json('support', '--release', release.number)
  expect(exit).toBe(1)
  const rows = answer.rows.map(
    (row: { name: string; level: string; endsOn: string | null; source: string }) =>
      [row.name, row.level, row.endsOn, row.source].join(' '),
  )
  expect(rows).toEqual([
    'oldssl not-maintained  feed',
    'rtos abandoned  sbom',
    'openssl maintained 2026-11-21 feed',
    '=cmd() unknown  none',
    'choice unknown  none',
    'editor unknown  none',
  ])
  expect(answer.summary).toMatchObject({ ended: 2, endedWithoutAction: 2, first: { endsOn: '2026-11-21' } })
})

test('a plan of our own goes before published life cycles and says what is done', async () => {
  const device = release.body.device
  await approved(supportPlan, {
    name: '지원 계획',
    device: String(device),
    endsOn: '2031-05-20',
    policy: '방침',
    contracts: [{ component: 'openssl', level: 'security-only', endsOn: '2028-12-31', reference: 'C-1' }],
    actions: [
      { component: 'oldssl', action: 'replace', because: '교체' },
      { component: 'rtos', action: 'isolate', because: '격리' },
    ],
    warnMonths: 12,
    announceMonths: 24,
    afterEnd: { ko: '안내', en: 'Guide' },
    reviewedOn: '2026-11-01',
  })
  const { exit, answer } = await json('support', '--release', release.number)
  expect(exit).toBe(0)
  expect(answer).toMatchObject({
    plan: { deviceEndsOn: '2031-05-20', announceBy: '2029-05-20', endingBefore: 3 },
    summary: { ended: 2, endedWithoutAction: 0, first: { endsOn: '2028-12-31' } },
  })
  const shown = await served.run('support', '--release', release.number, '--lang', 'ko')
  expect(shown.out).toContain('격리')
})
