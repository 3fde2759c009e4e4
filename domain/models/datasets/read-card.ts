import type { Body } from '../../kind.ts'
import { parseBody } from '../../parse.ts'
import { type Answer, accept, refuse } from '../../refusal.ts'
import { say, type Words } from '../../words.ts'
import { dataset } from '../dataset.ts'

export type ReadCard = {
  readonly format: string
  /** Fields of the record that the card tells, each valid by itself. */
  readonly fields: Body
  /** Places of the card that have no field here or did not fit one; they stay in the kept card. */
  readonly kept: readonly { readonly place: string; readonly because: Words }[]
}

const keptMax = 200
type Kept = { place: string; because: Words }[]

/**
 * A data card (MLCommons Croissant 1.0 and 1.1 with RAI 1.0; CycloneDX 1.5 to 1.7 with one component of type `data`)
 * as fields of a dataset. Before: the JSON is bounded. Nothing is guessed: what has no field is named and left.
 */
export function readCard(document: unknown): Answer<ReadCard> {
  if (own(document, 'bomFormat') === 'CycloneDX') return readCycloneDx(document)
  const format = croissantVersion(document)
  return format === null ? noCard : accept(readCroissant(document, format))
}

function croissantVersion(document: unknown): string | null {
  const named = ['conformsTo', 'dct:conformsTo', 'http://purl.org/dc/terms/conformsTo'].flatMap((key) =>
    listOf(own(document, key)),
  )
  for (const one of named) {
    const text = typeof one === 'string' ? one : own(one, '@id')
    const found =
      typeof text === 'string' ? /^https?:\/\/mlcommons\.org\/croissant\/(1\.[01])$/.exec(text) : null
    if (found) return `Croissant ${found[1]}`
  }
  return null
}

/** Croissant's property → our field. The passport of an export of ours comes first and is exact. */
const croissantFields: Readonly<Record<string, string>> = {
  name: 'name',
  version: 'version',
  description: 'description',
  license: 'licence',
  url: 'location',
  'rai:dataPreprocessingProtocol': 'preparation',
  'rai:dataAnnotationProtocol': 'labelProcess',
  'rai:dataBiases': 'biasChecks',
  'rai:dataLimitations': 'knownGaps',
  'rai:personalSensitiveInformation': 'deidentification',
  'rai:dataReleaseMaintenancePlan': 'disposal',
}
/** Read otherwise, or about the document and not about the data. */
const silent = new Set(
  '@context @type @id conformsTo recordSet isLiveDataset maek:passport maek:record maek:manifest'.split(' '),
)

function readCroissant(document: unknown, format: string): ReadCard {
  const kept: Kept = []
  const fields = new Map<string, unknown>()
  const exact = putPassport(fields, kept, own(document, 'maek:passport'))
  for (const [key, value] of entriesOf(document)) {
    const plain = plainKey(key)
    const field = Object.hasOwn(croissantFields, plain) ? croissantFields[plain] : undefined
    if (field !== undefined) {
      if (!fields.has(field)) put(fields, kept, { field, value: textOf(value), place: plain })
    } else if (!silent.has(plain) && !exact) keep(kept, plain, noField)
  }
  const purposes = purposesOf(document)
  if (!fields.has('purposes') && purposes.length > 0) fields.set('purposes', purposes)
  return { format, fields: withoutManifest(fields), kept }
}

/** What an export of ours holds exactly; whether there was any. */
function putPassport(fields: Map<string, unknown>, kept: Kept, passport: unknown): boolean {
  for (const [name, value] of entriesOf(passport))
    put(fields, kept, { field: name, value, place: `maek:passport.${name}` })
  return typeof passport === 'object' && passport !== null
}

/** Hashes and counts of a house's own manifest say nothing of data that lie elsewhere. */
function withoutManifest(fields: Map<string, unknown>): Body {
  for (const field of ['contentSha256', 'leakCheck']) fields.delete(field)
  return Object.fromEntries(fields)
}

/** The passport among the properties of a component, where values are texts; undefined where there is none. */
function passportIn(component: unknown): unknown {
  const one = [...listOf(own(component, 'properties'))].find((all) => own(all, 'name') === 'maek:passport')
  const text = own(one, 'value')
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Croissant's context maps these prefixes; some writers spell the address out. */
function plainKey(key: string): string {
  return key
    .replace(/^(?:sc:|schema:|https?:\/\/schema\.org\/)/, '')
    .replace(/^(?:dct:|http:\/\/purl\.org\/dc\/terms\/)/, '')
    .replace(/^http:\/\/mlcommons\.org\/croissant\/RAI\//, 'rai:')
    .replace(/^(?:cr:|http:\/\/mlcommons\.org\/croissant\/)/, '')
}

const splitPurposes: Readonly<Record<string, string>> = {
  TrainingSplit: 'training',
  ValidationSplit: 'tuning',
  TestSplit: 'testing',
}

/** What the card's own splits say the data are for. */
function purposesOf(document: unknown): string[] {
  const found = new Set<string>()
  for (const set of listOf(own(document, 'recordSet'))) {
    for (const row of listOf(own(set, 'data'))) {
      for (const [, value] of entriesOf(row)) {
        const name = typeof value === 'string' ? (value.split(/[/:]/).at(-1) ?? '') : ''
        if (Object.hasOwn(splitPurposes, name)) found.add(splitPurposes[name] ?? '')
      }
    }
  }
  return [...found]
}

function readCycloneDx(document: unknown): Answer<ReadCard> {
  const subject = own(own(document, 'metadata'), 'component')
  const listed = [...listOf(own(document, 'components'))].filter((one) => own(one, 'type') === 'data')
  const sets = listed.length > 0 ? listed : [subject].filter((one) => own(one, 'type') === 'data')
  const [only, another] = sets
  if (only === undefined || another !== undefined) return notOneDataset
  const kept: Kept = []
  const fields = new Map<string, unknown>()
  const exact = putPassport(fields, kept, passportIn(only))
  const [data, moreData] = listOf(own(only, 'data'))
  if (moreData !== undefined)
    keep(
      kept,
      'data',
      say('자료 설명이 둘 이상이라 첫 것만 읽었습니다', 'only the first of several was read'),
    )
  const told = {
    name: own(only, 'name') ?? own(data, 'name'),
    version: own(only, 'version'),
    description: own(only, 'description') ?? own(data, 'description'),
    licence: licenceOf(only),
    deidentification: textOf(own(data, 'sensitiveData')),
  }
  for (const [field, value] of Object.entries(told)) {
    if (value !== undefined && !fields.has(field)) put(fields, kept, { field, value, place: field })
  }
  for (const [key] of exact ? [] : entriesOf(only)) {
    if (!['type', 'bom-ref', 'name', 'version', 'description', 'licenses', 'data'].includes(key))
      keep(kept, key, noField)
  }
  for (const [key] of exact ? [] : entriesOf(data)) {
    if (!['type', 'name', 'description', 'sensitiveData'].includes(key)) keep(kept, `data.${key}`, noField)
  }
  const version = own(document, 'specVersion')
  return accept({
    format: `CycloneDX ${String(version).slice(0, 20)}`,
    fields: withoutManifest(fields),
    kept,
  })
}

function licenceOf(component: unknown): string | undefined {
  const names = listOf(own(component, 'licenses')).flatMap((one) => {
    const licence = own(one, 'license')
    const name = own(one, 'expression') ?? own(licence, 'id') ?? own(licence, 'name')
    return typeof name === 'string' ? [name] : []
  })
  return names.length > 0 ? names.join(', ') : undefined
}

type ToPut = { readonly field: string; readonly value: unknown; readonly place: string }

/** Puts a value where it is valid by the field's own rules; shortened where it is only too long; else it is kept. */
function put(fields: Map<string, unknown>, kept: Kept, { field, value, place }: ToPut): void {
  if (value === undefined) return
  const clean = typeof value === 'string' ? cleanText(value) : value
  if (typeof value === 'string' && clean === '') return
  for (const tried of [clean, ...(typeof clean === 'string' ? [shortened(clean, field)] : [])]) {
    if (!isValid(field, tried)) continue
    fields.set(field, tried)
    if (tried !== clean)
      keep(kept, place, say('길어서 앞부분만 옮겼습니다', 'was too long, so only its beginning was taken'))
    return
  }
  keep(kept, place, say('이 필드에 맞지 않습니다', 'does not fit the field'))
}

/** Asked of the kind itself, with what else an entry needs put beside it. */
function isValid(field: string, value: unknown): boolean {
  if (!Object.hasOwn(dataset.fields, field)) return false
  const least = { name: 'x', version: 'x', purposes: ['training'], description: 'x' }
  return parseBody(dataset, { ...least, [field]: value }).ok
}

function shortened(text: string, field: string): string {
  const isLine = dataset.fields[field]?.widget === 'line'
  return (isLine ? text.replaceAll(/\s+/g, ' ') : text).slice(0, isLine ? 60 : 20_000).trim()
}

/** Without what could move a cursor or turn a line around (CWE-150). */
function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/(?![\t\n\r])\p{Cc}|\p{Bidi_Control}/gu, '')
    .trim()
}

/** A text, a tagged text, or a list of them. */
function textOf(value: unknown): string | undefined {
  const texts = listOf(value).flatMap((one) => {
    const text =
      typeof one === 'string'
        ? one
        : (own(one, '@value') ?? own(one, '@id') ?? own(one, 'name') ?? own(one, 'url'))
    return typeof text === 'string' ? [text] : []
  })
  return texts.length > 0 ? texts.join('\n') : undefined
}

function keep(kept: Kept, place: string, because: Words): void {
  if (kept.length < keptMax) kept.push({ place: cleanText(place).slice(0, 100), because })
}

const noField = say('해당 필드가 없어 원본에만 남습니다', 'has no field here and stays in the card')

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.getOwnPropertyDescriptor(value, key)?.value
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

const noCard = refuse(
  'wrong-type',
  say(
    'MLCommons Croissant 1.0·1.1(conformsTo)이나 데이터 구성요소가 있는 CycloneDX가 아닙니다.',
    'This is neither MLCommons Croissant 1.0 or 1.1 (by its conformsTo) nor a CycloneDX document with a data component.',
  ),
  'body',
)

const notOneDataset = refuse(
  'invalid',
  say(
    'CycloneDX 문서에 데이터 구성요소(type: data)가 하나가 아닙니다. 하나씩 나누어 올리십시오.',
    'The CycloneDX document does not hold exactly one component of type data. Upload one at a time.',
  ),
  'body',
)
