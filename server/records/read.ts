import { listRevisions, proveRecord, readRecord, traceRecord } from '@maek/domain/api.ts'
import { type ActionView, hindranceTo, type Subject } from '@maek/domain/decide.ts'
import { type Kind, missingFields } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { accept } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { actorOf, handle } from '../http/handler.ts'
import { notFound } from '../http/problems.ts'
import { findClocks } from './clocks.ts'
import { findLinks, findRecord, type LinkedRecord, makerOfAuthor } from './find.ts'
import { kindFor } from './kind-for.ts'

const linksShownMax = 1000

export const readRecordHandler = handle(readRecord, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'read')
  if (!kind.ok) return kind
  const at = call.house.now()
  const answered = await withOrganisation(call.house.database, actor.organisation, async (client) => {
    const found = await findRecord(client, actor.organisation, input)
    if (!found.ok) return found
    const { record, ledgerIndex } = found.value
    const links = await findLinks(client, actor.organisation, record.id)
    const authoredFor = await makerOfAuthor(client, record)
    const shown = ({ relation, id, kind, number, title, state }: LinkedRecord) => ({
      relation,
      id,
      kind,
      number,
      title,
      state,
    })
    return accept({
      record,
      ledgerIndex,
      abilities: abilitiesFor({ kind: kind.value, record }, { actor, at, links, authoredFor }),
      canEdit: editAbility(kind.value, record, actor),
      missing: missingFields(kind.value, record.body),
      linksOut: links.out.slice(0, linksShownMax).map(shown),
      linksIn: links.in.slice(0, linksShownMax).map(shown),
      signatures: await findSignatures(client, actor.organisation, record),
      clocks: await findClocks(client, actor.organisation, { record: record.id, now: at }),
    })
  })
  if (!answered.ok) return answered
  // Asked without a connection in hand: what hinders may have to read files.
  const subject = { kind: kind.value, record: answered.value.record }
  const { abilities, ...view } = answered.value
  return accept({
    ...view,
    abilities: await hindered(call.house, actor.organisation, { subject, abilities }),
  })
})

type Ability = { readonly action: string; readonly allowed: boolean; readonly because: Words | null }

/** What the guards allow, less what rows and files beside the record forbid (server/hindrances.ts). */
async function hindered(
  house: House,
  organisation: string,
  { subject, abilities }: { readonly subject: Subject; readonly abilities: readonly Ability[] },
): Promise<Ability[]> {
  const told: Ability[] = []
  for (const ability of abilities) {
    const { action, allowed } = ability
    const hindrance = allowed ? await house.hindrances(house, organisation, { subject, action }) : null
    told.push(hindrance ? { action, allowed: false, because: allReasons(hindrance) } : ability)
  }
  return told
}

/** What this person may do with the record now: it travels with the record, so no page repeats the rules. */
function abilitiesFor({ kind, record }: Subject, view: ActionView) {
  return Object.entries(kind.life.actions)
    .filter(([, action]) => action.from.includes(record.state))
    .map(([action]) => {
      const hindrance = hindranceTo({ kind, record }, action, view)
      return { action, allowed: hindrance === null, because: hindrance && allReasons(hindrance) }
    })
}

function allReasons(refusal: {
  readonly because: Words
  readonly more?: readonly { readonly because: Words }[]
}): Words {
  const all = [refusal, ...(refusal.more ?? [])]
  return say(together(all.map((one) => one.because.ko)), together(all.map((one) => one.because.en)))
}

/** Sentences that begin alike, `Fill in first: …`, are one sentence with a list. */
function together(sentences: readonly string[]): string {
  const parts = sentences.map((sentence) => {
    const at = sentence.indexOf(': ')
    return [sentence.slice(0, at + 1), sentence.slice(at + 2)] as const
  })
  const [head = ''] = parts[0] ?? []
  const isList = head !== '' && parts.every(([own]) => own === head)
  return isList ? `${head} ${parts.map(([, rest]) => rest).join(', ')}` : sentences.join(' ')
}

function editAbility(kind: Kind, record: StoredRecord, actor: Actor) {
  const state = kind.life.states[record.state]
  if (!may(actor.roles, 'write', kind.domain)) {
    return {
      action: 'edit',
      allowed: false,
      because: say('작성 권한이 없습니다.', 'Your role may not write here.'),
    }
  }
  if (state?.editable) return { action: 'edit', allowed: true, because: null }
  const label = state?.label ?? say(record.state, record.state)
  return {
    action: 'edit',
    allowed: false,
    because: say(
      `‘${label.ko}’ 상태에서는 내용을 바꿀 수 없습니다.`,
      `The content cannot be changed in the state “${label.en}”.`,
    ),
  }
}

async function findSignatures(client: pg.PoolClient, organisation: string, record: StoredRecord) {
  const found = await client.query<{
    id: string
    version: number
    meaning: string
    signer_id: string
    signer_name: string
    method: 'passkey' | 'password'
    statement: Words
    signed_version: number
    signed_digest: Buffer
    at: string
    edited_at: number | null
  }>(
    `select signature.id, version, meaning, signer_id, signer_name, method, statement, signed_version, signed_digest, at,
       (select max(version) from record_revision revision
        where revision.org_id = $1 and revision.record_id = $2 and revision.act = 'edit') as edited_at
     from signature where org_id = $1 and record_id = $2 order by version`,
    [organisation, record.id],
  )
  return found.rows.map((row) => ({
    id: row.id,
    version: row.version,
    meaning: row.meaning,
    signerId: row.signer_id,
    signerName: row.signer_name,
    method: row.method,
    statement: row.statement,
    digest: row.signed_digest.toString('hex'),
    at: row.at,
    stale: (row.edited_at ?? 0) > row.signed_version,
  }))
}

const storedRevision = z.looseObject({
  state: z.string(),
  edition: z.number(),
  reason: z.string().nullable(),
  changedFields: z.array(z.string()),
  body: z.record(z.string(), z.unknown()),
})

export const listRevisionsHandler = handle(listRevisions, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const found = await findRecord(client, actor.organisation, input)
    if (!found.ok) return found
    const revisions = await client.query<{
      version: number
      act: string
      actor_name: string
      at: string
      ledger_index: number
      canonical: string
      digest: Buffer
    }>(
      `select revision.version, act, actor_name, at, ledger_index, canonical, entry.digest from record_revision revision
       join ledger_entry entry on entry.org_id = revision.org_id and entry.index = revision.ledger_index
       where revision.org_id = $1 and revision.record_id = $2 order by revision.version desc limit 1000`,
      [actor.organisation, input.id],
    )
    const disclosed = await client.query<{ version: number; field: string; disclosure: string }>(
      'select version, field, disclosure from disclosure where org_id = $1 and record_id = $2',
      [actor.organisation, input.id],
    )
    return accept({
      revisions: revisions.rows.map((row) => {
        const { state, edition, reason, changedFields, body } = storedRevision.parse(
          JSON.parse(row.canonical),
        )
        const personal = disclosed.rows
          .filter((one) => one.version === row.version)
          .map((one) => [one.field, disclosedValue(one.disclosure)])
        return {
          version: row.version,
          act: row.act,
          actorName: row.actor_name,
          at: row.at,
          reason,
          state,
          edition,
          changedFields,
          digest: row.digest.toString('hex'),
          ledgerIndex: row.ledger_index,
          body: { ...body, ...Object.fromEntries(personal) },
        }
      }),
    })
  })
})

function disclosedValue(disclosure: string): unknown {
  const parts = z
    .tuple([z.string(), z.string(), z.unknown()])
    .parse(JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8')))
  return parts[2]
}

export const proveRecordHandler = handle(proveRecord, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'read')
  if (!kind.ok) return kind
  const { checkpoints, database } = call.house
  // A number beyond PostgreSQL's integer is no version of anything.
  if ((input.version ?? 1) > 2_147_483_647 || (input.version ?? 1) < 1)
    return { ok: false, refusal: notFound }
  const found = await withOrganisation(database, actor.organisation, (client) =>
    client.query<{ index: number; leaf: Buffer; canonical: string }>(
      `select entry.index, entry.leaf, revision.canonical from record_revision revision
       join ledger_entry entry on entry.org_id = revision.org_id and entry.index = revision.ledger_index
       where revision.org_id = $1 and revision.record_id = $2 and revision.kind = $3 and ($4::integer is null or revision.version = $4)
       order by revision.version desc limit 1`,
      [actor.organisation, input.id, input.kind, input.version ?? null],
    ),
  )
  const row = found.rows[0]
  if (!row) return { ok: false, refusal: notFound }
  return accept({
    proof: await checkpoints.proofOf(actor.organisation, row.index),
    entry: row.leaf.toString('utf8'),
    revision: row.canonical,
    verificationKey: await checkpoints.verificationKey(actor.organisation),
  })
})

const nodesMax = 300

export const traceRecordHandler = handle(traceRecord, async (input, call) => {
  const actor = actorOf(call)
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const found = await client.query<{
      id: string
      kind: string
      number: string
      title: string
      state: string
      distance: number
    }>(
      `with recursive walk(id, distance) as (
         select $2::uuid, 0
         union
         select case when link.from_id = walk.id then link.to_id else link.from_id end, walk.distance + 1
         from walk join record_link link on link.org_id = $1 and (link.from_id = walk.id or link.to_id = walk.id)
         where walk.distance < $3
       ), nearest as (select id, min(distance) as distance from walk group by id)
       select record.id, kind, number, title, state, distance from nearest
       join record on record.org_id = $1 and record.id = nearest.id order by distance, number limit ${nodesMax + 1}`,
      [actor.organisation, input.id, input.depth ?? 3],
    )
    const visible = found.rows.filter((row) => {
      const kind = kindByName(row.kind)
      return kind !== undefined && may(actor.roles, 'read', kind.domain)
    })
    if (!visible.some((row) => row.id === input.id)) return { ok: false, refusal: notFound }
    const nodes = visible.slice(0, nodesMax)
    const edges = await client.query<{ from: string; relation: string; to: string }>(
      `select from_id as "from", relation, to_id as "to" from record_link
       where org_id = $1 and from_id = any($2::uuid[]) and to_id = any($2::uuid[])`,
      [actor.organisation, nodes.map((node) => node.id)],
    )
    return accept({ nodes, edges: edges.rows, cut: found.rows.length > nodesMax })
  })
})
