import { updateInstallations } from '@maek/domain/products/api.ts'
import { installation } from '@maek/domain/products/installation.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { takeInReports } from './fleet.ts'

const updateInstallationsHandler = handle(updateInstallations, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(installation.name, actor, 'write')
  return kind.ok ? takeInReports(call.house, actor, { ...input, bytes: call.bytes }) : kind
})

export const productHandlers: readonly Handler[] = [updateInstallationsHandler]
