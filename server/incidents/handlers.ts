import { draftNotices } from '@maek/domain/incidents/api.ts'
import { notice } from '@maek/domain/incidents/notice.ts'
import { site } from '@maek/domain/products/site.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { draftNoticesOf } from './draft-notices.ts'

/** Writes notices and reads whom they go to, so it asks for both. */
const draftNoticesHandler = handle(draftNotices, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(notice.name, actor, 'write')
  if (!kind.ok) return kind
  const sites = kindFor(site.name, actor, 'read')
  if (!sites.ok) return sites
  const key = input.key === undefined ? undefined : { key: `${actor.id}:${input.key}`, request: call.digest }
  return draftNoticesOf(call.house, actor, { case: input.case, key })
})

export const incidentHandlers: readonly Handler[] = [draftNoticesHandler]
