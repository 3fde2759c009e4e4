import { intakeSbom, listComponents, readIntakeProgress } from '@maek/domain/components/api.ts'
import { sbomLimits } from '@maek/domain/components/component-list.ts'
import { sbom } from '@maek/domain/components/sbom.ts'
import { accept } from '@maek/domain/refusal.ts'
import { withOrganisation } from '../database/scope.ts'
import { unzipped } from '../files/unzipped.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { findRecord } from '../records/find.ts'
import { kindFor } from '../records/kind-for.ts'
import { takeInSbom } from './intake.ts'
import { readComponents } from './list.ts'
import { replaceDrafts } from './replace-drafts.ts'
import { sbomHandlers } from './sbom-handlers.ts'

const intakeSbomHandler = handle(intakeSbom, async (input, call) => {
  const document = await unzipped({ name: input.name, bytes: call.bytes }, sbomLimits.bytes)
  if (!document.ok) return document
  const { release, progress } = input
  const actor = actorOf(call)
  const taken = await takeInSbom(call.house, actor, { ...document.value, release, progress })
  if (!taken.ok || input.replace === undefined) return taken
  const replaced = await replaceDrafts(call.house, actor, taken.value.record)
  return replaced.ok ? accept({ ...taken.value, replaced: [...replaced.value] }) : replaced
})

const progressHandler = handle(readIntakeProgress, (input, call) =>
  Promise.resolve(accept({ stage: call.house.intakeStages.get(actorOf(call).organisation, input.progress) })),
)

const listComponentsHandler = handle(listComponents, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(sbom.name, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const found = await findRecord(client, actor.organisation, { kind: sbom.name, id: input.id })
    if (!found.ok) return found
    const page = await readComponents(client, actor.organisation, input)
    return page.ok ? accept(page.value) : page
  })
})

export const componentHandlers: readonly Handler[] = [
  intakeSbomHandler,
  progressHandler,
  listComponentsHandler,
  ...sbomHandlers,
]
