/// <reference path="./spdx-expression-parse.d.ts" />
import exact from 'spdx-expression-parse'
import oldIds from 'spdx-license-ids/deprecated.json' with { type: 'json' }
import ids from 'spdx-license-ids/index.json' with { type: 'json' }
import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { sbomLimits } from './component-list.ts'
import { currentIds, knownExceptions, licenceAliases } from './licence-names.ts'

/** One licence as SPDX names it. */
export type LicenceTerm = {
  readonly sort: 'licence'
  /** A current SPDX id, or `LicenseRef-…`. */
  readonly id: string
  /** This version or any later one, of an id that does not say so itself. */
  readonly orLater: boolean
  readonly exception: string | null
}

/** SPDX licence expression (Annex D of SPDX 2.3); `and` and `or` have two parts or more. */
export type LicenceExpression =
  | LicenceTerm
  | { readonly sort: 'and' | 'or'; readonly parts: readonly LicenceExpression[] }

/**
 * How close the text was: valid as it stood; put right in case or out-of-date ids; known under another fixed name; a
 * list that does not say how it joins, of which all count.
 */
export type LicenceHow = 'exact' | 'corrected' | 'named' | 'listed'

export type ParsedLicence = { readonly expression: LicenceExpression; readonly how: LicenceHow }

export const licenceLimits = {
  /** A text of this length may be what is left of a longer one (`cleanComponent` cuts there): it is not believed. */
  length: sbomLimits.textLength,
  depth: 32,
} as const

type Token = { readonly text: string; readonly at: number }

/**
 * Reads an SPDX expression, tolerant of letter case, of ids SPDX has replaced (`GPL-2.0+`) and of the short names of
 * Debian and Fedora (`GPL-2+`, `GPLv2+`), and of nothing else: what it does not know is refused and never guessed.
 */
export function parseLicence(text: string): Answer<ParsedLicence> {
  if (text.length >= licenceLimits.length) {
    return wrong(say('너무 길어 잘렸을 수 있습니다', 'It is too long and may have been cut'))
  }
  const tokens = tokensOf(text)
  if (tokens === undefined) return wrong(say('SPDX 표현식이 아닙니다', 'It is not an SPDX expression'))
  const reader: Reader = { tokens, place: 0, how: 'exact' }
  const expression = readOr(reader, 0)
  if (!expression.ok) return expression
  const left = tokens[reader.place]
  return left === undefined
    ? accept({ expression: expression.value, how: reader.how })
    : wrong(
        say(`“${shownPart(left.text)}”에서 막혔습니다`, `It stops making sense at “${shownPart(left.text)}”`),
      )
}

/** The one text of an expression: `(MIT OR Apache-2.0) AND ISC`. */
export function formatLicence(expression: LicenceExpression): string {
  if (expression.sort === 'licence') {
    const { id, orLater, exception } = expression
    return `${id}${orLater ? '+' : ''}${exception === null ? '' : ` WITH ${exception}`}`
  }
  const inner = expression.parts.map((part) =>
    expression.sort === 'and' && part.sort === 'or' ? `(${formatLicence(part)})` : formatLicence(part),
  )
  return inner.join(expression.sort === 'and' ? ' AND ' : ' OR ')
}

/** Every licence an expression names, each once, in order. */
export function termsOf(expression: LicenceExpression): LicenceTerm[] {
  if (expression.sort === 'licence') return [expression]
  const all = expression.parts.flatMap(termsOf)
  return [...new Map(all.map((term) => [formatLicence(term), term])).values()]
}

type Reader = { readonly tokens: readonly Token[]; place: number; how: LicenceHow }

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = []
  const pattern = /\s*([()]|[A-Za-z0-9.:+-]+)/y
  while (pattern.lastIndex < text.trimEnd().length) {
    const at = pattern.lastIndex
    const [, found] = pattern.exec(text) ?? []
    if (found === undefined) return undefined
    tokens.push({ text: found, at })
  }
  return tokens.length === 0 ? undefined : tokens
}

const readOr = (reader: Reader, depth: number) => readChain(reader, depth, 'or')
const readAnd = (reader: Reader, depth: number) => readChain(reader, depth, 'and')

/** One level of the grammar; a chain of any length is a loop, so only brackets cost depth. */
function readChain(reader: Reader, depth: number, sort: 'and' | 'or'): Answer<LicenceExpression> {
  const below = sort === 'or' ? readAnd : readAtom
  const parts: LicenceExpression[] = []
  do {
    const part = below(reader, depth)
    if (!part.ok) return part
    // A chain inside brackets that joins in the same way is the same chain.
    if (part.value.sort === sort) parts.push(...part.value.parts)
    else parts.push(part.value)
  } while (takeWord(reader, sort))
  const [only] = parts
  return accept(only !== undefined && parts.length === 1 ? only : { sort, parts })
}

/** Takes the operator; SPDX writes it in capitals or in small letters alike (SPDX 2.3 D.2). */
function takeWord(reader: Reader, word: string): boolean {
  if (reader.tokens[reader.place]?.text.toLowerCase() !== word) return false
  reader.place += 1
  return true
}

function readAtom(reader: Reader, depth: number): Answer<LicenceExpression> {
  const token = reader.tokens[reader.place]
  if (token === undefined) return wrong(say('끝이 빠졌습니다', 'It ends too soon'))
  reader.place += 1
  if (token.text !== '(') return readTerm(reader, token.text)
  if (depth >= licenceLimits.depth)
    return wrong(say('괄호가 너무 깊습니다', 'Its brackets are nested too deeply'))
  const inner = readOr(reader, depth + 1)
  if (!inner.ok) return inner
  if (reader.tokens[reader.place]?.text !== ')')
    return wrong(say('괄호가 닫히지 않았습니다', 'A bracket is not closed'))
  reader.place += 1
  return inner
}

function readTerm(reader: Reader, text: string): Answer<LicenceExpression> {
  const found = termOf(text)
  if (found === undefined) {
    const shown = shownPart(text)
    return wrong(say(`“${shown}”은(는) SPDX 식별자가 아닙니다`, `“${shown}” is no SPDX identifier`))
  }
  loosen(reader, found.how)
  if (!takeWord(reader, 'with')) return accept(found.term)
  const written = reader.tokens[reader.place]?.text ?? ''
  reader.place += 1
  const exception = exceptionOf(written)
  if (exception === undefined || found.term.exception !== null) {
    const shown = shownPart(written)
    return wrong(say(`“${shown}”은(는) SPDX 예외가 아닙니다`, `“${shown}” is no SPDX exception`))
  }
  loosen(reader, exception === written ? 'exact' : 'corrected')
  return accept({ ...found.term, exception })
}

function loosen(reader: Reader, how: LicenceHow): void {
  if (how === 'named' || (how === 'corrected' && reader.how === 'exact')) reader.how = how
}

const byLowerCase: ReadonlyMap<string, string> = new Map(
  [...oldIds, ...ids].map((id) => [id.toLowerCase(), id]),
)

function termOf(text: string): { term: LicenceTerm; how: LicenceHow } | undefined {
  const plain = { sort: 'licence', orLater: false, exception: null } as const
  if (/^(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/.test(text)) {
    return { term: { ...plain, id: text }, how: 'exact' }
  }
  const id = byLowerCase.get(text.toLowerCase())
  if (id !== undefined) {
    const current = currentIds.get(id)
    return {
      term: { ...plain, ...(current ?? { id }) },
      how: id === text && current === undefined ? 'exact' : 'corrected',
    }
  }
  const later = laterTermOf(text)
  if (later !== undefined) return later
  const alias = licenceAliases.get(text.toLowerCase()) ?? gnuName(text)
  return alias === undefined ? undefined : { term: { ...plain, id: alias }, how: 'named' }
}

/** `Apache-1.1+`; of the GNU licences, whose ids say “or later” themselves, the id that does. */
function laterTermOf(text: string): { term: LicenceTerm; how: LicenceHow } | undefined {
  const written = text.endsWith('+') ? byLowerCase.get(text.slice(0, -1).toLowerCase()) : undefined
  if (written === undefined) return undefined
  const base = currentIds.get(written)?.id ?? written
  const later = byLowerCase.get(base.replace(/-only$/, '-or-later').toLowerCase())
  const saysSo = base.endsWith('-only') || base.endsWith('-or-later')
  if (saysSo && later !== undefined) {
    return { term: { sort: 'licence', id: later, orLater: false, exception: null }, how: 'corrected' }
  }
  const term: LicenceTerm = { sort: 'licence', id: base, orLater: true, exception: null }
  return { term, how: text === `${base}+` ? 'exact' : 'corrected' }
}

/** `GPL-2+` (Debian's copyright format 1.0) and `GPLv2+` (Fedora's short names): both are defined to the version. */
function gnuName(text: string): string | undefined {
  const [, family, version, plus] = /^(A?GPL|LGPL|GFDL)(?:-|v)(\d(?:\.\d)?)(\+?)$/i.exec(text) ?? []
  if (family === undefined || version === undefined) return undefined
  const full = version.includes('.') ? version : `${version}.0`
  return byLowerCase.get(`${family}-${full}${plus === '+' ? '-or-later' : '-only'}`.toLowerCase())
}

/** The exception as SPDX writes it: known ones in any case, others only as the list of SPDX has them. */
function exceptionOf(text: string): string | undefined {
  const known = knownExceptions.get(text.toLowerCase())
  if (known !== undefined) return known
  if (!/^[A-Za-z0-9.-]{1,100}$/.test(text)) return undefined
  try {
    exact(`MIT WITH ${text}`)
    return text
  } catch {
    return undefined // the library's only way of saying no
  }
}

function shownPart(text: string): string {
  return text.slice(0, 60)
}

function wrong(because: ReturnType<typeof say>) {
  return refuse('invalid', say(`${because.ko}.`, `${because.en}.`), 'licence')
}
