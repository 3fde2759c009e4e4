import { withoutAbsent } from '../../components/without-absent.ts'
import type { FileValue } from '../../field.ts'
import type { Body } from '../../kind.ts'
import { triageRowsMax } from '../triage-decision.ts'
import { statementStateWords } from '../triage-words.ts'
import type { Proposed } from './match-vex.ts'
import type { VexIdentity } from './product-identity.ts'
import type { VexDocument } from './vex-document.ts'

/** A draft of a `triage-decision`, and what it rests on. */
export type VexDraft = {
  readonly body: Body
  readonly findings: number
  readonly identities: readonly VexIdentity[]
}

/**
 * Drafts of decisions from what a supplier says: one for each outcome with its reasons and its reach, at most
 * `triageRowsMax` findings each. The supplier's words are quoted as such; whoever signs makes them our own.
 */
export function draftsOf(document: VexDocument, proposed: readonly Proposed[], file: FileValue): VexDraft[] {
  const groups = Map.groupBy(proposed, (one) =>
    JSON.stringify([one.outcome, one.justification, one.impact, one.action, reachOf(one)]),
  )
  return [...groups.values()].flatMap((group) => partsOf(group).map((part) => draftOf(document, part, file)))
}

function partsOf(group: readonly Proposed[]): Proposed[][] {
  const parts: Proposed[][] = []
  for (let at = 0; at < group.length; at += triageRowsMax) parts.push(group.slice(at, at + triageRowsMax))
  return parts
}

/** Where a statement holds: this very version of the component, or the releases that hold the product spoken of. */
function reachOf({ finding, releases }: Proposed) {
  if (releases !== null) return { scope: 'release', releases: [...releases].sort() }
  const type = /^pkg:([a-z][a-z0-9.+-]*)\//.exec(finding.package)?.[1]
  if (type === undefined || finding.version === null)
    return { scope: 'release', releases: [...new Set(finding.lines.map(({ release }) => release))].sort() }
  return { scope: 'component', versions: `vers:${type}/${versOf(finding.version)}` }
}

/** VERS: characters that mean something in a range are percent-encoded. */
function versOf(version: string): string {
  return encodeURIComponent(version)
}

function draftOf(document: VexDocument, part: readonly Proposed[], file: FileValue): VexDraft {
  const [first] = part
  if (!first) throw new Error('a group has a proposal')
  const { outcome, justification, impact, action } = first
  const names = [...new Set(part.map(({ finding }) => finding.vulnerability))]
  const identities = [...new Set(part.map(({ identity }) => identity))]
  const rows = part.map(({ finding }) =>
    withoutAbsent({
      vulnerability: finding.vulnerability,
      package: finding.package.length <= 400 ? finding.package : undefined,
    }),
  )
  const more = names.length > 1 ? ` (+${names.length - 1})` : ''
  const author = line(document.author.name, 60)
  return {
    findings: part.length,
    identities,
    body: withoutAbsent({
      name: line(`${author} VEX: ${names[0] ?? ''}${more} ${statementStateWords[outcome].ko}`, 200),
      vulnerabilities: [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()],
      outcome,
      justification: justification ?? undefined,
      impactStatement: impact === null ? undefined : { ko: '', en: quoted(impact, 4000) },
      actionStatement: action === null ? undefined : { ko: '', en: quoted(action, 4000) },
      detail: detailOf(document, identities),
      ...reachOf(first),
      evidence: [file],
    }),
  }
}

function detailOf(document: VexDocument, identities: readonly VexIdentity[]): string {
  const about = `${document.format} ${line(document.id, 300)}, v${line(document.version, 60)}`
  return [
    `공급자 ${line(document.author.name, 200)}의 진술입니다(${about}). 일치 근거: ${identities.join(', ')}.`,
    `Stated by the supplier ${line(document.author.name, 200)} (${about}); matched by ${identities.join(', ')}.`,
    '우리 제품에서도 그런지 확인한 뒤 제출하십시오. / Check that it holds in our product before proposing it.',
  ].join('\n')
}

/**
 * A foreign text in a field that may be read as Markdown: marks that would make a link, an image or markup of it are
 * taken from it, so that it comes out as the text it is.
 */
function quoted(text: string, max: number): string {
  return text
    .replaceAll(/[<>[\]`]/g, (mark) => `\\${mark}`)
    .slice(0, max)
    .toWellFormed()
}

function line(text: string, max: number): string {
  return text
    .replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ')
    .slice(0, max)
    .toWellFormed()
    .trim()
}
