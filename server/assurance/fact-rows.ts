import { strict as assert } from 'node:assert'
import { countsAsApproved, type Need, type RecordRow } from '@maek/domain/assurance/fact.ts'
import type { ClockFact } from '@maek/domain/assurance/facts.ts'
import type { Revision } from '@maek/domain/assurance/facts-at.ts'
import { watched } from '@maek/domain/assurance/rules/every-rule.ts'
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
  created_ats: string
  bodies: string
}

/** Records of watched kinds whose newest ledger entry comes after `seen`; -1 is all of them. */
export async function findRows(
  client: pg.PoolClient,
  organisation: string,
  seen: number,
): Promise<RecordRow[]> {
  const found = await client.query<Columns>(
    `select kind, string_agg(id::text, ',') as ids, string_agg(number, ',') as numbers,
       json_agg(title)::text as titles, string_agg(state, ',') as states,
       string_agg(version::text, ',') as versions,
       string_agg(coalesce(approved_version::text, ''), ',') as approved_versions,
       string_agg(coalesce(approved_at::text, ''), ',') as approved_ats,
       string_agg(created_at::text, ',') as created_ats,
       '[' || string_agg(${neededValues}::text, ',') || ']' as bodies
     from record
     -- Nearly all kinds are read: the index by kind would be a detour past every page.
     where org_id = $1 and ledger_index > $2 and kind || '' = any($3::text[])
     group by kind`,
    [organisation, seen, kindNames],
  )
  return withApproved(client, organisation, found.rows.flatMap(rowsOf))
}

function rowsOf(columns: Columns): RecordRow[] {
  const { kind } = columns
  const fields = [...(watched.get(kind)?.needs ?? [])]
  const ids = columns.ids.split(',')
  // JSON of our own query's making: parsed, it has these types.
  const titles: readonly string[] = JSON.parse(columns.titles)
  const bodies: readonly (readonly unknown[])[] = JSON.parse(columns.bodies)
  const heads = {
    numbers: columns.numbers.split(','),
    states: columns.states.split(','),
    versions: columns.versions.split(','),
    approvedVersions: columns.approved_versions.split(','),
    approvedAts: columns.approved_ats.split(','),
    createdAts: columns.created_ats.split(','),
  }
  return ids.map((id, at): RecordRow => {
    const approvedAt = entry(heads.approvedAts, at)
    const approvedVersion = entry(heads.approvedVersions, at)
    return {
      id,
      kind,
      number: entry(heads.numbers, at),
      title: entry(titles, at),
      state: entry(heads.states, at),
      version: Number(entry(heads.versions, at)),
      approvedVersion: approvedVersion === '' ? null : Number(approvedVersion),
      approvedAt: approvedAt === '' ? null : instantFrom(approvedAt),
      createdAt: instantFrom(entry(heads.createdAts, at)),
      body: bodyOf(fields, entry(bodies, at)),
      isPruned: true,
    }
  })
}

/** All columns of a kind are as long as one another, for no number, state or instant holds a comma. */
function entry<Value>(column: readonly Value[], at: number): Value {
  const value = column[at]
  assert(value !== undefined, 'the columns of a kind are equally long')
  return value
}

function bodyOf(fields: readonly (readonly [string, Need])[], values: readonly unknown[]): Body {
  const body: Record<string, unknown> = {}
  for (const [at, [field, need]] of fields.entries()) {
    const value = values[at]
    if (value !== null && !(need === 'presence' && value === false)) body[field] = value
  }
  return body
}

/** Where a newer version is being drafted, the approved one is what counts: it is read from its revision. */
async function withApproved(
  client: pg.PoolClient,
  organisation: string,
  rows: RecordRow[],
): Promise<RecordRow[]> {
  const drafted = rows.filter((row) => {
    const life = row.approvedVersion === row.version ? undefined : watched.get(row.kind)?.kind.life
    return life !== undefined && countsAsApproved(life, row)
  })
  if (drafted.length === 0) return rows
  const found = await client.query<{ id: string; approved: unknown }>(
    `select record_id as id, canonical::jsonb as approved
     from unnest($2::uuid[], $3::integer[]) as wanted (id, version)
     join record_revision on org_id = $1 and record_id = wanted.id and record_revision.version = wanted.version`,
    [organisation, drafted.map(({ id }) => id), drafted.map(({ approvedVersion }) => approvedVersion)],
  )
  const bodies = new Map(found.rows.map(({ id, approved }) => [id, provedBody(approved)]))
  return rows.map((row) => {
    const approvedBody = bodies.get(row.id)
    return approvedBody ? { ...row, approvedBody } : row
  })
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
  return found.rows.map(({ canonical }) => {
    const revision = storedRevision.parse(canonical)
    // A title that is personal data is not in the hashed text.
    return { ...revision, title: revision.title ?? revision.number, body: provedBody(canonical) }
  })
}
