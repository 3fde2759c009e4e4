import { advisory } from '@maek/domain/vulnerabilities/advisory.ts'
import { readVex } from '@maek/domain/vulnerabilities/exchange/read-vex.ts'
import { vulnerabilityCase } from '@maek/domain/vulnerabilities/vulnerability-case.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted } from '../../../test/house-records.ts'
import { type TriageHouse, triageHouse } from '../test/triage-house.ts'
import { advisoryText, draftFromCase, makeCsafFile } from './advisory.ts'

let at: TriageHouse
let [old, next, other] = ['', '', '']
beforeAll(async () => {
  at = await triageHouse()
  old = await at.release('1.0.0')
  next = await at.release('1.0.1', old)
  other = await at.release('2.0.0', next)
})
afterAll(() => at.house.close())

const pair = (text: string) => ({ ko: text, en: text })
const words = {
  trackingId: 'GAON-SA-2026-0001',
  name: pair('TIFF'),
  summary: pair('A crafted file may stop the program.'),
  riskEvaluation: pair('Code may run.'),
  clinicalImpact: pair('Assistance may stop.'),
  meanwhile: pair('Do not open TIFF files.'),
  contact: 'psirt@gaon.example',
  notAffectedBecause: 'component_not_present',
  revisionSummary: 'First published',
}

const theCase = () =>
  at.pen.write(vulnerabilityCase, {
    name: '힙 버퍼 넘침',
    vulnerability: 'CVE-2026-12345',
    component: 'pkg:npm/brittle@1.0.0',
    source: 'feed',
    awareAt: at.house.now(),
    releases: [old],
    fixedIn: next,
    vexStatus: 'affected',
    analysis: '안쪽에만 남는 분석',
    deviceVector: 'CVSS:3.0/AV:L/AC:L/PR:L/UI:R/S:U/C:L/I:L/A:H',
    actionStatement: { ko: 'TIFF를 열지 마십시오.', en: 'Open no TIFF.' },
  })

test('a draft from a case names its releases and keeps the analysis inside', async () => {
  const kept = await theCase()
  const head = accepted(await draftFromCase(at.house, at.actor, { named: kept.number }))
  const text = accepted(await advisoryText(at.house, at.actor, head.number))
  const told = accepted(readVex(text.bytes))
  expect(told.status).toBe('draft')
  expect(told.vulnerabilities[0]?.statuses).toMatchObject({
    known_affected: [expect.any(String)],
    fixed: [expect.any(String)],
  })
  expect(new TextDecoder().decode(text.bytes)).not.toContain('안쪽에만')
})

test('no advisory is drafted from a case that does not exist', async () => {
  const answer = await draftFromCase(at.house, at.actor, { named: 'VUL-1999-0001' })
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
})

test('an advisory is published only with the CSAF file its signature covers, and a change takes the file away', async () => {
  const head = accepted(await draftFromCase(at.house, at.actor, { named: (await theCase()).number }))
  const draft = await at.pen.read({ ...(await theCase()), id: head.id, kind: advisory.name })
  const early = await makeCsafFile(at.house, at.actor, { advisory: head.number, version: draft.version })
  expect(early).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  const filled = await at.pen.rewrite(draft, { ...words, notAffected: [other] })
  await expect(at.pen.lead(filled, 'submit')).rejects.toThrow(/CSAF/)
  const made = accepted(
    await makeCsafFile(at.house, at.actor, { advisory: head.number, version: filled.version }),
  )
  expect(made.version).toBe(filled.version + 1)
  const withFile = await at.pen.read(filled)
  expect(withFile.body.csaf).toMatchObject({ name: 'gaon-sa-2026-0001.json' })
  const changed = await at.pen.rewrite(withFile, { contact: 'other@gaon.example' })
  expect(changed.body.csaf).toBeUndefined()
  accepted(await makeCsafFile(at.house, at.actor, { advisory: head.number, version: changed.version }))
  const published = await at.pen.lead(await at.pen.read(changed), 'submit', 'publish')
  expect(published.state).toBe('published')
  const text = accepted(await advisoryText(at.house, at.actor, head.id))
  const told = accepted(readVex(text.bytes))
  expect(told).toMatchObject({ status: 'final', category: 'csaf_security_advisory', version: '1' })
  expect(Object.keys(told.vulnerabilities[0]?.statuses ?? {}).sort()).toEqual([
    'fixed',
    'known_affected',
    'known_not_affected',
  ])
  expect(told.products.every(({ purl }) => purl !== undefined)).toBe(true)
  const revised = await at.pen.lead(published, 'revise')
  const again = accepted(
    await makeCsafFile(at.house, at.actor, { advisory: head.number, version: revised.version }),
  )
  expect(again.version).toBeGreaterThan(revised.version)
  expect(
    accepted(readVex(accepted(await advisoryText(at.house, at.actor, head.id)).bytes)).history.length,
  ).toBe(2)
})
