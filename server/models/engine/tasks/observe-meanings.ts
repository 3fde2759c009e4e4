import { personalKindWords } from '@maek/domain/models/performance/personal-data.ts'
import {
  columnPlace,
  isValue,
  noHeader,
  personalHeading,
} from '@maek/domain/models/performance/table-header.ts'
import {
  columnPrefixes,
  type Meaning,
  meaningsIn,
  type ObservationContents,
} from '@maek/domain/monitoring/observation-columns.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { SourceColumn } from './observe-source.ts'

/**
 * What a column may mean; names of the file by these. Unnamed ones are found by their usual names; one that is named
 * by an empty text and not needed is not read.
 */
export type MeaningNames = Readonly<Partial<Record<Meaning, string | undefined>>> & {
  readonly attributes?: readonly string[] | undefined
  readonly inputs?: readonly string[] | undefined
}
export type Meanings = {
  readonly named: ReadonlyMap<Meaning, SourceColumn>
  /** By the name they are kept under. */
  readonly attributes: ReadonlyMap<string, SourceColumn>
  readonly inputs: ReadonlyMap<string, SourceColumn>
  /** Looked through for personal data, then left out. */
  readonly others: readonly SourceColumn[]
}

const attributesMax = 40
const inputsMax = 100

/**
 * Finds what each column means. Refuses when a needed one is missing, or when a name admits personal data; of a file
 * that was accepted before, no name is asked again.
 */
export function meaningsOf(
  contents: ObservationContents,
  columns: readonly SourceColumn[],
  { names: asked, isKnown }: { readonly names: MeaningNames; readonly isKnown: boolean },
): Answer<Meanings> {
  const faults: Refusal[] = []
  const byName = new Map(columns.map((column) => [column.name, column]))
  const named = new Map<Meaning, SourceColumn>()
  for (const { meaning, column: wanted } of meaningsIn(contents)) {
    const given = asked[meaning]
    if (given === '' && !wanted.isNeeded) continue
    const name = given || wanted.usual
    const column = byName.get(name)
    if (column) named.set(meaning, column)
    else if (wanted.isNeeded || given !== undefined) faults.push(missing(name))
  }
  // Perhaps no header at all: then not a word of the first line may be told.
  if (named.size === 0) return withoutHeader(columns, faults)
  const attributes = ofKind(columns, { asked: asked.attributes, prefix: columnPrefixes.attributes, faults })
  const inputs = ofKind(columns, { asked: asked.inputs, prefix: columnPrefixes.inputs, faults })
  if (attributes.size > attributesMax || inputs.size > inputsMax) {
    faults.push({ code: 'too-large', field: 'columns', because: tooMany })
  }
  const used = new Set(
    [...named.values(), ...attributes.values(), ...inputs.values()].map(({ name }) => name),
  )
  if (used.size !== named.size + attributes.size + inputs.size) {
    faults.push({
      code: 'invalid',
      field: 'columns',
      because: say('한 열을 두 가지로 쓸 수 없습니다.', 'One column cannot serve twice.'),
    })
  }
  for (const [at, { name }] of isKnown ? [] : columns.entries()) {
    const kind = personalHeading(name.replace(/^(attribute|input)_/, ''))
    if (kind !== null)
      faults.push({ code: 'invalid', field: columnPlace(name, at), because: personalWords(kind) })
  }
  if (faults.length > 0) return refusedFor(faults)
  const others = columns.filter(({ name }) => !used.has(name))
  return accept({ named, attributes, inputs, others })
}

function withoutHeader(columns: readonly SourceColumn[], missing: readonly Refusal[]): Answer<never> {
  return columns.some(({ name }) => isValue(name)) ? refuse('invalid', noHeader, 'body') : refusedFor(missing)
}

function refusedFor(faults: readonly Refusal[]): Answer<never> {
  const [first, ...more] = faults
  if (!first) throw new Error('a refusal has a ground')
  return { ok: false, refusal: more.length > 0 ? { ...first, more: faults.slice(0, 20) } : first }
}

type Wanted = {
  readonly asked: readonly string[] | undefined
  readonly prefix: string
  readonly faults: Refusal[]
}

function ofKind(
  columns: readonly SourceColumn[],
  { asked, prefix, faults }: Wanted,
): Map<string, SourceColumn> {
  const found = new Map<string, SourceColumn>()
  for (const name of asked ?? []) {
    const column = columns.find((one) => one.name === name || one.name === `${prefix}${name}`)
    if (column) found.set(plain(column.name, prefix), column)
    else faults.push(missing(name))
  }
  if (asked === undefined) {
    for (const column of columns) {
      if (column.name.startsWith(prefix)) found.set(plain(column.name, prefix), column)
    }
  }
  return found
}

const plain = (name: string, prefix: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : name)

function missing(name: string): Refusal {
  return {
    code: 'invalid',
    field: `column ${name}`,
    because: say(`‘${name}’ 열이 없습니다.`, `Column “${name}” is missing.`),
  }
}

const tooMany = say(
  `특성 열은 ${attributesMax}개, 입력 열은 ${inputsMax}개까지 받습니다.`,
  `At most ${attributesMax} attributes and ${inputsMax} inputs are taken.`,
)

export function personalWords(kind: keyof typeof personalKindWords) {
  const { ko, en } = personalKindWords[kind]
  return say(
    `개인정보(${ko})로 보입니다. 파일에서 지우거나 기관이 발급한 일련번호로 바꾼 뒤 다시 보내십시오.`,
    `This looks like personal data (${en}). Remove it, or put a serial number issued by the site in its place, and send again.`,
  )
}

export const noRows = refuse('invalid', say('행이 한 줄도 없습니다.', 'There are no rows.'), 'body')
