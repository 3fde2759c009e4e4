import type { Answer } from '@maek/domain/refusal.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import type pg from 'pg'
import { actorOf, type Call } from '../http/handler.ts'

type AccessChange = {
  readonly act: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly alongside: (on: pg.PoolClient) => Promise<unknown>
}

/** Every change of access stands or falls with its entry in the log; e-mail addresses stay out of it. */
export async function changeAccess(call: Call, change: AccessChange): Promise<Answer<unknown>> {
  const actor = actorOf(call)
  const { act, subject, detail } = change
  const at = call.house.now()
  const canonical = canonicalText({ v: 1, subject, by: actor.id, at, ...detail })
  return call.house.committer.commit({
    organisation: actor.organisation,
    decisions: [],
    notes: [{ kind: 'access', id: subject, act, canonical, actor, at }],
    alongside: async (client) => {
      await change.alongside(client)
    },
  })
}
