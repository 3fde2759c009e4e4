import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { readSbom } from '@maek/domain/components/read-sbom.ts'
import { filesOfZip, isOutsidePresent } from '@maek/domain/components/test/outside-files.ts'
import { claimsOf } from '@maek/domain/vulnerabilities/exchange/claims.ts'
import { readVex } from '@maek/domain/vulnerabilities/exchange/read-vex.ts'
import { rewriteVex } from '@maek/domain/vulnerabilities/exchange/rewrite-vex.ts'
import { aBill } from '@maek/domain/vulnerabilities/exchange/test/a-bill.ts'
import { vexOfBill } from '@maek/domain/vulnerabilities/exchange/vex-of-bill.ts'
import { writeCsaf } from '@maek/domain/vulnerabilities/exchange/write-csaf.ts'
import { writeCycloneDx } from '@maek/domain/vulnerabilities/exchange/write-cyclonedx.ts'
import { expect, test, vi } from 'vitest'
import { checkCsaf } from './check-csaf.ts'

vi.setConfig({ testTimeout: 120_000 })

const icsma = 'csaf/icsma-a.zip'
const oasis = 'csaf/oasis-csaf-2.0-tests.zip'
const examples = 'sboms/cyclonedx-bom-examples.zip'

test('a VEX of one of each state has no fault in any mandatory or optional test of the CSAF validator', async () => {
  const text = writeCsaf(vexOfBill(aBill({})))
  expect(text.ok && (await checkCsaf(text.value)).ok).toBe(true)
})

test('an SBOM with one of each state is valid CycloneDX 1.6 and 1.7', async () => {
  for (const [version, spec] of [
    ['1.6', Spec.Version.v1dot6],
    ['1.7', Spec.Version.v1dot7],
  ] as const) {
    const text = writeCycloneDx(aBill({}), { version, withVex: true })
    expect(await new Validation.JsonStrictValidator(spec).validate(text)).toBeNull()
  }
})

test.skipIf(!isOutsidePresent(icsma, oasis))(
  '72 medical advisories with 252 vulnerabilities and 19 CSAF examples are read, written again, and still valid (skipped without the outside data)',
  async () => {
    const counts = { read: 0, vulnerabilities: 0, valid: 0, faults: 0 }
    for (const path of [icsma, oasis])
      for (const [name, bytes] of filesOfZip(path)) {
        const isOne = path === icsma ? name.endsWith('.json') : /examples\/csaf\/.*\.json$/.test(name)
        if (!isOne) continue
        const read = readVex(bytes)
        if (!read.ok) throw new Error(`${name}: ${read.refusal.because.en}`)
        const again = rewriteVex(read.value)
        if (!again.ok) throw new Error(`${name}: ${again.refusal.because.en}`)
        counts.read++
        counts.vulnerabilities += read.value.vulnerabilities.length
        if (read.value.faults.length > 0) counts.faults++
        if ((await checkCsaf(again.value)).ok) counts.valid++
      }
    expect(counts).toEqual({ read: 91, vulnerabilities: 311, valid: 91, faults: 0 })
  },
)

test.skipIf(!isOutsidePresent(examples))(
  'all 39 VEX use cases are read, and the 25 that hold statements written again as valid CycloneDX (skipped without the outside data)',
  async () => {
    const counts = { read: 0, vex: 0, claims: 0, valid: 0, faults: 0 }
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
    for (const [name, bytes] of filesOfZip(examples)) {
      if (!/^VEX\/.*\.json$/.test(name)) continue
      const read = readVex(bytes)
      if (!read.ok) {
        // The SBOMs that the VEX points to.
        expect(readSbom(bytes).ok, name).toBe(true)
        counts.read++
        continue
      }
      const again = rewriteVex(read.value)
      counts.read++
      counts.vex++
      counts.claims += read.value.vulnerabilities.flatMap(claimsOf).length
      // One use case names no product, one contradicts itself: both as published.
      if (read.value.faults.length > 0) counts.faults++
      if (again.ok && (await validator.validate(again.value)) === null) counts.valid++
    }
    expect(counts).toEqual({ read: 39, vex: 25, claims: 113, valid: 25, faults: 2 })
  },
)
