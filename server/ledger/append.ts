import { strict as assert } from 'node:assert'
import { hash as nodeHash, randomUUID } from 'node:crypto'
import { startClock } from '@maek/domain/clocks/clock.ts'
import { dutyById } from '@maek/domain/clocks/duties.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import type { Decision } from '@maek/domain/record.ts'
import { type Entry, entryBytes } from '@maek/ledger/entry.ts'
import { growRange, hashLeaf, type Range } from '@maek/ledger/merkle.ts'
import type pg from 'pg'
import type { Committed, Waiting } from '../acts.ts'
import { revisionOf } from '../records/revision.ts'
import { searchText } from '../records/search-text.ts'
import type { Conditions } from './admit.ts'
import { fastSha256 } from './hash.ts'
import { insertActs, type WrittenAct } from './insert.ts'
import { insertNotes, previousNotes, type WrittenNote, writtenNote } from './note.ts'
import { keepFullTiles } from './store.ts'

export type LockedHead = { readonly origin: string; readonly range: Range }

/** Takes the organisation's ledger head for this transaction: from here its acts are in one order. */
export async function lockHead(client: pg.PoolClient, organisation: string): Promise<LockedHead> {
  const found = await client.query<{ size: number; edge: Buffer; origin: string }>(
    `select head.size, head.edge, organisation.origin from ledger_head head
     join organisation on organisation.id = head.org_id where head.org_id = $1 for update of head`,
    [organisation],
  )
  const row = found.rows[0]
  assert(row, 'every organisation has a ledger head')
  const hashes: Uint8Array[] = []
  for (let at = 0; at < row.edge.length; at += 32) hashes.push(row.edge.subarray(at, at + 32))
  return { origin: row.origin, range: { size: row.size, hashes } }
}

type Batch = {
  readonly organisation: string
  readonly head: LockedHead
  readonly conditions: Conditions
  readonly admitted: readonly Waiting[]
}

/** Numbers, hashes and writes every admitted act with its ledger entry, and moves the head. */
export async function appendActs(client: pg.PoolClient, batch: Batch): Promise<Map<Decision, Committed>> {
  const numbers = await takeNumbers(client, batch)
  const acts: WrittenAct[] = []
  let range = batch.head.range
  const completed: Parameters<typeof keepFullTiles>[2][number][] = []
  const grow = (from: Range, leaf: Uint8Array) =>
    growRange(from, hashLeaf(leaf, fastSha256), {
      hash: fastSha256,
      onNode: (node, hash) => {
        if (node.level % 8 === 0) completed.push({ ...node, hash })
      },
    })
  for (const request of batch.admitted) {
    for (const [place, decision] of request.decisions.entries()) {
      const act = writtenAct(batch, numbered(decision, numbers), range.size)
      // The key stands with the first record; the others stand or fall with it.
      acts.push({ ...act, decision, key: place === 0 ? (request.key ?? null) : null })
      range = grow(range, act.leaf)
    }
  }
  const notes = batch.admitted.flatMap((request) => request.notes ?? [])
  const before = await previousNotes(client, batch.organisation, notes)
  const written: WrittenNote[] = []
  for (const note of notes) {
    const one = writtenNote(batch.head.origin, note, { index: range.size, before })
    written.push(one)
    range = grow(range, one.leaf)
  }
  await insertActs(client, batch.organisation, acts)
  await insertNotes(client, batch.organisation, written)
  await keepFullTiles(client, batch.organisation, completed)
  await client.query('update ledger_head set size = $2, edge = $3 where org_id = $1', [
    batch.organisation,
    range.size,
    Buffer.concat(range.hashes),
  ])
  return new Map(acts.map((act) => [act.decision, { record: act.after, ledgerIndex: act.ledgerIndex }]))
}

function kindOf(decision: Decision): Kind {
  const kind = kindByName(decision.after.kind)
  assert(kind, `kind ${decision.after.kind} exists`)
  return kind
}

/** Next numbers of each kind for the new records, taken under the head's lock: no gap by a race, no number twice. */
async function takeNumbers(client: pg.PoolClient, batch: Batch): Promise<Map<Decision, string>> {
  const fresh = batch.admitted
    .flatMap((request) => request.decisions)
    .filter((decision) => decision.before === null)
  const wanted = new Map<string, Decision[]>()
  for (const decision of fresh) {
    const series = `${kindOf(decision).code}|${decision.at.slice(0, 4)}`
    wanted.set(series, [...(wanted.get(series) ?? []), decision])
  }
  const numbers = new Map<Decision, string>()
  if (wanted.size === 0) return numbers
  const series = [...wanted].map(([name, decisions]) => ({
    code: name.split('|')[0],
    year: Number(name.split('|')[1]),
    count: decisions.length,
  }))
  const taken = await client.query<{ code: string; year: number; last: number }>(
    `insert into record_number (org_id, code, year, last)
     select $1, code, year, count from json_to_recordset($2) as x(code text, year integer, count integer)
     on conflict (org_id, code, year) do update set last = record_number.last + excluded.last
     returning code, year, last`,
    [batch.organisation, JSON.stringify(series)],
  )
  for (const { code, year, last } of taken.rows) {
    const decisions = wanted.get(`${code}|${year}`) ?? []
    decisions.forEach((decision, at) => {
      numbers.set(decision, `${code}-${year}-${String(last - decisions.length + at + 1).padStart(4, '0')}`)
    })
  }
  return numbers
}

function numbered(decision: Decision, numbers: ReadonlyMap<Decision, string>): Decision {
  const number = numbers.get(decision)
  return number === undefined ? decision : { ...decision, after: { ...decision.after, number } }
}

function writtenAct(batch: Batch, decision: Decision, index: number): Omit<WrittenAct, 'decision' | 'key'> {
  const kind = kindOf(decision)
  const { after } = decision
  const revision = revisionOf(kind, decision)
  const digest = nodeHash('sha256', revision.canonical, 'hex')
  const previous = batch.conditions.standing.get(after.id)
  const signature = decision.signature && { id: randomUUID(), ...decision.signature }
  const entry: Entry = {
    v: 1,
    log: batch.head.origin,
    i: index,
    t: decision.at,
    ty: `${after.kind}.${decision.act}`,
    a: {
      id: decision.actor.id,
      kind: decision.actor.kind,
      ...(decision.signature && { auth: [decision.signature.method] }),
    },
    o: { kind: after.kind, id: after.id, version: after.version },
    h: digest,
    f: decision.changedFields,
    ev: decision.files.map((file) => ({ sha256: file.sha256, size: file.size, mt: file.mediaType })),
    ...(previous && { p: previous.ledgerIndex, b: previous.digest.toString('hex') }),
    ...(signature && { sg: nodeHash('sha256', signature.canonical, 'hex') }),
  }
  return {
    after,
    ledgerIndex: index,
    digest,
    leaf: entryBytes(entry),
    canonical: revision.canonical,
    disclosures: revision.disclosures,
    search: searchText(kind, after),
    signature,
    clocks: decision.clocks.start.map((started) => {
      const duty = dutyById(started.duty)
      assert(duty, `duty ${started.duty} is in the catalogue`)
      return {
        id: randomUUID(),
        recordId: started.record ?? after.id,
        clock: startClock(duty, Date.parse(started.startedAt), started.step ?? 0),
      }
    }),
  }
}
