import { decideAction } from '@maek/domain/decide.ts'
import type { Body } from '@maek/domain/kind.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { matchRule } from '@maek/domain/vulnerabilities/match-rule.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf, written } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { takeInSbom } from '../components/intake.ts'
import { takeInFeed } from './import.ts'
import { advisoryOf, json } from './test/archives.ts'

let house: StandingHouse
let author: Actor
let approver: Actor
beforeAll(async () => {
  house = await standingHouse()
  author = person(house.organisation, '김작성', 'security')
  approver = person(house.organisation, '박승인', 'quality')
  accepted(await takeInFeed(house, { bytes: json([advisoryOf('OSV-1')]), name: 'a.json', source: 'osv' }))
  await takeIn('1.0.0')
})
afterAll(() => house.close())

async function takeIn(version: string): Promise<void> {
  const { id } = await releaseOf(house, approver, version)
  const components = [
    { type: 'operating-system', name: 'Brittle OS', version: '1.5.0', supplier: { name: 'Acme' } },
    { type: 'operating-system', name: 'Brittle OS', version: '2.0.0', supplier: { name: 'Acme' } },
    { type: 'library', name: 'Brittle', version: '1.0.0' },
  ]
  const bytes = json({ bomFormat: 'CycloneDX', specVersion: '1.6', version: Number(version[0]), components })
  accepted(await takeInSbom(house, approver, { bytes, name: 'a.json', release: id }))
}

const findings = () =>
  rowsOf<{ found: string }>(
    house,
    house.organisation.id,
    `select vulnerability || ' ' || version || ' ' || how as found from finding join component_version version
     on key = component and version.org_id = finding.org_id order by 1`,
  ).then((rows) => rows.map(({ found }) => found))

const rule: Body = {
  name: 'Brittle OS는 npm의 brittle이다',
  component: 'brittle os',
  outcome: 'purl',
  purl: 'pkg:npm/brittle',
  because: '공급자 확인',
}

async function step(record: StoredRecord, action: string, actor: Actor): Promise<StoredRecord> {
  const meaning = matchRule.life.actions[action]?.signs
  const signature = meaning && {
    meaning,
    method: 'password' as const,
    statement: { ko: '확인', en: 'Confirmed' },
    signedDigest: 'ab'.repeat(32),
    signedVersion: record.version,
    canonical: '{}',
    assertion: null,
  }
  const decision = accepted(
    decideAction(
      { kind: matchRule, record },
      { action, version: record.version, signature, links: { in: [], out: [] } },
      { actor, at: house.now(), reason: '시험' },
    ),
  )
  const [done] = accepted(
    await house.committer.commit({ organisation: actor.organisation, decisions: [decision] }),
  )
  if (!done) throw new Error('one decision, one record')
  return done.record
}

test('a component that no source knows has no finding until a rule says what to ask', async () => {
  expect(await findings()).toEqual([])
})

test('a rule changes nothing before it is approved; approved, it matches what is there and what comes later', async () => {
  const draft = await written(house, author, { kind: 'match-rule', body: rule })
  const proposed = await step(draft, 'propose', author)
  expect(await findings()).toEqual([])
  const inForce = await step(proposed, 'approve', approver)
  expect(await findings()).toEqual(['OSV-1 1.5.0 rule'])
  await takeIn('2.0.0')
  accepted(await takeInFeed(house, { bytes: json([advisoryOf('OSV-2')]), name: 'b.json', source: 'osv' }))
  expect(await findings()).toEqual(['OSV-1 1.5.0 rule', 'OSV-2 1.5.0 rule'])
  const revised = await step(inForce, 'revise', author)
  expect(await findings()).toHaveLength(2)
  await step(revised, 'end', approver)
  expect(await findings()).toEqual([])
})

test('a rule of another supplier or version range does not speak of the component', async () => {
  for (const more of [{ supplier: 'Other' }, { versionFrom: '3.0' }, { type: 'firmware' }]) {
    const draft = await written(house, author, { kind: 'match-rule', body: { ...rule, ...more } })
    await step(await step(draft, 'propose', author), 'approve', approver)
  }
  expect(await findings()).toEqual([])
})
