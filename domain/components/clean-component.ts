import { say, type Words } from '../words.ts'
import type { AiFacts, SupportFacts } from './ai-facts.ts'
import { type Component, type ComponentHash, sbomLimits } from './component-list.ts'
import { formatPurl, parsePurl } from './purl.ts'
import { isRegisteredPurlType } from './purl-types.ts'
import { withoutAbsent } from './without-absent.ts'

/** A component as a reader found it: texts as written, nothing checked yet. */
export type FoundComponent = {
  readonly place: string
  readonly reference?: string | undefined
  readonly name?: string | undefined
  readonly group?: string | undefined
  readonly version?: string | undefined
  readonly purl?: string | undefined
  readonly cpe?: string | undefined
  readonly type?: string | undefined
  readonly licences?: readonly string[]
  readonly hashes?: readonly { readonly algorithm: string; readonly value: string }[]
  readonly supplier?: string | undefined
  readonly author?: string | undefined
  readonly copyright?: string | undefined
  readonly support?: SupportFacts | undefined
  readonly ai?: AiFacts | undefined
  readonly scope?: string | undefined
  readonly within?: string | undefined
}

/** Keeps a fault of the document. */
export type Report = (place: string, words: Words) => void

/** What a reader found, made fit to keep: purl in canonical form, hashes checked, texts cut; the rest is faults. */
export function cleanComponent(found: FoundComponent, reference: string, fault: Report): Component {
  const name = cleanText(found.name)
  const version = cleanText(found.version)
  if (name === undefined) {
    fault(found.place, say('구성요소에 이름이 없습니다.', 'The component has no name.'))
  }
  if (
    (found.name?.length ?? 0) > sbomLimits.textLength ||
    (found.version?.length ?? 0) > sbomLimits.textLength
  ) {
    fault(found.place, say('너무 긴 글을 잘랐습니다.', 'A text that is too long was cut.'))
  } else if (isMended(found.name, name) || isMended(found.version, version)) {
    fault(
      found.place,
      say(
        '이름이나 버전에 있던 제어 문자나 깨진 글자를 바꿨습니다.',
        'Control characters or half characters in the name or version were replaced.',
      ),
    )
  }
  return withoutAbsent({
    reference,
    name: name ?? '',
    group: cleanText(found.group),
    version,
    purl: cleanPurl(found, fault),
    cpe: cleanText(found.cpe),
    type: cleanText(found.type)?.toLowerCase() ?? 'unknown',
    licences: cleanTexts(found.licences ?? [], sbomLimits.licencesEach),
    hashes: cleanHashes(found, fault),
    supplier: cleanText(found.supplier),
    author: cleanText(found.author),
    copyright: cleanText(found.copyright),
    support: found.support && cleanSupport(found.support),
    ai: found.ai,
    scope: scopes.find((scope) => scope === found.scope),
    within: found.within,
  })
}

/** Whether more than blanks around it was changed. */
function isMended(found: string | undefined, clean: string | undefined): boolean {
  return found !== undefined && found !== clean && found.trim() !== (clean ?? '')
}

function cleanSupport({ level, endsOn }: SupportFacts): SupportFacts {
  return withoutAbsent({ level: cleanText(level), endsOn })
}

const scopes = ['required', 'optional', 'excluded'] as const

function cleanPurl(found: FoundComponent, fault: Report): string | undefined {
  if (found.purl === undefined || found.purl === '') return undefined
  const answer = parsePurl(found.purl)
  if (!answer.ok) {
    fault(`${found.place}.purl`, answer.refusal.because)
    return undefined
  }
  if (!isRegisteredPurlType(answer.value.type)) {
    const type = shown(answer.value.type)
    fault(
      `${found.place}.purl`,
      say(`등록되지 않은 purl 유형입니다: ${type}`, `The purl type is not registered: ${type}`),
    )
  }
  return formatPurl(answer.value)
}

const hexLengths: ReadonlyMap<string, number> = new Map([
  ['MD5', 32],
  ['SHA-1', 40],
  ['SHA-256', 64],
  ['SHA-384', 96],
  ['SHA-512', 128],
])

function cleanHashes(found: FoundComponent, fault: Report): ComponentHash[] {
  const hashes: ComponentHash[] = []
  for (const { algorithm, value } of (found.hashes ?? []).slice(0, sbomLimits.hashesEach)) {
    const name = algorithm.toUpperCase().replace(/^SHA_?(\d)/, 'SHA-$1')
    const hex = value.trim().toLowerCase()
    if (!/^[0-9a-f]{8,256}$/.test(hex) || hex.length !== (hexLengths.get(name) ?? hex.length)) {
      fault(
        `${found.place}.hashes`,
        say(
          '해시 값이 알고리즘과 맞지 않아 버렸습니다.',
          'A hash that does not fit its algorithm was left out.',
        ),
      )
    } else hashes.push({ algorithm: shown(name), value: hex })
  }
  return hashes
}

/** Texts as a database and a report can hold them: no control characters, no half characters, not endless. */
export function cleanText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const clean = text.slice(0, sbomLimits.textLength).toWellFormed().replace(controls, ' ').trim()
  return clean === '' ? undefined : clean
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /[\u0000-\u001f\u007f]+/g

export function cleanTexts(texts: readonly string[], limit: number): string[] {
  const kept = new Set<string>()
  for (const text of texts.slice(0, limit)) {
    const clean = cleanText(text)
    if (clean !== undefined) kept.add(clean)
  }
  return [...kept]
}

/** A short piece of a foreign text, fit to be quoted in a sentence. */
export function shown(text: string): string {
  return (cleanText(text) ?? '').slice(0, 80)
}
