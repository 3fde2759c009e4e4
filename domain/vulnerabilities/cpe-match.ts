import { type Cpe, type CpeAttribute, parseCpe, plainCpeValue, relateCpeValue } from '../components/cpe.ts'
import { compareVersions } from '../components/version-order.ts'
import type { CpeCriterion } from './nvd.ts'

/**
 * How firmly a CPE answers: `cpe` where every attribute the criterion asks for is met; `cpe-partial` where the
 * component leaves something open that the criterion asks for (its version, an edition, a platform), or the criterion
 * holds only together with another product.
 */
export type CpeHow = 'cpe' | 'cpe-partial'

export type CpeAnswer = {
  readonly affected: boolean
  readonly how: CpeHow
  /** The end of the range that held, where the criterion excludes it: the first version said to be fixed. */
  readonly fixedIn?: string
}

/**
 * Whether criteria of one vendor and product name a component (NISTIR 7696, with the version ranges of NVD). Part,
 * vendor and product must be equal: a name that fits under another vendor is another product. `version` is the
 * component's own, used where its CPE has none.
 */
export function affectsCpe(criteria: readonly CpeCriterion[], cpe: Cpe, version?: string): CpeAnswer {
  let partial: CpeAnswer | undefined
  for (const criterion of criteria) {
    const answer = answerOne(criterion, cpe, version)
    if (!answer.affected) continue
    if (answer.how === 'cpe') return answer
    partial ??= answer
  }
  return partial ?? no
}

const no: CpeAnswer = { affected: false, how: 'cpe' }

/** Everything but part, vendor, product and version. `update` goes with the version. */
const finer: readonly CpeAttribute[] = [
  'update',
  'edition',
  'language',
  'swEdition',
  'targetSw',
  'targetHw',
  'other',
]

function answerOne(criterion: CpeCriterion, cpe: Cpe, version: string | undefined): CpeAnswer {
  const parsed = parseCpe(criterion.cpe)
  if (!parsed.ok) return no
  const wanted = parsed.value
  if (wanted.part !== cpe.part || wanted.vendor !== cpe.vendor || wanted.product !== cpe.product) return no
  const relations = finer.map((name) => relateCpeValue(wanted[name], cpe[name]))
  const ofVersion = relateVersion(criterion, wanted, { cpe, version })
  if (ofVersion === 'no' || relations.includes('disjoint')) return no
  const isOpen = relations.some((relation) => relation === 'subset' || relation === 'undefined')
  const how = ofVersion === 'unknown' || isOpen || criterion.conditional ? 'cpe-partial' : 'cpe'
  const fixedIn = ofVersion === 'yes' ? criterion.endExcluding : undefined
  return fixedIn === undefined ? { affected: true, how } : { affected: true, how, fixedIn }
}

type Versioned = { readonly cpe: Cpe; readonly version: string | undefined }

function relateVersion(criterion: CpeCriterion, wanted: Cpe, of: Versioned): 'yes' | 'no' | 'unknown' {
  if (isRange(criterion)) {
    const version = plainCpeValue(of.cpe.version) ?? of.version
    if (version === undefined || version === '') return of.cpe.version === '-' ? 'no' : 'unknown'
    return isWithin(criterion, version) ? 'yes' : 'no'
  }
  const relation = relateCpeValue(wanted.version, of.cpe.version)
  if (relation === 'equal' || relation === 'superset') return 'yes'
  if (relation === 'disjoint') return isSameVersion(wanted, of.cpe.version) ? 'yes' : 'no'
  // The component's CPE leaves its version open: its own version answers, if it has one.
  if (of.version === undefined || of.version === '') return 'unknown'
  const own = plainCpeValue(wanted.version)
  return own === undefined ? 'unknown' : compareCpeVersions(own, of.version) === 0 ? 'yes' : 'no'
}

/** `1.0` and `1.0.0` are one version here too; a value with wildcards was answered before. */
function isSameVersion(wanted: Cpe, version: string): boolean {
  const left = plainCpeValue(wanted.version)
  const right = plainCpeValue(version)
  return left !== undefined && right !== undefined && compareCpeVersions(left, right) === 0
}

function isRange(criterion: CpeCriterion): boolean {
  return (
    criterion.startIncluding !== undefined ||
    criterion.startExcluding !== undefined ||
    criterion.endIncluding !== undefined ||
    criterion.endExcluding !== undefined
  )
}

function isWithin(criterion: CpeCriterion, version: string): boolean {
  const { startIncluding, startExcluding, endIncluding, endExcluding } = criterion
  if (startIncluding !== undefined && compareCpeVersions(version, startIncluding) < 0) return false
  if (startExcluding !== undefined && compareCpeVersions(version, startExcluding) <= 0) return false
  if (endIncluding !== undefined && compareCpeVersions(version, endIncluding) > 0) return false
  return !(endExcluding !== undefined && compareCpeVersions(version, endExcluding) >= 0)
}

/**
 * The order of versions of products that told nobody their rule. Letters right behind a number come after it, as
 * OpenSSL, OpenSSH and SQLite number their patches; everything else by the fallback.
 */
export function compareCpeVersions(left: string, right: string): number {
  const [a, b] = [lettered(left), lettered(right)]
  if (!a || !b) return compareVersions('fallback', left, right).order
  const order = compareVersions('fallback', a.numbers, b.numbers).order
  if (order !== 0) return order
  return a.letters.length - b.letters.length || (a.letters < b.letters ? -1 : a.letters > b.letters ? 1 : 0)
}

/** Trailing `.0` say nothing here: 1.0 and 1.0.0 are one version. */
function lettered(text: string): { readonly numbers: string; readonly letters: string } | undefined {
  const [, numbers, letters = ''] = /^v?(\d{1,20}(?:\.\d{1,20}){0,15})([a-z]{0,2})$/i.exec(text) ?? []
  if (numbers === undefined) return undefined
  return { numbers: numbers.replace(/(?:\.0+)+$/, ''), letters: letters.toLowerCase() }
}
