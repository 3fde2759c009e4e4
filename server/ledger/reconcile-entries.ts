import { hash } from 'node:crypto'
import { say } from '@maek/domain/words.ts'
import { type Entry, parseEntry } from '@maek/ledger/entry.ts'
import type { Compared } from './compared.ts'
import { note } from './discrepancies.ts'

type Row = {
  index: number
  record_id: string | null
  version: number | null
  digest: Buffer
  leaf: Buffer
  revised_id: string | null
  revised_version: number | null
  revision: string | null
  note_kind: string | null
  note_id: string | null
  note_version: number | null
  noted: string | null
  signed: string | null
}

const entriesAtOnce = 200

/** Every entry against the row it speaks of, in order; answers how many entries there are. */
export async function checkEntries(compared: Compared): Promise<number> {
  const { client, organisation } = compared
  const head = await client.query<{ size: number }>('select size from ledger_head where org_id = $1', [
    organisation,
  ])
  const size = head.rows[0]?.size ?? 0
  let next = 0
  let count = 0
  for (;;) {
    const found = await client.query<Row>(entriesSql, [organisation, next, entriesAtOnce])
    for (const row of found.rows) {
      missing(compared, next, row.index)
      next = row.index + 1
      count += 1
      checkEntry(compared, row)
    }
    if (found.rows.length === 0) break
  }
  missing(compared, next, size)
  await checkRowsWithoutEntry(compared)
  return count
}

const entriesSql = `
select entry.index, entry.record_id, entry.version, entry.digest, entry.leaf,
  revision.record_id as revised_id, revision.version as revised_version, revision.canonical as revision,
  note.kind as note_kind, note.object_id as note_id, note.version as note_version, note.canonical as noted,
  signature.canonical as signed
from (select * from ledger_entry where org_id = $1 and index >= $2 order by index limit $3) entry
left join record_revision revision on revision.org_id = entry.org_id and revision.ledger_index = entry.index
left join ledger_note note on note.org_id = entry.org_id and note.ledger_index = entry.index
left join signature on signature.org_id = entry.org_id and signature.record_id = revision.record_id
  and signature.version = revision.version
order by entry.index`

function missing({ found }: Compared, from: number, to: number): void {
  if (from >= to) return
  note(
    found,
    'missing-entry',
    to - from === 1
      ? say(`${from}번 항목`, `entry ${from}`)
      : say(
          `${from}번부터 ${to - 1}번까지 ${to - from}개`,
          `entries ${from} to ${to - 1}, ${to - from} of them`,
        ),
  )
}

function checkEntry(compared: Compared, row: Row): void {
  const { found } = compared
  const parsed = parseEntry(row.leaf)
  if (!parsed.ok || parsed.value.i !== row.index) {
    note(found, 'changed-row', say(`${row.index}번 항목의 원문`, `the text of entry ${row.index}`))
    return
  }
  const entry = parsed.value
  if (entry.h !== row.digest.toString('hex')) {
    note(found, 'changed-row', say(`${row.index}번 항목의 다이제스트`, `the digest of entry ${row.index}`))
  }
  if (row.record_id === null) checkNote(compared, row, entry)
  else checkRevision(compared, row, entry)
}

function checkRevision(compared: Compared, row: Row, entry: Entry): void {
  const { found } = compared
  const name = say(
    `${entry.o.kind} ${row.record_id}의 ${row.version}판 (${row.index}번 항목)`,
    `version ${row.version} of ${entry.o.kind} ${row.record_id} (entry ${row.index})`,
  )
  if (row.revision === null) {
    note(found, 'entry-without-row', name)
    return
  }
  const placed = entry.o.id === row.record_id && entry.o.version === row.version
  if (!placed || row.revised_id !== row.record_id || row.revised_version !== row.version) {
    note(found, 'wrong-revision', name)
  }
  if (digestOf(row.revision) !== entry.h) note(found, 'changed-row', name)
  checkSignature(compared, row, entry)
}

function checkSignature({ found }: Compared, row: Row, entry: Entry): void {
  const name = say(`${row.index}번 항목의 전자서명`, `the signature of entry ${row.index}`)
  if (entry.sg === undefined && row.signed !== null) note(found, 'row-without-entry', name)
  if (entry.sg !== undefined && row.signed === null) note(found, 'entry-without-row', name)
  if (entry.sg !== undefined && row.signed !== null && digestOf(row.signed) !== entry.sg) {
    note(found, 'changed-row', name)
  }
}

function checkNote({ found }: Compared, row: Row, entry: Entry): void {
  const name = say(
    `${entry.o.kind} ${entry.o.id} (${row.index}번 항목, ${entry.ty})`,
    `${entry.o.kind} ${entry.o.id} (entry ${row.index}, ${entry.ty})`,
  )
  if (row.noted === null) {
    note(found, 'entry-without-row', name)
    return
  }
  const same =
    row.note_kind === entry.o.kind && row.note_id === entry.o.id && row.note_version === entry.o.version
  if (!same) note(found, 'wrong-revision', name)
  if (digestOf(row.noted) !== entry.h) note(found, 'changed-row', name)
}

/** The database's own foreign keys forbid these; a database that was worked on past them may still hold some. */
async function checkRowsWithoutEntry({ client, organisation, found }: Compared): Promise<void> {
  const alone = await client.query<{ name: string; index: number }>(
    `select record_id::text as name, ledger_index as index from record_revision
     where org_id = $1 and not exists (select 1 from ledger_entry entry
       where entry.org_id = $1 and entry.index = record_revision.ledger_index)
     union all
     select kind || ' ' || object_id, ledger_index from ledger_note
     where org_id = $1 and not exists (select 1 from ledger_entry entry
       where entry.org_id = $1 and entry.index = ledger_note.ledger_index)`,
    [organisation],
  )
  for (const { name, index } of alone.rows) {
    note(
      found,
      'row-without-entry',
      say(`${name} (${index}번 항목을 가리킴)`, `${name} (points to entry ${index})`),
    )
  }
}

function digestOf(canonical: string): string {
  return hash('sha256', canonical, 'hex')
}
