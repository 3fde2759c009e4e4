import { listUnder, member, textUnder } from '../../components/json-value.ts'
import { withoutAbsent } from '../../components/without-absent.ts'
import type { Answer } from '../../refusal.ts'
import { acknowledgementsOf, notesOf, referencesOf } from './csaf-texts.ts'
import { cleanUnder, instantUnder, oneOfUnder, textsUnder } from './foreign-text.ts'
import { readCsafTree } from './read-csaf-tree.ts'
import { readCsafVulnerabilities } from './read-csaf-vulnerabilities.ts'
import type { VexDocument } from './vex-document.ts'
import { startVex } from './vex-gather.ts'

/**
 * Reads a parsed CSAF 2.0 document of any profile. Lost, for nobody here asks: involvements, product groups (their
 * members are written out), legacy versions, the generator. Tolerant: what breaks the format is a fault.
 */
export function readCsaf(parsed: unknown): Answer<VexDocument> {
  const gather = startVex()
  const head = member(parsed, 'document')
  const tracking = member(head, 'tracking')
  const version = textUnder(head, 'csaf_version') ?? ''
  if (version !== '2.0')
    gather.fault('document.csaf_version', 'CSAF 2.0이 아닙니다.', 'This is not CSAF 2.0.')
  const groups = readCsafTree(gather, member(parsed, 'product_tree'))
  readCsafVulnerabilities(gather, listUnder(parsed, 'vulnerabilities'), groups)
  const madeAt = instantUnder(tracking, 'initial_release_date')
  if (madeAt === undefined)
    gather.fault('document.tracking', '최초 발행일이 없습니다.', 'There is no initial release date.')
  const made = madeAt ?? '1970-01-01T00:00:00Z'
  return gather.finish(
    withoutAbsent({
      format: 'CSAF' as const,
      specVersion: version,
      category: cleanUnder(head, 'category') ?? 'csaf_base',
      id: cleanUnder(tracking, 'id') ?? 'unnamed',
      title: cleanUnder(head, 'title') ?? 'unnamed',
      version: cleanUnder(tracking, 'version') ?? '1',
      status: oneOfUnder(tracking, 'status', ['draft', 'interim', 'final']) ?? 'final',
      language: cleanUnder(head, 'lang'),
      sourceLanguage: cleanUnder(head, 'source_lang'),
      author: authorOf(member(head, 'publisher')),
      tlp: cleanUnder(member(member(head, 'distribution'), 'tlp'), 'label'),
      distribution: cleanUnder(member(head, 'distribution'), 'text'),
      severity: cleanUnder(member(head, 'aggregate_severity'), 'text'),
      aliases: textsUnder(tracking, 'aliases'),
      madeAt: made,
      changedAt: instantUnder(tracking, 'current_release_date') ?? made,
      history: listUnder(tracking, 'revision_history').map((one) => ({
        number: cleanUnder(one, 'number') ?? '1',
        at: instantUnder(one, 'date') ?? made,
        summary: cleanUnder(one, 'summary') ?? '-',
      })),
      notes: notesOf(head),
      references: referencesOf(head),
      acknowledgements: acknowledgementsOf(head),
    }),
  )
}

function authorOf(publisher: unknown): VexDocument['author'] {
  return withoutAbsent({
    name: cleanUnder(publisher, 'name') ?? 'unnamed',
    category: cleanUnder(publisher, 'category') ?? 'other',
    namespace: cleanUnder(publisher, 'namespace') ?? 'urn:maek:unnamed',
    contact: cleanUnder(publisher, 'contact_details'),
    authority: cleanUnder(publisher, 'issuing_authority'),
  })
}
