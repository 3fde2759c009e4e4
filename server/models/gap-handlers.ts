import { draftGaps, readGaps } from '@maek/domain/models/gaps-api.ts'
import { performanceGap } from '@maek/domain/models/performance-gap.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { draftGapsOf, readGapsOf } from './gaps.ts'

const readGapsHandler = handle(readGaps, async ({ id }, call) => {
  const actor = actorOf(call)
  const kind = kindFor(performanceGap.name, actor, 'read')
  return kind.ok ? readGapsOf(call.house, actor, id) : kind
})

const draftGapsHandler = handle(draftGaps, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(performanceGap.name, actor, 'write')
  if (!kind.ok) return kind
  const key = input.key === undefined ? undefined : { key: `${actor.id}:${input.key}`, request: call.digest }
  return draftGapsOf(call.house, actor, { id: input.id, key })
})

export const gapHandlers: readonly Handler[] = [readGapsHandler, draftGapsHandler]
