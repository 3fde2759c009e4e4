import { dataset } from '@maek/domain/models/dataset.ts'
import { readManifestFile, readPassport, submitManifest } from '@maek/domain/models/datasets/api.ts'
import { manifestMediaType } from '@maek/domain/models/datasets/manifest-form.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../../database/scope.ts'
import { actorOf, type Handler, handle } from '../../http/handler.ts'
import { findRecord } from '../../records/find.ts'
import { kindFor } from '../../records/kind-for.ts'
import { namedManifest } from './named-manifest.ts'
import { readDatasetPassport } from './passport.ts'
import { takeInManifest } from './submit.ts'

const submitHandler = handle(submitManifest, (input, call) =>
  takeInManifest(call.house, actorOf(call), { id: input.id, name: input.name, bytes: call.bytes }),
)

const passportHandler = handle(readPassport, (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(dataset.name, actor, 'read')
  return kind.ok ? readDatasetPassport(call.house, actor.organisation, input.id) : Promise.resolve(kind)
})

const manifestHandler = handle(readManifestFile, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(dataset.name, actor, 'read')
  if (!kind.ok) return kind
  const { house } = call
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    findRecord(client, actor.organisation, { kind: dataset.name, id: input.id }),
  )
  if (!found.ok) return found
  const { record } = found.value
  const manifest = await namedManifest(house, actor.organisation, record)
  if (!manifest) return noManifest
  return accept({
    name: `${record.number}.manifest.jsonl`,
    mediaType: manifestMediaType,
    content: new Uint8Array(manifest.bytes),
  })
})

const noManifest = refuse(
  'not-found',
  say(
    '이 데이터셋에는 maek dataset fingerprint로 만든 매니페스트가 없습니다.',
    'This dataset has no manifest made by maek dataset fingerprint.',
  ),
)

export const datasetHandlers: readonly Handler[] = [submitHandler, passportHandler, manifestHandler]
