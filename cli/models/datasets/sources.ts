import { resolve } from 'node:path'
import { splitNamed } from '@maek/domain/models/datasets/manifest-form.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type { Asked, Options, Terminal } from '../../command.ts'
import { isTable, readTable } from './tables.ts'

/** What a site says of an item beside its content, before it becomes a pseudonym. */
export type Told = {
  readonly subject: string | null
  readonly split: string | null
  readonly label: string | null
}

/** Where subjects, splits and labels come from. */
export type Sources = {
  readonly subjectInside: boolean
  /** What is told of the item of this name; a refusal where the sources do not cover it. */
  readonly of: (name: string) => Answer<Told>
}

const parts = ['subject', 'split', 'label'] as const
type Part = (typeof parts)[number]
const partWords: Readonly<Record<Part, Words>> = {
  subject: say('대상자', 'subject'),
  split: say('분할', 'split'),
  label: say('라벨', 'label'),
}

export const sourceOptions: Options = {
  'subject-from': {
    takes: 'text',
    value: 'PATTERN|dicom',
    about: say(
      '대상자: 경로에 대는 정규식의 첫 괄호, 또는 dicom(파일 안의 Patient ID).',
      'Subject: first group of a regular expression on the path, or dicom (the Patient ID inside).',
    ),
  },
  'split-from': {
    takes: 'text',
    value: 'PATTERN',
    about: say('분할: 경로에 대는 정규식의 첫 괄호.', 'Split: first group of a pattern on the path.'),
  },
  'label-from': {
    takes: 'text',
    value: 'PATTERN',
    about: say('라벨: 경로에 대는 정규식의 첫 괄호.', 'Label: first group of a pattern on the path.'),
  },
  map: {
    takes: 'text',
    value: 'TABLE',
    about: say(
      '항목마다 대상자·분할·라벨을 적은 표(CSV, TSV, NDJSON).',
      'Table that names subject, split and label of each item (CSV, TSV, NDJSON).',
    ),
  },
  'item-column': {
    takes: 'text',
    value: 'COLUMN',
    about: say('항목 이름 열.', 'Column of the item’s name.'),
  },
  'subject-column': { takes: 'text', value: 'COLUMN', about: say('대상자 열.', 'Column of the subject.') },
  'split-column': { takes: 'text', value: 'COLUMN', about: say('분할 열.', 'Column of the split.') },
  'label-column': { takes: 'text', value: 'COLUMN', about: say('라벨 열.', 'Column of the label.') },
}

export type Columns = { readonly item: string | undefined } & Readonly<Record<Part, string | undefined>>

export function columnsOf(asked: Asked): Columns {
  const of = (name: string) => asked.text(`${name}-column`)
  return { item: of('item'), subject: of('subject'), split: of('split'), label: of('label') }
}

/** The sources that the command line names, ready to be asked for each item. */
export async function readSources(asked: Asked, terminal: Terminal): Promise<Answer<Sources>> {
  const subjectInside = asked.text('subject-from') === 'dicom'
  const patterns = new Map<Part, RegExp>()
  for (const part of parts) {
    const written = asked.text(`${part}-from`)
    if (written === undefined || (part === 'subject' && subjectInside)) continue
    const pattern = patternOf(written, `${part}-from`)
    if (!pattern.ok) return pattern
    patterns.set(part, pattern.value)
  }
  const map = await readMap(asked, terminal)
  if (!map.ok) return map
  const columns = columnsOf(asked)
  const twice = parts.find((part) => columns[part] !== undefined && asked.text(`${part}-from`) !== undefined)
  if (twice !== undefined) return bothGiven(twice)
  return accept({ subjectInside, of: (name) => toldOf(name, patterns, map.value) })
}

/** A pattern that finds something in its first brackets. */
export function patternOf(written: string, option: string): Answer<RegExp> {
  try {
    return accept(new RegExp(written, 'u'))
  } catch {
    return refuse(
      'invalid',
      say(`--${option}: 정규식으로 읽을 수 없습니다.`, `--${option} is not a valid regular expression.`),
      option,
    )
  }
}

type TableOfItems = { readonly rows: ReadonlyMap<string, Told>; readonly parts: readonly Part[] } | null

function toldOf(name: string, patterns: ReadonlyMap<Part, RegExp>, map: TableOfItems): Answer<Told> {
  const row = map?.rows.get(name)
  const told: Record<Part, string | null> = { subject: null, split: null, label: null }
  for (const part of parts) {
    const pattern = patterns.get(part)
    const isAsked = pattern !== undefined || map?.parts.includes(part)
    if (!isAsked) continue
    const found = pattern ? (pattern.exec(name)?.[1] ?? '') : (row?.[part] ?? '')
    if (found.trim() === '') return untold(name, part)
    told[part] = found
  }
  return withSplit(told)
}

/** The split under its one name; what is no word could name a person and is refused. */
export function withSplit(told: Told): Answer<Told> {
  if (told.split === null) return accept(told)
  const split = splitNamed(told.split)
  if (split !== null) return accept({ ...told, split })
  return refuse(
    'invalid',
    say(
      '분할 이름은 training, tuning, testing, fold-1 같은 짧은 영문이어야 합니다. 매니페스트에 그대로 실립니다.',
      'A split has a short plain name such as training, tuning, testing or fold-1, since it stands in the manifest as it is.',
    ),
    'split',
  )
}

function untold(name: string, part: Part): Answer<never> {
  const { ko, en } = partWords[part]
  return refuse(
    'invalid',
    say(
      `${ko}을(를) 알 수 없는 항목이 있습니다: ${name}. 데이터가 아니면 --skip으로 빼십시오.`,
      `The ${en} of ${name} is not known. If it is not data, leave it out with --skip.`,
    ),
    part,
  )
}

async function readMap(asked: Asked, terminal: Terminal): Promise<Answer<TableOfItems>> {
  const file = asked.text('map')
  if (file === undefined) return accept(null)
  const { item, ...columns } = columnsOf(asked)
  if (!isTable(file) || item === undefined)
    return refuse(
      'invalid',
      say(
        '--map에는 CSV·TSV·NDJSON 표와 --item-column이 필요합니다.',
        '--map takes a CSV, TSV or NDJSON table together with --item-column.',
      ),
      'map',
    )
  const given = parts.filter((part) => columns[part] !== undefined)
  const names = [item, ...given.flatMap((part) => columns[part] ?? [])]
  const rows = new Map<string, Told>()
  const table = readTable(resolve(terminal.folder, file), { columns: names, advance: () => undefined })
  for await (const row of table) {
    if (!row.ok) return row
    const of = (part: Part) => {
      const column = columns[part]
      return column === undefined ? null : (row.value.cell(column) ?? null)
    }
    const name = (row.value.cell(item) ?? '').replaceAll('\\', '/').replace(/^\.\//, '').normalize('NFC')
    if (rows.has(name))
      return refuse(
        'invalid',
        say(`표에 같은 항목이 두 번 있습니다: ${name}`, `The table names an item twice: ${name}`),
        'map',
      )
    rows.set(name, { subject: of('subject'), split: of('split'), label: of('label') })
  }
  return accept({ rows, parts: given })
}

function bothGiven(part: Part): Answer<never> {
  return refuse(
    'invalid',
    say(
      `--${part}-from과 --${part}-column 가운데 하나만 쓰십시오.`,
      `Use either --${part}-from or --${part}-column.`,
    ),
    part,
  )
}
