import { randomUUID } from 'node:crypto'
import { actOnRecord, createRecord, editRecord } from '@maek/domain/api.ts'
import { hindranceByHand } from '@maek/domain/by-hand.ts'
import { decideAction, decideCreate, decideEdit } from '@maek/domain/decide.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Decision } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Call, handle } from '../http/handler.ts'
import { findLinks, findRecord, makerOfAuthor } from './find.ts'
import { kindFor } from './kind-for.ts'
import { checkSignature } from './sign.ts'

/* Every write is parse → permit → load → decide → commit; these three differ only in what is decided. */

export const createRecordHandler = handle(createRecord, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'write')
  if (!kind.ok) return kind
  const body = parseBody(kind.value, input.body)
  if (!body.ok) return body
  const hindrance = hindranceByHand(kind.value, null, body.value)
  if (hindrance) return { ok: false, refusal: hindrance }
  const entered = { id: randomUUID(), body: body.value }
  const decided = decideCreate(kind.value, entered, { actor, at: call.house.now() })
  return decided.ok ? commitOne(call, decided.value, input.key) : decided
})

export const editRecordHandler = handle(editRecord, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'write')
  if (!kind.ok) return kind
  const body = parseBody(kind.value, input.body)
  if (!body.ok) return body
  const found = await withOrganisation(call.house.database, actor.organisation, (client) =>
    findRecord(client, actor.organisation, input),
  )
  if (!found.ok) return found
  const hindrance = hindranceByHand(kind.value, found.value.record.body, body.value)
  if (hindrance) return answerRepeated(call, input.key, { ok: false, refusal: hindrance })
  const act = { actor, at: call.house.now() }
  const decided = decideEdit(
    { kind: kind.value, record: found.value.record },
    { body: body.value, version: input.version },
    act,
  )
  return decided.ok ? commitOne(call, decided.value, input.key) : answerRepeated(call, input.key, decided)
})

export const actOnRecordHandler = handle(actOnRecord, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'read')
  if (!kind.ok) return kind
  const loaded = await withOrganisation(call.house.database, actor.organisation, async (client) => {
    const found = await findRecord(client, actor.organisation, input)
    return found.ok
      ? accept({
          ...found.value,
          links: await findLinks(client, actor.organisation, input.id),
          authoredFor: await makerOfAuthor(client, found.value.record),
        })
      : found
  })
  if (!loaded.ok) return loaded
  const { record, links, authoredFor } = loaded.value
  const reason = reasonOf(input.reason)
  if (!reason.ok) return reason
  const subject = { kind: kind.value, record }
  const hindrance = await call.house.hindrances(call.house, actor.organisation, {
    subject,
    action: input.action,
  })
  // A retried act may find its own outcome in the way.
  if (hindrance) return answerRepeated(call, input.key, { ok: false, refusal: hindrance })
  const signature =
    input.signature && (await checkSignature(call, input.signature, { ...subject, action: input.action }))
  // A retried act comes with the ticket its first try has spent: then that try's outcome is the answer.
  if (signature && !signature.ok) return answerRepeated(call, input.key, signature)
  const request = {
    action: input.action,
    version: input.version,
    signature: signature?.value,
    links,
    authoredFor,
  }
  const act = { actor, at: call.house.now(), reason: reason.value }
  const decided = decideAction(subject, request, act)
  return decided.ok ? commitOne(call, decided.value, input.key) : answerRepeated(call, input.key, decided)
})

/** A reason stands in the history and the print, so it is held to what a field's text is. */
function reasonOf(reason: string | undefined): Answer<string | undefined> {
  if (reason === undefined || !/\p{Bidi_Control}/u.test(reason)) return accept(reason?.normalize('NFC'))
  return refuse(
    'invalid',
    say('사유에 글자 방향 문자가 들어 있습니다.', 'The reason contains text-direction characters.'),
    'reason',
  )
}

async function commitOne(call: Call, decision: Decision, key: string | undefined) {
  const committed = await call.house.committer.commit({
    organisation: decision.actor.organisation,
    decisions: [decision],
    key: key === undefined ? undefined : { key: `${decision.actor.id}:${key}`, request: call.digest },
  })
  if (!committed.ok) return committed
  const [written] = committed.value
  if (!written) throw new Error('one decision, one record')
  return accept(written)
}

/** A retried write fails its version check because the first try succeeded: then the first outcome is the answer. */
async function answerRepeated(call: Call, key: string | undefined, refused: Answer<never>) {
  if (key === undefined || refused.ok) return refused
  const actor = actorOf(call)
  const earlier = await withOrganisation(call.house.database, actor.organisation, (client) =>
    client.query<{ record_id: string; request: Buffer; kind: string }>(
      `select act_key.record_id, act_key.request, record.kind from act_key
       join record on record.org_id = act_key.org_id and record.id = act_key.record_id
       where act_key.org_id = $1 and act_key.key = $2`,
      [actor.organisation, `${actor.id}:${key}`],
    ),
  )
  const first = earlier.rows[0]
  if (!first?.request.equals(call.digest)) return refused
  return withOrganisation(call.house.database, actor.organisation, (client) =>
    findRecord(client, actor.organisation, { kind: first.kind, id: first.record_id }),
  )
}
