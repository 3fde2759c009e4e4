import type { Clock } from '@maek/domain/clocks/clock.ts'
import type { Decision, SignatureDraft, StoredRecord } from '@maek/domain/record.ts'
import type pg from 'pg'

/** One act, numbered and hashed, as its rows say it. */
export type WrittenAct = {
  readonly decision: Decision
  readonly after: StoredRecord
  readonly ledgerIndex: number
  readonly digest: string
  readonly leaf: Uint8Array
  readonly canonical: string
  readonly disclosures: readonly { readonly field: string; readonly disclosure: string }[]
  readonly search: string
  readonly signature: (SignatureDraft & { readonly id: string }) | null
  readonly clocks: readonly { readonly id: string; readonly recordId: string; readonly clock: Clock }[]
  readonly key: { readonly key: string; readonly request: Buffer } | null
}

/** The rows of every act in as few statements as they need: most acts are records, revisions and entries only. */
export async function insertActs(
  client: pg.PoolClient,
  organisation: string,
  acts: readonly WrittenAct[],
): Promise<void> {
  if (acts.length === 0) return
  await insertRecords(client, organisation, acts)
  await replaceLinks(client, organisation, acts)
  await insertDisclosures(client, organisation, acts)
  await insertSignatures(client, organisation, acts)
  await startClocks(client, organisation, acts)
  await stopClocks(client, organisation, acts)
}

async function insertRecords(
  client: pg.PoolClient,
  organisation: string,
  acts: readonly WrittenAct[],
): Promise<void> {
  const rows = acts.map((act) => ({
    ...act.after,
    search: act.search,
    ledgerIndex: act.ledgerIndex,
    digest: act.digest,
    leaf: Buffer.from(act.leaf).toString('utf8'),
    canonical: act.canonical,
    act: act.decision.act,
    actorName: act.decision.actor.name,
    at: act.decision.at,
    key: act.key?.key ?? null,
    request: act.key?.request.toString('hex') ?? null,
  }))
  await client.query(insertRecordsSql, [organisation, JSON.stringify(rows)])
}

// One statement: foreign keys and the pair trigger are checked when all of it is in place.
const insertRecordsSql = `
with act as materialized (
  select * from json_to_recordset($2) as x(
    id uuid, kind text, number text, title text, state text, version integer, edition integer,
    "approvedVersion" integer, "approvedAt" timestamptz, "authorId" text, "authorName" text,
    "createdAt" timestamptz, "updatedAt" timestamptz, body jsonb, search text, "ledgerIndex" bigint,
    digest text, leaf text, canonical text, act text, "actorName" text, at timestamptz, key text, request text)
), entries as (
  insert into ledger_entry (org_id, index, record_id, version, digest, leaf)
  select $1, "ledgerIndex", id, version, decode(digest, 'hex'), convert_to(leaf, 'UTF8') from act
), revisions as (
  insert into record_revision (org_id, record_id, version, kind, act, actor_name, at, ledger_index, canonical)
  select $1, id, version, kind, act, "actorName", at, "ledgerIndex", canonical from act
), keys as (
  insert into act_key (org_id, key, request, record_id, version, at)
  select $1, key, decode(request, 'hex'), id, version, at from act where key is not null
)
insert into record (org_id, id, kind, number, title, state, version, edition, approved_version, approved_at,
  author_id, author_name, created_at, updated_at, ledger_index, search, body)
select $1, id, kind, number, title, state, version, edition, "approvedVersion", "approvedAt",
  "authorId", "authorName", "createdAt", "updatedAt", "ledgerIndex", search, body from act
on conflict (org_id, id) do update set title = excluded.title, state = excluded.state, version = excluded.version,
  edition = excluded.edition, approved_version = excluded.approved_version, approved_at = excluded.approved_at,
  author_id = excluded.author_id, author_name = excluded.author_name, updated_at = excluded.updated_at,
  ledger_index = excluded.ledger_index, search = excluded.search, body = excluded.body`

async function replaceLinks(
  client: pg.PoolClient,
  organisation: string,
  acts: readonly WrittenAct[],
): Promise<void> {
  const changed = acts.filter((act) => act.decision.changedFields.length > 0)
  const edited = changed.filter((act) => act.decision.before !== null).map((act) => act.after.id)
  if (edited.length > 0) {
    await client.query('delete from record_link where org_id = $1 and from_id = any($2::uuid[])', [
      organisation,
      edited,
    ])
  }
  const links = changed.flatMap((act) =>
    act.decision.links.map((link) => ({ from: act.after.id, relation: link.relation, to: link.to })),
  )
  if (links.length === 0) return
  await client.query(
    `insert into record_link (org_id, from_id, relation, to_id)
     select $1, "from", relation, "to" from json_to_recordset($2) as x("from" uuid, relation text, "to" uuid)`,
    [organisation, JSON.stringify(links)],
  )
}

async function insertDisclosures(
  client: pg.PoolClient,
  organisation: string,
  acts: readonly WrittenAct[],
): Promise<void> {
  const rows = acts.flatMap((act) =>
    act.disclosures.map((one) => ({ id: act.after.id, version: act.after.version, ...one })),
  )
  if (rows.length === 0) return
  await client.query(
    `insert into disclosure (org_id, record_id, version, field, disclosure)
     select $1, id, version, field, disclosure
     from json_to_recordset($2) as x(id uuid, version integer, field text, disclosure text)`,
    [organisation, JSON.stringify(rows)],
  )
}

async function insertSignatures(
  client: pg.PoolClient,
  organisation: string,
  acts: readonly WrittenAct[],
): Promise<void> {
  const rows = acts.flatMap((act) => {
    const { signature, decision, after } = act
    if (!signature) return []
    return [
      {
        ...signature,
        recordId: after.id,
        version: after.version,
        signerId: decision.actor.id,
        signerName: decision.actor.name,
        at: decision.at,
      },
    ]
  })
  if (rows.length === 0) return
  await client.query(
    `insert into signature (org_id, id, record_id, version, meaning, signer_id, signer_name, method, statement,
       signed_version, signed_digest, canonical, assertion, at)
     select $1, id, "recordId", version, meaning, "signerId", "signerName", method, statement,
       "signedVersion", decode("signedDigest", 'hex'), canonical, assertion, at
     from json_to_recordset($2) as x(id uuid, "recordId" uuid, version integer, meaning text, "signerId" text,
       "signerName" text, method text, statement jsonb, "signedVersion" integer, "signedDigest" text,
       canonical text, assertion jsonb, at timestamptz)`,
    [organisation, JSON.stringify(rows)],
  )
}

async function startClocks(
  client: pg.PoolClient,
  organisation: string,
  acts: readonly WrittenAct[],
): Promise<void> {
  const rows = acts.flatMap((act) =>
    act.clocks.map(({ id, recordId, clock }) => ({
      id,
      recordId,
      duty: clock.duty,
      step: clock.step,
      startedAt: new Date(clock.startedAt).toISOString(),
      dueAt: clock.dueAt === null ? null : new Date(clock.dueAt).toISOString(),
      clock,
    })),
  )
  if (rows.length === 0) return
  await client.query(
    `insert into clock (org_id, id, record_id, duty, step, started_at, due_at, clock)
     select $1, id, "recordId", duty, step, "startedAt", "dueAt", clock
     from json_to_recordset($2) as x(id uuid, "recordId" uuid, duty text, step integer, "startedAt" timestamptz,
       "dueAt" timestamptz, clock jsonb)
     on conflict (org_id, record_id, duty, step) do nothing`,
    [organisation, JSON.stringify(rows)],
  )
}

async function stopClocks(
  client: pg.PoolClient,
  organisation: string,
  acts: readonly WrittenAct[],
): Promise<void> {
  const rows = acts.flatMap((act) =>
    act.decision.clocks.stop.map((stop) => ({
      recordId: stop.record ?? act.after.id,
      duty: stop.duty,
      step: stop.step ?? 0,
      stoppedAt: stop.stoppedAt,
      by: act.after.id,
    })),
  )
  if (rows.length === 0) return
  await client.query(
    `update clock set stopped_at = x."stoppedAt", stopped_by = x.by
     from json_to_recordset($2) as x("recordId" uuid, duty text, step integer, "stoppedAt" timestamptz, by uuid)
     where clock.org_id = $1 and clock.record_id = x."recordId" and clock.duty = x.duty
       and clock.step = x.step and clock.stopped_at is null`,
    [organisation, JSON.stringify(rows)],
  )
}
