import { strict as assert } from 'node:assert'
import type { Need, RecordRow } from '@maek/domain/assurance/fact.ts'
import type { ClockFact } from '@maek/domain/assurance/facts.ts'
import type { Revision } from '@maek/domain/assurance/facts-at.ts'
import { watched } from '@maek/domain/assurance/rules/every-rule.ts'
import { changesInForce, countsAsApproved, type FieldChange } from '@maek/domain/in-force.ts'
import type { Body } from '@maek/domain/kind.ts'
import type pg from 'pg'
import { z } from 'zod'
import { instantFrom } from '../database/values.ts'

/* Facts as the database gives them: only the kinds and the fields that rules ask for travel. */

const kindNames = [...watched.keys()]

/** A name of ours inside SQL text. */
function quoted(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new Error(`${name} is not a name to write into SQL`)
  return `'${name}'`
}

/** The needed fields of each kind in their order; a long text that only has to be there travels as true. */
const neededValues = `case record.kind ${[...watched]
  .map(([kind, { needs }]) => {
    const parts = [...needs].map(([field, need]) =>
      need === 'value' ? `record.body -> ${quoted(field)}` : `record.body ? ${quoted(field)}`,
    )
    return `when ${quoted(kind)} then json_build_array(${parts.join(', ')})`
  })
  .join('\n')} end`

/** The records of a kind, a text for each column: a hundred thousand rows of a dozen values cost a second to read. */
type Columns = {
  kind: string
  ids: string
  numbers: string
  titles: string
  states: string
  versions: string
  approved_versions: string
  approved_ats: string
  created_ats: string | null
  bodies: string
}

/** Kinds of which some rule asks when a record was opened. */
const opened = [...watched].flatMap(([name, { opening }]) => (opening ? [name] : []))

/** What changed: the kinds, and their rows one after another, made as they are read. */
export type FoundRows = { readonly kinds: readonly string[]; readonly rows: Iterable<RecordRow> }

/** Records of watched kinds whose newest ledger entry comes after `seen`; -1 is all of them. */
export async function findRows(
  client: pg.PoolClient,
  organisation: string,
  seen: number,
): Promise<FoundRows> {
  const found = await client.query<Columns>(
    `select kind, string_agg(id::text, ',') as ids, string_agg(number, ',') as numbers,
       '[' || string_agg(to_json(title)::text, ',') || ']' as titles, string_agg(state, ',') as states,
       string_agg(version::text, ',') as versions,
       string_agg(coalesce(approved_version::text, ''), ',') as approved_versions,
       string_agg(coalesce(approved_at::text, ''), ',') as approved_ats,
       case when kind = any($4::text[]) then string_agg(created_at::text, ',') end as created_ats,
       '[' || string_agg(${neededValues}::text, ',') || ']' as bodies
     from record
     -- Nearly all kinds are read: the index by kind would be a detour past every page. string_agg, unlike json_agg,
     -- is worked out by two processes side by side.
     where org_id = $1 and ledger_index > $2 and kind || '' = any($3::text[])
     group by kind`,
    [organisation, seen, kindNames, opened],
  )
  const approved = await findApproved(client, organisation, found.rows.flatMap(drafted))
  const changed = await findChanged(client, organisation, { ids: found.rows.flatMap(dated) })
  return { kinds: found.rows.map(({ kind }) => kind), rows: rowsIn(found.rows, { approved, changed }) }
}

/** Records whose versions are read; where it is known when one was opened, not of one that never changed. */
function dated({ kind, ids, versions }: Columns): string[] {
  if ((watched.get(kind)?.dated?.size ?? 0) === 0) return []
  const numbers = versions.split(',')
  return ids.split(',').filter((_, at) => !opened.includes(kind) || numbers[at] !== '1')
}

type Approved = { readonly id: string; readonly version: number }

type Beside = {
  readonly approved: ReadonlyMap<string, Body>
  readonly changed: ReadonlyMap<string, readonly FieldChange[]>
}

function* rowsIn(kinds: readonly Columns[], beside: Beside): Generator<RecordRow, void, undefined> {
  for (const columns of kinds) yield* rowsOf(columns, beside)
}

function* rowsOf(columns: Columns, { approved, changed }: Beside): Generator<RecordRow, void, undefined> {
  const { kind } = columns
  const fields = [...(watched.get(kind)?.needs ?? [])]
  const ids = columns.ids.split(',')
  const column = (text: string) => evenly(text.split(','), ids)
  const numbers = column(columns.numbers)
  const states = column(columns.states)
  const versions = column(columns.versions)
  const approvedVersions = column(columns.approved_versions)
  const approvedAts = column(columns.approved_ats)
  const createdAts = columns.created_ats === null ? null : column(columns.created_ats)
  // JSON of our own query's making: parsed, it has these types.
  const titles: readonly string[] = evenly(JSON.parse(columns.titles), ids)
  const bodies: readonly (readonly unknown[])[] = evenly(JSON.parse(columns.bodies), ids)
  for (const [at, id] of ids.entries()) {
    const approvedBody = approved.get(id)
    const changes = changed.get(id)
    yield {
      id,
      kind,
      number: numbers[at] ?? '',
      title: titles[at] ?? '',
      state: states[at] ?? '',
      version: Number(versions[at]),
      approvedVersion: numberIn(approvedVersions[at]),
      approvedAt: instantIn(approvedAts[at]),
      createdAt: instantIn(createdAts?.[at]),
      body: bodyOf(fields, bodies[at] ?? []),
      isPruned: true,
      ...(approvedBody && { approvedBody }),
      ...(changes && { changes }),
    }
  }
}

/** All columns of a kind are as long as one another: no number, state or instant holds a comma. */
function evenly<Value>(column: readonly Value[], ids: readonly string[]): readonly Value[] {
  assert(column.length === ids.length, 'the columns of a kind are equally long')
  return column
}

function numberIn(text: string | undefined): number | null {
  return text ? Number(text) : null
}

function instantIn(text: string | undefined): string | null {
  return text ? instantFrom(text) : null
}

function bodyOf(fields: readonly (readonly [string, Need])[], values: readonly unknown[]): Body {
  const body: Record<string, unknown> = {}
  for (const [at, [field, need]] of fields.entries()) {
    const value = values[at]
    if (value !== null && !(need === 'presence' && value === false)) body[field] = value
  }
  return body
}

/** Where a newer version is being drafted, the approved one is what counts: its id and version. */
function drafted({ kind, ids, states, versions, approved_versions }: Columns): Approved[] {
  const life = watched.get(kind)?.kind.life
  if (!life || !/[0-9]/.test(approved_versions)) return []
  const approvedVersions = approved_versions.split(',')
  const standing = states.split(',')
  const newest = versions.split(',')
  return ids.split(',').flatMap((id, at) => {
    const approvedVersion = numberIn(approvedVersions[at])
    const row = { state: standing[at] ?? '', version: Number(newest[at]), approvedVersion }
    return approvedVersion !== null && countsAsApproved(life, row) ? [{ id, version: approvedVersion }] : []
  })
}

async function findApproved(
  client: pg.PoolClient,
  organisation: string,
  wanted: readonly Approved[],
): Promise<ReadonlyMap<string, Body>> {
  if (wanted.length === 0) return new Map()
  const found = await client.query<{ id: string; approved: unknown }>(
    `select record_id as id, canonical::jsonb as approved
     from unnest($2::uuid[], $3::integer[]) as wanted (id, version)
     join record_revision on org_id = $1 and record_id = wanted.id and record_revision.version = wanted.version`,
    [organisation, wanted.map(({ id }) => id), wanted.map(({ version }) => version)],
  )
  return new Map(found.rows.map(({ id, approved }) => [id, provedBody(approved)]))
}

const sealedBody = z.looseObject({
  body: z.record(z.string(), z.unknown()),
  _sd: z.record(z.string(), z.unknown()).optional(),
})

/** The body of a revision as it was hashed: a personal field is there, but only its salted digest is. */
function provedBody(revision: unknown): Record<string, unknown> {
  const { body, _sd: sealed = {} } = sealedBody.parse(revision)
  return { ...body, ...Object.fromEntries(Object.keys(sealed).map((field) => [field, true])) }
}

/** Clocks of an organisation that somebody can miss; the end of a retention period is nobody's deadline. */
export async function findClockFacts(client: pg.PoolClient, organisation: string): Promise<ClockFact[]> {
  const found = await client.query<{
    id: string
    record_id: string
    duty: string
    step: number
    started_at: string
    due_at: string | null
    stopped_at: string | null
  }>(
    `select id, record_id, duty, step, started_at, due_at, stopped_at from clock
     where org_id = $1 and clock ->> 'purpose' = 'act'`,
    [organisation],
  )
  return found.rows.map((row) => ({
    id: row.id,
    recordId: row.record_id,
    duty: row.duty,
    step: row.step,
    startedAt: row.started_at,
    dueAt: row.due_at,
    stoppedAt: row.stopped_at,
  }))
}

/** When the dated fields of the records changed in what counts, oldest first; `until` leaves later versions out. */
async function findChanged(
  client: pg.PoolClient,
  organisation: string,
  { ids, until }: { readonly ids: readonly string[]; readonly until?: string },
): Promise<ReadonlyMap<string, readonly FieldChange[]>> {
  if (ids.length === 0) return new Map()
  const found = await client.query<{ id: string; kind: string; at: string; canonical: unknown }>(
    `select record_id as id, kind, at, canonical::jsonb as canonical from record_revision
     where org_id = $1 and record_id = any($2::uuid[]) and ($3::timestamptz is null or at <= $3)
     order by record_id, version`,
    [organisation, ids, until ?? null],
  )
  const changed = new Map<string, readonly FieldChange[]>()
  for (const [id, revisions] of Map.groupBy(found.rows, (row) => row.id)) {
    const own = watched.get(revisions[0]?.kind ?? '')
    if (!own?.dated) continue
    const versions = revisions.map(({ at, canonical }) => ({
      ...keptVersion.parse(canonical),
      ...{ at, body: provedBody(canonical) },
    }))
    changed.set(id, changesInForce(own.kind.life, versions, [...own.dated]))
  }
  return changed
}

const keptVersion = z.looseObject({
  version: z.number(),
  state: z.string(),
  approvedVersion: z.number().nullable(),
})

const storedRevision = z.looseObject({
  id: z.string(),
  kind: z.string(),
  number: z.string(),
  title: z.string().optional(),
  state: z.string(),
  version: z.number(),
  edition: z.number(),
  approvedVersion: z.number().nullable(),
  approvedAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  at: z.string(),
})

/** The newest revision of every watched record at an instant, and the approved one where it is another. */
export async function findRevisionsAt(
  client: pg.PoolClient,
  organisation: string,
  at: string,
): Promise<Revision[]> {
  const found = await client.query<{ canonical: unknown }>(
    `with newest as (
       select distinct on (record_id) record_id, version, canonical::jsonb as canonical from record_revision
       where org_id = $1 and kind = any($2::text[]) and at <= $3 order by record_id, version desc
     )
     select canonical from newest
     union all
     select approved.canonical::jsonb from newest join record_revision approved
       on approved.org_id = $1 and approved.record_id = newest.record_id
       and approved.version = (newest.canonical ->> 'approvedVersion')::integer and approved.version < newest.version`,
    [organisation, kindNames, at],
  )
  const revisions = found.rows.map(({ canonical }) => {
    const revision = storedRevision.parse(canonical)
    // A title that is personal data is not in the hashed text.
    return { ...revision, title: revision.title ?? revision.number, body: provedBody(canonical) }
  })
  const dated = revisions.filter(({ kind }) => (watched.get(kind)?.dated?.size ?? 0) > 0)
  const changed = await findChanged(client, organisation, {
    ids: [...new Set(dated.map(({ id }) => id))],
    until: at,
  })
  return revisions.map((revision) => {
    const changes = changed.get(revision.id)
    return changes ? { ...revision, changes } : revision
  })
}
