import { type SupportLevel, type SupportRow, supportLevels } from '../../components/support.ts'
import type { Words } from '../../words.ts'
import { say } from '../../words.ts'
import { statementStateWords } from '../triage-words.ts'
import type { Bill } from './bill.ts'
import { actionOf, bothOf } from './vex-words.ts'

/** What of a component's support the table needs; unknown where nobody says. */
export type StatedLevel = Pick<SupportRow, 'reference' | 'level' | 'endsOn'>

export type Table = {
  readonly columns: readonly { readonly name: string; readonly label: Words }[]
  readonly rows: readonly { readonly [column: string]: string }[]
}

/**
 * The component table of an FDA eSTAR submission (premarket cybersecurity guidance, SBOM: NTIA elements, level of
 * support, end of support, known vulnerabilities). What nobody knows is written `unknown`, never left blank.
 */
export function estarComponents(bill: Bill, support: readonly StatedLevel[]): Table {
  const known = new Map(support.map((row) => [row.reference, row]))
  const found = Map.groupBy(bill.statements, (one) => one.reference)
  return {
    columns: [
      { name: 'name', label: say('구성요소', 'Software component') },
      { name: 'version', label: say('버전', 'Version') },
      { name: 'supplier', label: say('공급자', 'Supplier') },
      { name: 'identifier', label: say('식별자', 'Unique identifier') },
      { name: 'hash', label: say('해시', 'Hash') },
      { name: 'licences', label: say('라이선스', 'Licence') },
      { name: 'relationship', label: say('관계', 'Relationship') },
      { name: 'support', label: say('지원 수준', 'Software level of support') },
      { name: 'endOfSupport', label: say('지원 종료일', 'End-of-support date') },
      { name: 'vulnerabilities', label: say('알려진 취약점', 'Known vulnerabilities') },
    ],
    rows: bill.sbom.list.components.map((one) => {
      const row = known.get(one.reference)
      const level: SupportLevel = row?.level ?? 'unknown'
      const [hash] = one.hashes
      return {
        name: one.group === undefined ? one.name : `${one.group}/${one.name}`,
        version: one.version ?? 'unknown',
        supplier: one.supplier ?? 'unknown',
        identifier: one.purl ?? one.cpe ?? 'unknown',
        hash: hash === undefined ? 'unknown' : `${hash.algorithm} ${hash.value}`,
        licences: one.licences.length === 0 ? 'unknown' : one.licences.join('; '),
        relationship: one.within === undefined ? 'included in the device' : `part of ${one.within}`,
        support: supportLevels[level].en,
        endOfSupport: row?.endsOn ?? 'unknown',
        vulnerabilities:
          (found.get(one.reference) ?? []).map((statement) => statement.vulnerability).join('; ') ||
          (bill.unanswered?.has(one.reference) ? 'not known: no source answers for it' : 'none known'),
      }
    }),
  }
}

/** The vulnerability assessment table: each known vulnerability with what was decided and why (same guidance, V.B). */
export function estarVulnerabilities(bill: Bill): Table {
  const components = new Map(bill.sbom.list.components.map((one) => [one.reference, one]))
  return {
    columns: [
      { name: 'vulnerability', label: say('취약점', 'Vulnerability') },
      { name: 'aliases', label: say('다른 번호', 'Other identifiers') },
      { name: 'component', label: say('구성요소', 'Component') },
      { name: 'version', label: say('버전', 'Version') },
      { name: 'summary', label: say('설명', 'Description') },
      { name: 'discovery', label: say('발견일', 'Found on') },
      { name: 'published', label: say('공개 점수', 'Published CVSS') },
      { name: 'device', label: say('기기 점수', 'Device CVSS') },
      { name: 'exploited', label: say('실제 악용', 'Known exploited') },
      { name: 'likelihood', label: say('EPSS', 'EPSS') },
      { name: 'status', label: say('판정', 'Assessment') },
      { name: 'impact', label: say('안전·보안 영향', 'Safety and security impact') },
      { name: 'controls', label: say('통제·조치', 'Controls and action') },
      { name: 'decision', label: say('결정 기록', 'Decision record') },
    ],
    rows: bill.statements.map((one) => {
      const component = components.get(one.reference)
      const reason = one.impact === null ? (one.justification ?? one.detail) : bothOf(one.impact)
      const acts = one.state === 'affected' || one.state === 'accepted'
      return {
        vulnerability: one.vulnerability,
        aliases: one.aliases.join('; '),
        component: component?.name ?? one.reference,
        version: component?.version ?? 'unknown',
        summary: one.summary,
        discovery: one.foundAt.slice(0, 10),
        published:
          one.published
            .map((score) => `${score.overall.toFixed(1)} (${score.issuer}) ${score.vector}`)
            .join('; ') || 'none',
        device:
          one.device === null ? 'not assessed' : `${one.device.overall.toFixed(1)} ${one.device.vector}`,
        exploited: one.exploited ? 'yes' : 'not known',
        likelihood: one.likelihood === null ? 'unknown' : String(one.likelihood),
        status: statementStateWords[one.state].en,
        impact: reason ?? (one.state === 'in-triage' ? 'under assessment' : ''),
        controls: acts ? actionOf(one) : '',
        decision: one.decision === null ? 'none' : `${one.decision.number} ${one.decision.at.slice(0, 10)}`,
      }
    }),
  }
}

/** RFC 4180 with a byte order mark. A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvOf(table: Table): string {
  const lines = [
    table.columns.map(({ label }) => cell(label.en)),
    ...table.rows.map((row) => table.columns.map(({ name }) => cell(row[name] ?? ''))),
  ]
  return `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  // Full-width signs too: a spreadsheet in Korean or Japanese reads them as the plain ones.
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
