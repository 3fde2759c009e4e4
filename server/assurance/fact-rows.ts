import { awaitsApproval, type RecordRow } from '@maek/domain/assurance/fact.ts'
import type { ClockFact } from '@maek/domain/assurance/facts.ts'
import type { Revision } from '@maek/domain/assurance/facts-at.ts'
import { watched } from '@maek/domain/assurance/rules/every-rule.ts'
import type pg from 'pg'
import { z } from 'zod'

/* Facts as the database gives them: only the kinds and the fields that rules ask for travel. */

const kindNames = [...watched.keys()]

/** A name of ours inside SQL text. */
function quoted(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new Error(`${name} is not a name to write into SQL`)
  return `'${name}'`
}

/** The needed fields of each kind as one object; a long text that only has to be there travels as true. */
const neededBody = `case record.kind ${[...watched]
  .map(([kind, { needs }]) => {
    const parts = [...needs].map(([field, need]) =>
      need === 'value'
        ? `${quoted(field)}, record.body -> ${quoted(field)}`
        : `${quoted(field)}, nullif(record.body ? ${quoted(field)}, false)`,
    )
    return `when ${quoted(kind)} then jsonb_build_object(${parts.join(', ')})`
  })
  .join('\n')} end`

/** Kind and state pairs in which a newer version is being drafted, so that the approved one is what counts. */
const drafting = [...watched].flatMap(([name, { kind }]) =>
  Object.keys(kind.life.states)
    .filter((state) => awaitsApproval(kind.life, state))
    .map((state) => `${name}/${state}`),
)

type Row = {
  id: string
  kind: string
  number: string
  title: string
  state: string
  version: number
  edition: number
  approved_version: number | null
  approved_at: string | null
  created_at: string
  updated_at: string
  body: Record<string, unknown>
  approved: unknown
}

/** Records of watched kinds whose newest ledger entry comes after `seen`; -1 is all of them. */
export async function findRows(
  client: pg.PoolClient,
  organisation: string,
  seen: number,
): Promise<RecordRow[]> {
  const found = await client.query<Row>(
    `select record.id, record.kind, number, title, state, record.version, edition, approved_version, approved_at,
       created_at, updated_at, ${neededBody} as body, revision.canonical::jsonb as approved
     from record left join record_revision revision
       on revision.org_id = record.org_id and revision.record_id = record.id
       and revision.version = record.approved_version and record.approved_version < record.version
       and record.kind || '/' || record.state = any($4::text[])
     where record.org_id = $1 and record.ledger_index > $2 and record.kind = any($3::text[])`,
    [organisation, seen, kindNames, drafting],
  )
  return found.rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    state: row.state,
    version: row.version,
    edition: row.edition,
    approvedVersion: row.approved_version,
    approvedAt: row.approved_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    body: row.body,
    approvedBody: row.approved === null ? null : provedBody(row.approved),
  }))
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
