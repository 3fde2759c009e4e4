import { type Answer, accept, refuse } from '../../refusal.ts'
import { say, type Words } from '../../words.ts'
import { personalData, personalKindWords } from '../performance/personal-data.ts'
import {
  headerLine,
  itemsMax,
  type ManifestHeader,
  manifestHeaderSchema,
  pseudonymPattern,
} from './manifest-form.ts'

/** A manifest that was read: columns, one place for each item, in order of names. */
export type Manifest = {
  readonly header: ManifestHeader
  readonly names: readonly string[]
  readonly contents: readonly string[]
  readonly subjects: readonly (string | null)[]
  /** Place in `header.splits`, or -1. */
  readonly splits: Int8Array
  readonly labels: readonly (string | null)[]
}

const headerCharactersMax = 10_000
const lineCharactersMax = 5_000

/**
 * A manifest from its text. Holds afterwards: every line has its one canonical form, names rise strictly (so none
 * is there twice), and items, subjects, duplicates and splits are what the header says. Not asked here: the root,
 * which needs a hash (`rootPrefix`). Refuses plain names that are paths out of the dataset or look like a person.
 */
export function readManifest(text: string): Answer<Manifest> {
  const end = text.indexOf('\n')
  if (end < 0 || end > headerCharactersMax) return notAManifest
  const header = readHeader(text.slice(0, end))
  if (!header.ok) return header
  const lines = readLines(text, end + 1, header.value)
  if (!lines.ok) return lines
  const fault = countFault(lines.value)
  return fault ? refuse('invalid', fault, 'body') : lines
}

function readHeader(line: string): Answer<ManifestHeader> {
  const parsed = manifestHeaderSchema.safeParse(jsonOf(line))
  if (!parsed.success) return notAManifest
  const header = parsed.data
  if (headerLine(header) !== line) return at(1, say('정해진 형태가 아닙니다', 'is not in its canonical form'))
  if (header.splits.some((name, place) => place > 0 && name <= (header.splits[place - 1] ?? '')))
    return at(1, say('분할 이름이 순서대로가 아닙니다', 'names splits out of order'))
  return accept(header)
}

const pseudonym = pseudonymPattern.source.slice(1, -1)
const keyedLine = new RegExp(
  `^\\["(${pseudonym})","([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])",(null|"${pseudonym}"),(null|\\d{1,2}),(null|"${pseudonym}")\\]$`,
)
const plainLine = new RegExp(
  `^\\[("(?:[^"\\\\]|\\\\.)+"),"([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])",(null|"${pseudonym}"),(null|\\d{1,2}),(null|"${pseudonym}")\\]$`,
)

function readLines(text: string, start: number, header: ManifestHeader): Answer<Manifest> {
  const { items } = header
  const [names, contents]: [string[], string[]] = [[], []]
  const [subjects, labels]: [(string | null)[], (string | null)[]] = [[], []]
  const splits = new Int8Array(items).fill(-1)
  const form = header.names === 'keyed' ? keyedLine : plainLine
  let from = start
  let before = ''
  for (let item = 0; from < text.length; item++) {
    // Claimed and real count are compared as we go: a header cannot make us keep more than it says.
    if (item >= items)
      return at(
        item + 2,
        say('첫 줄이 말한 수보다 항목이 많습니다', 'has more items than its first line says'),
      )
    const end = text.indexOf('\n', from)
    const found = end < 0 || end - from > lineCharactersMax ? null : form.exec(text.slice(from, end))
    if (!found) return at(item + 2, say('항목의 형태가 아닙니다', 'does not have the form of an item'))
    const [, written = '', content = '', subject = 'null', split = 'null', label = 'null'] = found
    const name = header.names === 'keyed' ? written : plainName(written)
    if (typeof name !== 'string') return at(item + 2, name)
    if (name <= before) return at(item + 2, orderWords)
    if (split !== 'null' && (Number(split) >= header.splits.length || String(Number(split)) !== split))
      return at(item + 2, say('없는 분할을 가리킵니다', 'points to a split that is not there'))
    names.push(name)
    contents.push(content)
    subjects.push(subject === 'null' ? null : subject.slice(1, -1))
    labels.push(label === 'null' ? null : label.slice(1, -1))
    if (split !== 'null') splits[item] = Number(split)
    before = name
    from = end + 1
  }
  return accept({ header, names, contents, subjects, splits, labels })
}

const orderWords = say('같은 이름이 두 번 있거나 순서대로가 아닙니다', 'repeats a name or is out of order')

/** A plain name as a site may show it: a path inside the dataset in which nothing points to a person; else why not. */
function plainName(written: string): string | Words {
  const name = jsonOf(written)
  if (typeof name !== 'string' || JSON.stringify(name) !== written || name.normalize('NFC') !== name)
    return say('이름이 정해진 형태가 아닙니다', 'has a name that is not in its canonical form')
  return plainNameFault(name) ?? name
}

/** Why a name may not stand plainly in a manifest, or null. */
export function plainNameFault(name: string): Words | null {
  const parts = name.split('/')
  const leads = parts.some((part) => part === '' || part === '.' || part === '..' || /^[A-Za-z]:$/.test(part))
  if (leads || /[\\\p{Cc}\p{Bidi_Control}]/u.test(name) || !name.isWellFormed() || name.length > 1000)
    return say(
      '데이터셋 밖으로 나가는 경로이거나 쓸 수 없는 글자가 있습니다',
      'is a path out of the dataset or holds characters that are not allowed',
    )
  for (const part of [...parts, ...parts.flatMap((one) => one.split(/[_\s.]+/))]) {
    const kind = personalData(part)
    if (kind) {
      const words = personalKindWords[kind]
      return say(`이름에 ${words.ko}로 보이는 값이 있습니다`, `has ${words.en} in its name`)
    }
  }
  return null
}

function countFault({ header, names, contents, subjects, splits, labels }: Manifest): Words | null {
  const { items } = header
  if (names.length !== items || items > itemsMax)
    return say(
      `첫 줄은 ${items}건이라 하지만 ${names.length}건이 있습니다.`,
      `Its first line says ${items} items; there are ${names.length}.`,
    )
  if (items - new Set(contents).size !== header.duplicates)
    return say('중복 건수가 첫 줄과 다릅니다.', 'The number of duplicates is not what its first line says.')
  const different = new Set(subjects.filter((one) => one !== null)).size
  if (different !== (header.subjects ?? 0))
    return say('대상자 수가 첫 줄과 다릅니다.', 'The number of subjects is not what its first line says.')
  if (labels.some((label) => label !== null) !== header.labelled)
    return say('라벨 유무가 첫 줄과 다릅니다.', 'Whether items are labelled is not what its first line says.')
  const used = new Set(splits)
  if (header.splits.some((_, place) => !used.has(place)))
    return say('항목이 없는 분할이 있습니다.', 'A split has no items.')
  return null
}

export type SplitCount = { readonly name: string; readonly items: number; readonly subjects: number | null }

/** Items and different subjects of each split; subjects are null where the manifest names none. */
export function splitCounts({ header, subjects, splits }: Manifest): SplitCount[] {
  return header.splits.map((name, place) => {
    let items = 0
    const own = new Set<string>()
    for (const [item, split] of splits.entries()) {
      if (split !== place) continue
      items++
      const subject = subjects[item]
      if (subject) own.add(subject)
    }
    return { name, items, subjects: header.subjects === null ? null : own.size }
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no JSON is no manifest, and the caller says so
  }
}

function at(line: number, fault: Words): Answer<never> {
  // Nothing of the line is repeated: what is wrong may be a person's data.
  return refuse(
    'invalid',
    say(`매니페스트 ${line}행: ${fault.ko}.`, `Line ${line} of the manifest ${fault.en}.`),
    'body',
  )
}

const notAManifest = refuse(
  'wrong-type',
  say(
    '데이터셋 매니페스트가 아닙니다. maek dataset fingerprint로 만든 파일을 올리십시오.',
    'This is no manifest of a dataset. Upload the file that maek dataset fingerprint made.',
  ),
  'body',
)
