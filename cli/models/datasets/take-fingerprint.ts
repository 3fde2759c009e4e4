import { resolve } from 'node:path'
import { plainNameFault } from '@maek/domain/models/datasets/manifest.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type { Asked, Options, Terminal } from '../../command.ts'
import { openProgress } from '../../progress.ts'
import { type Assembled, assemble, type ReadLines } from './assemble.ts'
import { readOnThreads } from './hash-files.ts'
import type { Journal } from './journal.ts'
import type { ItemToRead } from './read-items.ts'
import { rowItems } from './rows.ts'
import { keyedBy, type SiteKey } from './site-key.ts'
import { columnsOf, patternOf, readSources, type Sources, sourceOptions, type Told } from './sources.ts'
import { type Fault, type FaultCode, type FileAt, walk } from './walk.ts'

/** Options of every command that reads a dataset at its site. */
export const fingerprintOptions: Options = {
  key: {
    takes: 'text',
    value: 'FILE',
    about: say(
      '이 기관의 키 파일. 없으면 MAEK_DATASET_KEY, 그다음 ~/.config/maek/dataset.key. 처음이면 만듭니다. 기관 밖으로 보내지 마십시오.',
      'Key file of this site; else MAEK_DATASET_KEY, then ~/.config/maek/dataset.key. Made on first use. It must never leave the site.',
    ),
  },
  rows: {
    takes: 'switch',
    about: say('표(CSV, TSV, NDJSON)의 행을 항목으로 셉니다.', 'Rows of the tables are the items.'),
  },
  follow: {
    takes: 'switch',
    about: say(
      '심볼릭 링크를 따라갑니다. 없으면 링크에서 멈춥니다.',
      'Follow symbolic links; else they are refused.',
    ),
  },
  skip: {
    takes: 'text',
    value: 'PATTERN',
    about: say(
      '경로가 이 정규식에 맞는 파일을 뺍니다. 뺀 수는 적힙니다.',
      'Leave out paths that match; how many is written down.',
    ),
  },
  'plain-names': {
    takes: 'switch',
    about: say(
      '이름을 가명 대신 그대로 적습니다. 사람을 알아볼 수 있으면 거절됩니다.',
      'Write names as they are; refused where one may identify a person.',
    ),
  },
  ...sourceOptions,
}

/** Reads everything at the places and gives the manifest. A hole would be a lie: one item that fails refuses all. */
export async function takeFingerprint(
  asked: Asked,
  terminal: Terminal,
  told: { readonly site: SiteKey; readonly places: readonly string[]; readonly journal: Journal | null },
): Promise<Answer<Assembled>> {
  const { site } = told
  const keyed = keyedBy(site.key)
  const places = told.places.map((place) => resolve(terminal.folder, place))
  const plainNames = asked.on('plain-names')
  const about = { key: keyed.id, names: plainNames ? ('plain' as const) : ('keyed' as const) }
  if (asked.on('rows')) {
    const items = await rowItems(places, { keyed, columns: columnsOf(asked), plainNames, terminal })
    return items.ok ? assemble(items.value, { ...about, unit: 'row', skipped: 0 }) : items
  }
  const sources = await readSources(asked, terminal)
  if (!sources.ok) return sources
  const files = filesAt(asked, terminal, { places, site, plainNames })
  if (!files.ok) return files
  const toRead = itemsToRead(files.value.files, sources.value)
  if (!toRead.ok) return toRead
  const { subjectInside } = sources.value
  const read = await readAll(toRead.value, { asked, terminal }, { ...told, plainNames, subjectInside })
  return read.ok ? assemble(read.value, { ...about, unit: 'file', skipped: files.value.skipped }) : read
}

function filesAt(
  asked: Asked,
  terminal: Terminal,
  { places, site, plainNames }: { places: readonly string[]; site: SiteKey; plainNames: boolean },
): Answer<{ readonly files: readonly FileAt[]; readonly skipped: number }> {
  const skip = asked.text('skip')
  const pattern = skip === undefined ? accept(null) : patternOf(skip, 'skip')
  if (!pattern.ok) return pattern
  const { files, faults, skipped } = walk(places, { follow: asked.on('follow'), skip: pattern.value })
  if (faults.length > 0) return refuseFaults(terminal, asked, faults)
  // A key that lies beside the data goes wherever the data go.
  if (files.some(({ path }) => path === site.path)) return keyInside
  const shown = plainNames ? files.find(({ name }) => plainNameFault(name) !== null) : undefined
  if (shown === undefined) return accept({ files, skipped })
  const fault = plainNameFault(shown.name) ?? say('', '')
  return refuse(
    'invalid',
    say(
      `${shown.name}: ${fault.ko}. --plain-names 없이 하십시오.`,
      `${shown.name} ${fault.en}. Leave out --plain-names.`,
    ),
    'plain-names',
  )
}

type ToRead = {
  readonly items: readonly ItemToRead[]
  readonly splits: readonly string[]
  readonly labelled: boolean
}

function itemsToRead(files: readonly FileAt[], sources: Sources): Answer<ToRead> {
  const told: { readonly file: FileAt; readonly told: Told }[] = []
  for (const file of files) {
    const found = sources.of(file.name)
    if (!found.ok) return found
    told.push({ file, told: found.value })
  }
  const splits = [...new Set(told.flatMap((one) => one.told.split ?? []))].sort()
  const places = new Map(splits.map((name, place) => [name, place]))
  const items = told.map(({ file, told: { subject, split, label } }) => ({
    ...file,
    subject,
    split: split === null ? null : (places.get(split) ?? null),
    label,
  }))
  return accept({ items, splits, labelled: items.some(({ label }) => label !== null) })
}

type Reading = {
  readonly site: SiteKey
  readonly journal: Journal | null
  readonly plainNames: boolean
  readonly subjectInside: boolean
}

async function readAll(
  { items, splits, labelled }: ToRead,
  { asked, terminal }: { readonly asked: Asked; readonly terminal: Terminal },
  { site, journal, plainNames, subjectInside }: Reading,
): Promise<Answer<ReadLines>> {
  const texts: string[] = []
  const faults: Fault[] = []
  let bytes = 0
  let withSubject = 0
  const progress = openProgress(terminal, {
    label: '#',
    total: items.length,
    show: (amount) => amount.toLocaleString('en-US'),
  })
  const input = {
    key: site.key,
    plainNames,
    subjectInside,
    journal: journal?.path ?? null,
    known: journal?.known ?? new Map(),
  }
  try {
    await readOnThreads(items, input, (batch) => {
      if (batch.read > 0) texts.push(batch.lines)
      faults.push(...batch.faults)
      bytes += batch.bytes
      withSubject += batch.withSubject
      progress.advance(batch.read + batch.faults.length)
    })
  } finally {
    progress.end()
  }
  if (faults.length > 0) return refuseFaults(terminal, asked, faults)
  if (subjectInside && withSubject < items.length) return noPatient(items.length - withSubject)
  return accept({ lines: texts.flatMap((text) => text.split('\n')), splits, bytes, labelled })
}

const faultWords: Readonly<Record<FaultCode, Words>> = {
  unreadable: say('읽을 수 없음', 'cannot be read'),
  link: say('심볼릭 링크(--follow로 따라감)', 'is a symbolic link (--follow reads it)'),
  'broken-link': say('대상이 없는 링크', 'is a link that leads nowhere'),
  loop: say('자기를 품은 폴더로 가는 링크', 'is a link to a folder it lies in'),
  special: say('파일도 폴더도 아님', 'is neither file nor folder'),
  'same-name': say(
    '유니코드 표기(NFC·NFD)만 다른 같은 이름',
    'has the name of another in a different Unicode form',
  ),
  changed: say('읽는 동안 바뀜', 'changed while it was being read'),
}

const faultsShown = 20

/** Places go to the screen of this site, and nowhere else. */
function refuseFaults(terminal: Terminal, asked: Asked, faults: readonly Fault[]): Answer<never> {
  if (!asked.on('json'))
    for (const { place, code } of faults.slice(0, faultsShown))
      terminal.error(`  ✗ ${JSON.stringify(place).slice(1, -1)}: ${faultWords[code][asked.language]}\n`)
  const codes = [...new Set(faults.map(({ code }) => code))]
  return refuse(
    'invalid',
    say(
      `${faults.length}건을 항목으로 삼을 수 없어 지문을 만들지 않았습니다(${codes.map((code) => faultWords[code].ko).join(', ')}).`,
      `${faults.length} ${faults.length === 1 ? 'entry' : 'entries'} cannot be an item, so there is no fingerprint: ${codes.map((code) => faultWords[code].en).join('; ')}.`,
    ),
  )
}

function noPatient(count: number): Answer<never> {
  return refuse(
    'invalid',
    say(
      `Patient ID를 읽을 수 없는 파일이 ${count}건 있습니다. DICOM이 아니면 --skip으로 빼십시오.`,
      `Files without a readable Patient ID: ${count}. Leave out with --skip what is not DICOM.`,
    ),
    'subject-from',
  )
}

const keyInside = refuse(
  'conflict',
  say(
    '키 파일이 데이터 폴더 안에 있습니다. 데이터와 함께 나가지 않도록 다른 곳으로 옮기십시오.',
    'The key file lies inside the data. Move it elsewhere, so that it never leaves together with them.',
  ),
  'key',
)
