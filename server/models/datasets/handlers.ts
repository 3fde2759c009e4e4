import { dataset } from '@maek/domain/models/dataset.ts'
import {
  exportDataset,
  intakeDataset,
  readManifestFile,
  readPassport,
  submitManifest,
} from '@maek/domain/models/datasets/api.ts'
import { manifestMediaType } from '@maek/domain/models/datasets/manifest-form.ts'
import { writeCroissant } from '@maek/domain/models/datasets/write-croissant.ts'
import { writeCycloneDxDataset } from '@maek/domain/models/datasets/write-cyclonedx.ts'
import { may } from '@maek/domain/permissions.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../../database/scope.ts'
import { actorOf, type Handler, handle } from '../../http/handler.ts'
import { findRecord } from '../../records/find.ts'
import { kindFor } from '../../records/kind-for.ts'
import { takeInCard } from './intake-card.ts'
import { findManifests } from './manifest-rows.ts'
import { manifestHash, namedManifest } from './named-manifest.ts'
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

const exportHandler = handle(exportDataset, async (input, call) => {
  const actor = actorOf(call)
  if (!may(actor.roles, 'transfer', dataset.domain)) return mayNotExport
  const { house } = call
  return withOrganisation(house.database, actor.organisation, async (client) => {
    const found = await findRecord(client, actor.organisation, { kind: dataset.name, id: input.id })
    if (!found.ok) return found
    const { record } = found.value
    const sha256 = manifestHash(record)
    const known = await findManifests(client, actor.organisation, sha256 === undefined ? [] : [sha256])
    const card = { record, manifest: (sha256 === undefined ? undefined : known.get(sha256)) ?? null }
    const isCroissant = input.format === 'croissant'
    const text = isCroissant
      ? writeCroissant(card)
      : writeCycloneDxDataset(card, input.format === 'cyclonedx-1.6' ? '1.6' : '1.7')
    return accept({
      name: `${record.number}.${isCroissant ? 'croissant' : 'cdx'}.json`,
      mediaType: isCroissant ? 'application/ld+json' : 'application/vnd.cyclonedx+json',
      content: new Uint8Array(Buffer.from(text)),
    })
  })
})

const intakeHandler = handle(intakeDataset, ({ key: _, ...input }, call) =>
  takeInCard(call.house, actorOf(call), { ...input, bytes: call.bytes }),
)

const mayNotExport = refuse(
  'not-allowed',
  say('데이터셋을 내보낼 권한이 없습니다.', 'Your role may not export datasets.'),
)

export const datasetHandlers: readonly Handler[] = [
  submitHandler,
  passportHandler,
  manifestHandler,
  exportHandler,
  intakeHandler,
]
