import type { z } from 'zod'
import { type Language, say, type Words } from '../words.ts'
import type { gateRelease } from './api.ts'
import { gateRules } from './gate-rules.ts'

type Gate = z.output<(typeof gateRelease)['output']>
type Finding = Omit<NonNullable<Gate['blockers'][number]['finding']>, 'affectedBy'>

export type SarifTold = {
  readonly language: Language
  /** Version of Maek. */
  readonly version: string
  /** Path of the SBOM inside the repository: code scanning shows no result that has no file. */
  readonly file: string
  /** Hexadecimal digest of a text; the same text gives the same digest at every run. */
  readonly digest: (text: string) => string
}

const decidedRule = 'findings-decided'

/** For a finding whose source gives no number: the lower end of its band (CVSS 3.1, section 5). */
const lowestOfBand: Readonly<Record<string, string>> = {
  critical: '9.0',
  high: '7.0',
  medium: '4.0',
  low: '0.1',
}

/**
 * The gate's answer as SARIF 2.1.0 (OASIS): a rule of the gate or a vulnerability is a rule, a blocker is a result, and
 * a finding with a signed decision is a suppressed result (3.35) with the decision as its justification. A fingerprint
 * depends on rule, component and vulnerability alone, so that the next run knows the result again.
 */
export function gateSarif(gate: Gate, told: SarifTold): unknown {
  const vulnerabilities = new Map<string, Finding>()
  const findings = [...gate.blockers.flatMap(({ finding }) => finding ?? []), ...gate.decided]
  for (const finding of findings)
    if (!vulnerabilities.has(finding.vulnerability)) vulnerabilities.set(finding.vulnerability, finding)
  const rules = [
    ...gateRules.map((rule) => gateDescriptor(rule, told.language)),
    ...[...vulnerabilities.values()].map((one) => vulnerabilityDescriptor(one, told.language)),
  ]
  const placeOf = new Map(rules.map(({ id }, at) => [id, at]))
  const results = [
    ...gate.blockers.map((blocker) => blockerResult(blocker, told)),
    ...gate.decided.map((finding) => decidedResult(finding, told)),
  ]
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Maek', semanticVersion: told.version, rules } },
        automationDetails: { id: `maek-gate/${gate.release.number}` },
        language: told.language === 'ko' ? 'ko-KR' : 'en-US',
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, exitCode: gate.pass ? 0 : 1 }],
        results: results.map((result) => ({ ...result, ruleIndex: placeOf.get(result.ruleId) ?? -1 })),
        properties: { release: gate.release.number, pass: gate.pass },
      },
    ],
  }
}

function gateDescriptor(rule: (typeof gateRules)[number], language: Language) {
  const about = say(`${rule.holds.ko} (${rule.source.ko})`, `${rule.holds.en} (${rule.source.en})`)
  return {
    id: rule.id,
    shortDescription: { text: both(rule.holds, language) },
    fullDescription: { text: both(about, language) },
    help: { text: both(about, language) },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['release-gate'] },
  }
}

const decideWords = say(
  '수정하거나, 영향이 없으면 근거를 남겨 서명된 결정을 내리십시오.',
  'Fix it, or record a signed decision with its reason if it does not affect the device.',
)

function vulnerabilityDescriptor(finding: Finding, language: Language) {
  const { vulnerability, severity } = finding
  const score = finding.score ?? lowestOfBand[severity]
  const summary = plain(finding.summary === '' ? vulnerability : finding.summary)
  return {
    id: vulnerability,
    shortDescription: { text: summary.slice(0, 200).toWellFormed() },
    fullDescription: { text: [summary, ...finding.aliases].join(' · ') },
    help: { text: both(decideWords, language) },
    helpUri: `https://osv.dev/vulnerability/${encodeURIComponent(vulnerability.toWellFormed())}`,
    defaultConfiguration: { level: levelOf(finding) },
    properties: {
      tags: ['security', 'vulnerability', severity, ...(finding.exploited ? ['known-exploited'] : [])],
      ...(score === undefined ? {} : { 'security-severity': score }),
    },
  }
}

/** Code scanning knows four words (3.58.6); what nobody rated is a warning, not nothing. */
function levelOf({ severity, exploited }: Finding): 'error' | 'warning' | 'note' {
  if (exploited || severity === 'critical' || severity === 'high') return 'error'
  return severity === 'low' || severity === 'none' ? 'note' : 'warning'
}

function blockerResult(blocker: Gate['blockers'][number], told: SarifTold) {
  const { finding } = blocker
  const name = finding ? finding.component : (blocker.record ?? told.file)
  const ruleId = finding ? finding.vulnerability : blocker.rule
  return {
    ruleId,
    kind: 'fail',
    level: finding ? levelOf(finding) : 'error',
    message: { text: plain(blocker.because[told.language]) },
    ...placed({ name, kind: finding ? 'package' : (blocker.kind ?? 'release') }, told),
    ...fingerprints([blocker.rule, ruleId, name], told),
    // All results tell what they are suppressed by, or none does (3.27.23).
    suppressions: [],
    properties: { gateRule: blocker.rule, ...(finding && { fixedIn: finding.fixedIn }) },
  }
}

function decidedResult(finding: Gate['decided'][number], told: SarifTold) {
  const { vulnerability, component, decision } = finding
  const text = say(
    `${vulnerability} (${component}): 결정이 있습니다.`,
    `${vulnerability} (${component}): decided.`,
  )
  const justification = plain(`${decision.number}: ${decision.because}`)
  return {
    ruleId: vulnerability,
    kind: 'fail',
    level: levelOf(finding),
    message: { text: plain(text[told.language]) },
    ...placed({ name: component, kind: 'package' }, told),
    ...fingerprints([decidedRule, vulnerability, component], told),
    suppressions: [{ kind: 'external', status: 'accepted', justification }],
    properties: { gateRule: decidedRule, fixedIn: finding.fixedIn },
  }
}

/** Both languages, the reader's first. */
function both(words: Words, language: Language): string {
  return language === 'ko' ? `${words.ko}\n${words.en}` : `${words.en}\n${words.ko}`
}

function placed(logical: { readonly name: string; readonly kind: string }, told: SarifTold) {
  return {
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: relativeUri(told.file) },
          region: { startLine: 1 },
        },
        logicalLocations: [{ fullyQualifiedName: logical.name.toWellFormed(), kind: logical.kind }],
      },
    ],
  }
}

/** `primaryLocationLineHash` is the one name code scanning of GitHub reads; the other is ours. */
function fingerprints(parts: readonly string[], told: SarifTold) {
  const digest = told.digest(JSON.stringify(parts))
  return {
    partialFingerprints: { 'maekGate/v1': digest, primaryLocationLineHash: `${digest.slice(0, 16)}:1` },
  }
}

/** A relative reference (RFC 3986): each step of the path percent-coded, separators as they are. */
function relativeUri(file: string): string {
  return file
    .replaceAll('\\', '/')
    .split('/')
    .map((step) => encodeURIComponent(step.toWellFormed()))
    .join('/')
}

/**
 * Text without control or direction characters, with braces doubled (3.11.5), and with no `](` left that would make a
 * link of somebody's component name (3.11.6).
 */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\ufffd')
    .replaceAll(/[{}]/g, '$&$&')
    .replaceAll('](', '] (')
}
