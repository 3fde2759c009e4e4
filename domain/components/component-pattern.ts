import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { formatPurl, parsePurl } from './purl.ts'

/**
 * Which components a row of a policy or a plan speaks of: a purl (`pkg:npm/lodash@4.17.21`), a purl without a version
 * (every version), or a bare name; `*` stands for any text. A purl speaks of qualifiers only where it names them.
 */
export type ComponentPattern = {
  readonly sort: 'purl' | 'name'
  /** Texts that must follow one another; between them anything may stand. */
  readonly pieces: readonly string[]
  readonly hasVersion: boolean
  readonly hasQualifiers: boolean
  /** How narrow it is: the narrower of two that fit is the one that holds. */
  readonly weight: number
}

export type PatternSubject = {
  readonly name: string
  readonly version: string | null
  readonly purl: string | null
}

const lengthMax = 1000
const starsMax = 8
// No purl can hold it, so a `*` survives the reading of the purl around it.
const star = 'maek0any0text0maek'

/** Reads a pattern; refuses what could fit nothing, or everything without saying of what kind. */
export function readPattern(text: string, field?: string): Answer<ComponentPattern> {
  const clean = text.trim()
  if (clean.length > lengthMax || clean.split('*').length - 1 > starsMax) {
    return refuse(
      'invalid',
      say(`너무 길거나 *가 ${starsMax}개를 넘습니다.`, `It is too long, or has more than ${starsMax} stars.`),
      field,
    )
  }
  if (/^[*\s]*$/.test(clean)) {
    return refuse(
      'invalid',
      say(
        '구성요소의 이름이나 purl을 적으십시오. *만으로는 정할 수 없습니다.',
        'Name the component or its purl; a star alone says nothing.',
      ),
      field,
    )
  }
  if (!/^pkg:/i.test(clean)) {
    return accept(
      patternOf('name', clean.normalize('NFC').toLowerCase(), { hasVersion: false, hasQualifiers: false }),
    )
  }
  const read = parsePurl(clean.replaceAll('*', star))
  if (!read.ok) return field === undefined ? read : { ok: false, refusal: { ...read.refusal, field } }
  const { version, qualifiers, subpath: _below, ...rest } = read.value
  const shape = { ...rest, ...(version !== undefined && { version }), qualifiers }
  return accept(
    patternOf('purl', formatPurl(shape).replaceAll(star, '*'), {
      hasVersion: version !== undefined,
      hasQualifiers: qualifiers.size > 0,
    }),
  )
}

function patternOf(
  sort: ComponentPattern['sort'],
  text: string,
  has: Pick<ComponentPattern, 'hasVersion' | 'hasQualifiers'>,
): ComponentPattern {
  const pieces = text.split('*')
  const letters = text.length - (pieces.length - 1)
  // A purl is narrower than a name, a version narrower than none, a text without a star narrower than any with one.
  const weight =
    letters +
    (sort === 'purl' ? 10_000 : 0) +
    (has.hasVersion ? 5_000 : 0) +
    (pieces.length === 1 ? 2_000 : 0)
  return { sort, pieces, ...has, weight }
}

/** Whether the pattern speaks of the component. Linear in the text, whatever the pattern. */
export function patternFits(pattern: ComponentPattern, subject: PatternSubject): boolean {
  if (pattern.sort === 'name') return fits(pattern.pieces, subject.name.normalize('NFC').toLowerCase())
  if (subject.purl === null) return false
  const read = parsePurl(subject.purl)
  if (!read.ok) return false
  const { version, qualifiers, subpath: _below, ...rest } = read.value
  const stands = version ?? subject.version ?? undefined
  const shape = {
    ...rest,
    ...(pattern.hasVersion && stands !== undefined && { version: stands }),
    qualifiers: pattern.hasQualifiers ? qualifiers : new Map<string, string>(),
  }
  return fits(pattern.pieces, formatPurl(shape))
}

/** First piece at the start, last at the end, the others in order between: the leftmost place is always enough. */
function fits(pieces: readonly string[], text: string): boolean {
  const [first = '', ...others] = pieces
  const last = others.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false
  let at = first.length
  for (const piece of others) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return at <= text.length - last.length
}

/** The narrowest of the rows that speak of the component; of two equally narrow ones the first. */
export function narrowest<T extends { readonly pattern: ComponentPattern }>(
  rows: readonly T[],
  subject: PatternSubject,
): T | undefined {
  let best: T | undefined
  for (const row of rows) {
    if (best !== undefined && best.pattern.weight >= row.pattern.weight) continue
    if (patternFits(row.pattern, subject)) best = row
  }
  return best
}
