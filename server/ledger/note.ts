import { hash as nodeHash } from 'node:crypto'
import { type Entry, entryBytes } from '@maek/ledger/entry.ts'
import type pg from 'pg'
import type { LedgerNote } from '../acts.ts'

type Standing = { version: number; index: number; digest: string }

/** The newest note of each object, so that its notes form a chain like a record's versions do. */
export type PreviousNotes = Map<string, Standing>

export type WrittenNote = LedgerNote & {
  readonly index: number
  readonly version: number
  readonly digest: string
  readonly leaf: Uint8Array
}

const nameOf = (note: { readonly kind: string; readonly id: string }) => `${note.kind} ${note.id}`

export async function previousNotes(
  client: pg.PoolClient,
  organisation: string,
  notes: readonly LedgerNote[],
): Promise<PreviousNotes> {
  if (notes.length === 0) return new Map()
  const found = await client.query<{
    kind: string
    object_id: string
    version: number
    ledger_index: number
    digest: Buffer
  }>(
    `select distinct on (note.kind, note.object_id) note.kind, note.object_id, note.version, note.ledger_index, entry.digest
     from ledger_note note join ledger_entry entry on entry.org_id = note.org_id and entry.index = note.ledger_index
     where note.org_id = $1 and note.object_id = any($2::text[]) order by note.kind, note.object_id, note.version desc`,
    [organisation, notes.map((note) => note.id)],
  )
  return new Map(
    found.rows.map((row) => [
      nameOf({ kind: row.kind, id: row.object_id }),
      { version: row.version, index: row.ledger_index, digest: row.digest.toString('hex') },
    ]),
  )
}

/** The entry of a note at its index; the note becomes the newest of its object. */
export function writtenNote(
  origin: string,
  note: LedgerNote,
  place: { index: number; before: PreviousNotes },
): WrittenNote {
  const before = place.before.get(nameOf(note))
  const digest = nodeHash('sha256', note.canonical, 'hex')
  const version = (before?.version ?? 0) + 1
  const entry: Entry = {
    v: 1,
    log: origin,
    i: place.index,
    t: note.at,
    ty: note.act,
    a: { id: note.actor.id, kind: note.actor.kind },
    o: { kind: note.kind, id: note.id, version },
    h: digest,
    f: [],
    ev: [],
    ...(before && { p: before.index, b: before.digest }),
  }
  place.before.set(nameOf(note), { version, index: place.index, digest })
  return { ...note, index: place.index, version, digest, leaf: entryBytes(entry) }
}

export async function insertNotes(
  client: pg.PoolClient,
  organisation: string,
  notes: readonly WrittenNote[],
): Promise<void> {
  if (notes.length === 0) return
  const rows = notes.map((note) => ({
    ...note,
    actor: note.actor.name,
    leaf: Buffer.from(note.leaf).toString('utf8'),
  }))
  await client.query(
    `with note as materialized (
       select * from json_to_recordset($2) as x(index bigint, kind text, id text, version integer, act text, actor text,
         at timestamptz, canonical text, digest text, leaf text)
     ), entries as (
       insert into ledger_entry (org_id, index, digest, leaf)
       select $1, index, decode(digest, 'hex'), convert_to(leaf, 'UTF8') from note
     )
     insert into ledger_note (org_id, ledger_index, kind, object_id, version, act, actor_name, at, canonical)
     select $1, index, kind, id, version, act, actor, at, canonical from note`,
    [organisation, JSON.stringify(rows)],
  )
}
