import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { filesOfZip } from '@maek/domain/components/test/outside-files.ts'
import { claimsOf } from '@maek/domain/vulnerabilities/exchange/claims.ts'
import { readVex } from '@maek/domain/vulnerabilities/exchange/read-vex.ts'
import { rewriteVex } from '@maek/domain/vulnerabilities/exchange/rewrite-vex.ts'
import { causeOf, explained, type Suite } from './suite.ts'

const zip = 'sboms/cyclonedx-bom-examples.zip'

/** The use cases of CISA and of CycloneDX itself that hold statements: read, written again, still valid. */
export const vexCases: Suite = {
  name: 'VEX use cases',
  about: 'CISA and CycloneDX VEX use cases read without a fault and re-written as valid CycloneDX 1.6',
  files: [zip],
  compare: async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
    let cases = 0
    const differing: string[] = []
    for (const [name, bytes] of filesOfZip(zip)) {
      if (!/^VEX\/(.*\/)?vex[^/]*\.json$/.test(name)) continue
      cases++
      const read = readVex(bytes)
      const again = read.ok ? rewriteVex(read.value) : read
      const isValid = again.ok && (await validator.validate(again.value)) === null
      const claims = read.ok ? read.value.vulnerabilities.flatMap(claimsOf).length : 0
      const faults = read.ok ? read.value.faults.length : 1
      if (!isValid || claims === 0 || faults > 0) differing.push(name)
    }
    return {
      cases,
      differences: explained(differing, [
        causeOf('it names no product, so it says nothing that could be matched', [
          'VEX/Use-Cases/Case-7/vex.json',
        ]),
        causeOf('it says of version 5.2 that it is not affected and that it is fixed; both are kept', [
          'VEX/CISA-Use-Cases/Case-8/vex.json',
        ]),
      ]),
    }
  },
}
