import type { Answer } from '../../refusal.ts'
import { accept } from '../../refusal.ts'
import { cycloneDxVulnerabilities } from './cyclonedx-vulnerabilities.ts'
import { sortedJson } from './sorted-json.ts'
import type { VexDocument } from './vex-document.ts'
import { writeCsaf } from './write-csaf.ts'
import type { CycloneDxVersion } from './write-cyclonedx.ts'
import { writeOpenVex } from './write-openvex.ts'

/** A document that was read, written again in its own format: what of a supplier's VEX we keep and can give on. */
export function rewriteVex(document: VexDocument, version: CycloneDxVersion = '1.6'): Answer<string> {
  switch (document.format) {
    case 'CSAF':
      return writeCsaf(document)
    case 'OpenVEX':
      return accept(writeOpenVex(document, { id: document.id, version: Number(document.version) || 1 }))
    case 'CycloneDX':
      return accept(
        sortedJson({
          bomFormat: 'CycloneDX',
          specVersion: version,
          version: Number(document.version) || 1,
          serialNumber: document.id.startsWith('urn:uuid:') ? document.id : undefined,
          metadata: { timestamp: document.madeAt },
          vulnerabilities: cycloneDxVulnerabilities(
            document,
            (product) => product.reference ?? product.purl ?? product.id,
          ),
        }),
      )
    default: {
      const never: never = document.format
      throw new Error(`unknown format ${String(never)}`)
    }
  }
}
