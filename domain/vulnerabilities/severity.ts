import cvss from 'ae-cvss-calculator'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'
import type { PublishedSeverity } from './osv.ts'

// A CommonJS bundle: Node cannot see its names, only the whole (vitest can, so only a started server tells).
const { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 } = cvss

export type CvssVersion = '2.0' | '3.0' | '3.1' | '4.0'

export type SeverityWord = 'none' | 'low' | 'medium' | 'high' | 'critical'

export const severityWords: { readonly [Word in SeverityWord]: Words } = {
  none: say('없음', 'None'),
  low: say('낮음', 'Low'),
  medium: say('보통', 'Medium'),
  high: say('높음', 'High'),
  critical: say('심각', 'Critical'),
}

/** What a vector is worth by the formula of its own version, 0 to 10 in tenths. */
export type CvssScore = {
  readonly version: CvssVersion
  readonly vector: string
  /** The base metrics alone. */
  readonly base: number
  /** With every metric the vector holds: temporal or threat, environmental. */
  readonly overall: number
  /** Of `overall`. */
  readonly word: SeverityWord
}

/** A score and who published the vector; two publishers' scores stand side by side and are never mixed. */
export type IssuedScore = CvssScore & { readonly issuer: string }

/**
 * Scores a CVSS vector of version 2.0, 3.0, 3.1 or 4.0. Strict: every base metric once, no unknown metric or
 * value, because the library passes over what it does not know and scores the rest.
 */
export function scoreVector(vector: string): Answer<CvssScore> {
  const version = versionOf(vector)
  if (!isWellFormed(vector, version)) {
    const quoted = vector.slice(0, 100)
    return refuse(
      'invalid',
      say(`CVSS 벡터가 올바르지 않습니다: ${quoted}`, `The CVSS vector is not valid: ${quoted}`),
      'vector',
    )
  }
  const { base, overall } = calculate(vector, version)
  return accept({ version, vector, base, overall, word: wordOf(overall, version) })
}

/** The scores of what was published, each with its issuer; what is no CVSS vector is left out. */
export function scoresOf(
  severities: readonly (PublishedSeverity & { readonly issuer: string })[],
): IssuedScore[] {
  return severities.flatMap(({ vector, issuer }) => {
    const answer = scoreVector(vector)
    return answer.ok ? { ...answer.value, issuer } : []
  })
}

/** The score to sort by: of the newest CVSS version published, the highest. The others stay to be shown. */
export function leadingScore(scores: readonly IssuedScore[]): IssuedScore | undefined {
  return scores.toSorted(
    (left, right) => Number(right.version) - Number(left.version) || right.overall - left.overall,
  )[0]
}

/** The word for a score: CVSS 3.0, 3.1 and 4.0 qualitative scale; for 2.0 the three words NVD used. */
export function wordOf(score: number, version: CvssVersion): SeverityWord {
  if (score >= 9 && version !== '2.0') return 'critical'
  if (score >= 7) return 'high'
  if (score >= 4) return 'medium'
  return score > 0 || version === '2.0' ? 'low' : 'none'
}

function versionOf(vector: string): CvssVersion {
  if (vector.startsWith('CVSS:4.0/')) return '4.0'
  if (vector.startsWith('CVSS:3.1/')) return '3.1'
  return vector.startsWith('CVSS:3.0/') ? '3.0' : '2.0'
}

function calculate(
  vector: string,
  version: CvssVersion,
): { readonly base: number; readonly overall: number } {
  if (version === '4.0') {
    const scores = new Cvss4P0(vector).calculateScores()
    return { base: scores.baseMetricsOnly ?? scores.overall, overall: scores.overall }
  }
  const calculator =
    version === '2.0' ? new Cvss2(vector) : version === '3.0' ? new Cvss3P0(vector) : new Cvss3P1(vector)
  const scores = calculator.calculateScores()
  return { base: scores.base ?? scores.overall, overall: scores.overall }
}

/** Metrics and their values; the first line of each version is the base group, which must be whole. */
const metrics: { readonly [Version in CvssVersion]: readonly [base: string, more: string] } = {
  '2.0': [
    'AV:LAN AC:HML Au:MSN C:NPC I:NPC A:NPC',
    'E:U,POC,F,H,ND RL:OF,TF,W,U,ND RC:UC,UR,C,ND CDP:N,L,LM,MH,H,ND TD:N,L,M,H,ND CR:L,M,H,ND IR:L,M,H,ND AR:L,M,H,ND',
  ],
  '3.0': three(),
  '3.1': three(),
  '4.0': [
    'AV:NALP AC:LH AT:NP PR:NLH UI:NPA VC:HLN VI:HLN VA:HLN SC:HLN SI:HLN SA:HLN',
    'E:XAPU CR:XHML IR:XHML AR:XHML MAV:XNALP MAC:XLH MAT:XNP MPR:XNLH MUI:XNPA MVC:XHLN MVI:XHLN MVA:XHLN MSC:XHLN MSI:XSHLN MSA:XSHLN S:XNP AU:XNY R:XAUI V:XDC RE:XLMH U:X,Clear,Green,Amber,Red',
  ],
}

function three(): readonly [string, string] {
  return [
    'AV:NALP AC:LH PR:NLH UI:NR S:UC C:HLN I:HLN A:HLN',
    'E:XUPFH RL:XOTWU RC:XURC CR:XLMH IR:XLMH AR:XLMH MAV:XNALP MAC:XLH MPR:XNLH MUI:XNR MS:XUC MC:XHLN MI:XHLN MA:XHLN',
  ]
}

type MetricTable = {
  readonly allowed: ReadonlyMap<string, ReadonlySet<string>>
  readonly base: readonly string[]
}

const tables: { readonly [Version in CvssVersion]: MetricTable } = {
  '2.0': tableOf('2.0'),
  '3.0': tableOf('3.0'),
  '3.1': tableOf('3.1'),
  '4.0': tableOf('4.0'),
}

function tableOf(version: CvssVersion): MetricTable {
  const [base, more] = metrics[version]
  const rows = `${base} ${more}`.split(' ').map((row) => {
    const [metric = '', values = ''] = row.split(':')
    return [metric, new Set(values.includes(',') ? values.split(',') : values)] as const
  })
  return { allowed: new Map(rows), base: base.split(' ').map((row) => row.split(':')[0] ?? '') }
}

function isWellFormed(vector: string, version: CvssVersion): boolean {
  if (vector.length > 400) return false
  const { allowed, base } = tables[version]
  const seen = new Set<string>()
  for (const pair of (version === '2.0' ? vector : vector.slice(9)).split('/')) {
    const [metric = '', value = '', ...rest] = pair.split(':')
    if (rest.length > 0 || seen.has(metric) || !allowed.get(metric)?.has(value)) return false
    seen.add(metric)
  }
  return base.every((metric) => seen.has(metric))
}
