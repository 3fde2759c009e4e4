/// <reference path="../../csaf-validator-lib.d.ts" />

import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { readSbom } from '@maek/domain/components/read-sbom.ts'
import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import * as extended from '@secvisogram/csaf-validator-lib/extended.js'
import validate from '@secvisogram/csaf-validator-lib/validate.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted } from '../../../test/house-records.ts'
import { withOrganisation } from '../../database/scope.ts'
import { advisoryOf } from '../test/archives.ts'
import { notAffected, type TriageHouse, triageHouse } from '../test/triage-house.ts'
import { readBill } from './bill.ts'
import { sbomText, vexText } from './export.ts'

let at: TriageHouse
let release: string
let empty: string
beforeAll(async () => {
  at = await triageHouse()
  release = await at.release('1.0.0')
  empty = await at.release('2.0.0', release)
  await at.sbom(release, 'brittle@1.0.0', 'frail@1.0.0')
  await at.feed(advisoryOf('GHSA-aaaa', { aliases: ['CVE-2026-1000'] }), advisoryOf('CVE-2026-1001'))
  await at.decided({
    ...notAffected,
    vulnerabilities: [{ vulnerability: 'GHSA-aaaa', package: 'pkg:npm/brittle' }],
    scope: 'all',
  })
})
afterAll(() => at.house.close())

const bill = async (asked: string) =>
  withOrganisation(at.house.database, at.organisation, (client) =>
    readBill(client, at.organisation, { release: asked, now: at.house.now() }),
  )

test('a release without an SBOM exports nothing', async () => {
  expect(await bill(empty)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
})

test('what is exported of a release is valid in CycloneDX 1.6 and 1.7 and read back whole', async () => {
  const told = accepted(await bill(release))
  for (const format of ['cyclonedx-1.6', 'cyclonedx-1.7'] as const) {
    const validator = new Validation.JsonStrictValidator(
      format.endsWith('6') ? Spec.Version.v1dot6 : Spec.Version.v1dot7,
    )
    for (const text of [sbomText(told, { format, withVex: true }), accepted(vexText(told, format))])
      expect(await validator.validate(text)).toBeNull()
    const again = accepted(readSbom(Buffer.from(sbomText(told, { format, withVex: false }))))
    expect(again.components.map(({ purl }) => purl)).toEqual(
      told.sbom.list.components.map(({ purl }) => purl),
    )
  }
})

test('the same state of the records gives the same bytes, however often it is asked for', async () => {
  const [one, other] = [accepted(await bill(release)), accepted(await bill(release))]
  for (const format of ['cyclonedx-1.7', 'spdx-2.3', 'spdx-3.0.1'] as const)
    expect(sbomText(one, { format, withVex: true })).toBe(sbomText(other, { format, withVex: true }))
})

test('a signed decision goes out as CSAF that the validator takes, with a higher version than before it', async () => {
  const before = accepted(await bill(release))
  const text = accepted(vexText(before, 'csaf'))
  const answer = await validate(Object.values(extended), JSON.parse(text))
  expect(answer.tests.filter((one) => !one.isValid)).toEqual([])
  expect(text).toContain('known_not_affected')
  await at.pen.write(triageDecision, {
    name: '초안',
    ...notAffected,
    vulnerabilities: [{ vulnerability: 'CVE-2026-1001' }],
    scope: 'all',
  })
  expect(accepted(await bill(release)).history).toEqual(before.history)
  await at.decided({
    ...notAffected,
    vulnerabilities: [{ vulnerability: 'CVE-2026-1001' }],
    scope: 'all',
  })
  const after = accepted(await bill(release))
  expect(after.history.length).toBeGreaterThan(before.history.length)
})
