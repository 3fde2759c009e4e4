import { type Answer, accept, refuse } from '../../refusal.ts'
import { say } from '../../words.ts'
import { csafProductTree } from './csaf-product-tree.ts'
import { acknowledgementOf, csafVulnerability, noteOf, referenceOf } from './csaf-vulnerability.ts'
import { type Json, sortedJson } from './sorted-json.ts'
import type { VexDocument } from './vex-document.ts'

/**
 * A CSAF 2.0 document as text, members in order. Refuses what no valid document of the profile can say: a VEX
 * without a statement (6.1.27.7, 6.1.27.11). Lost on the way, for want of a place: CVSS 4.0 vectors and second
 * scores of one version (they go into a note), every CWE but the first, ids of a second CVE.
 */
export function writeCsaf(document: VexDocument): Answer<string> {
  const needsStatements = document.category === 'csaf_vex' || document.category === 'csaf_security_advisory'
  if (needsStatements && document.vulnerabilities.length === 0) return nothingToSay
  return accept(
    sortedJson({
      document: {
        category: document.category,
        csaf_version: '2.0',
        title: document.title,
        lang: document.language,
        source_lang: document.sourceLanguage,
        publisher: {
          category: document.author.category,
          name: document.author.name,
          namespace: document.author.namespace,
          contact_details: document.author.contact,
          issuing_authority: document.author.authority,
        },
        distribution: distributionOf(document),
        aggregate_severity: document.severity === undefined ? undefined : { text: document.severity },
        notes: document.notes.map(noteOf),
        references: document.references.map(referenceOf),
        acknowledgments: document.acknowledgements.map(acknowledgementOf),
        tracking: trackingOf(document),
      },
      product_tree: csafProductTree(document.products),
      vulnerabilities: document.vulnerabilities.map(csafVulnerability),
    }),
  )
}

const nothingToSay = refuse(
  'conflict',
  say(
    '알려진 취약점이 없어 VEX로 말할 것이 없습니다. SBOM을 내보내십시오.',
    'No vulnerability is known here, so a VEX has nothing to say. Export the SBOM instead.',
  ),
)

function distributionOf({ tlp, distribution }: VexDocument): Json | undefined {
  if (tlp === undefined && distribution === undefined) return undefined
  return {
    text: distribution,
    tlp: tlp === undefined ? undefined : { label: tlp, url: 'https://www.first.org/tlp/' },
  }
}

function trackingOf(document: VexDocument): Json {
  return {
    id: document.id,
    aliases: document.aliases,
    status: document.status,
    version: document.version,
    initial_release_date: document.madeAt,
    current_release_date: document.changedAt,
    generator: { engine: { name: 'Maek' } },
    revision_history: document.history.map(({ number, at, summary }) => ({ number, date: at, summary })),
  }
}
