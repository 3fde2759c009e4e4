import { type Cited, cite } from '@maek/domain/cited.ts'
import { changesInForce, type FieldChange, type KeptVersion } from '@maek/domain/in-force.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { type GroundChange, populationFields, useFields } from '@maek/domain/models/impact-staleness.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { arrivalFields, arrivedAt } from '@maek/domain/models/site-arrival.ts'
import { device } from '@maek/domain/products/device.ts'
import { installation } from '@maek/domain/products/installation.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { recordsByIds, recordsPointingAt } from '../../records/counting.ts'
import { datasetRoles, idsIn } from '../passport/gather.ts'

/** What an assessment of the AI system rests on, as it stands, with every dated change of it. */
export type Grounds = {
  readonly system: StoredRecord
  readonly devices: readonly StoredRecord[]
  /** Approved versions that have not been retired. */
  readonly models: readonly StoredRecord[]
  readonly datasets: readonly StoredRecord[]
  readonly sites: readonly { readonly site: StoredRecord; readonly units: number; readonly since: string }[]
  readonly changes: readonly GroundChange[]
}

/** Reads the grounds of an AI system. The rules of readiness date the same changes (rules/impact-grounds.ts). */
export async function readGrounds(
  client: pg.PoolClient,
  organisation: string,
  system: StoredRecord,
): Promise<Grounds> {
  const devices = await recordsByIds(client, organisation, idsIn(system, 'devices'))
  const versions = await recordsPointingAt(client, organisation, {
    kind: modelVersion.name,
    relations: ['aiSystem'],
    to: [system.id],
  })
  const models = versions.filter(
    ({ approvedAt, state }) => approvedAt !== null && !modelVersion.life.states[state]?.ended,
  )
  const datasets = await recordsByIds(
    client,
    organisation,
    models.flatMap((model) => datasetRoles.flatMap((role) => idsIn(model, role))),
  )
  const sites = await readSites(client, organisation, {
    models,
    ever: versions.filter(({ approvedAt }) => approvedAt !== null),
  })
  const dated = [
    ...(await fieldChanges(client, organisation, {
      records: [system],
      fields: useFields['ai-system'],
      ground: 'intended-use',
    })),
    ...(await fieldChanges(client, organisation, {
      records: devices,
      fields: useFields.device,
      ground: 'intended-use',
    })),
    ...(await fieldChanges(client, organisation, {
      records: datasets,
      fields: populationFields,
      ground: 'population',
    })),
  ]
  return {
    system,
    devices: devices.filter(({ kind }) => kind === device.name),
    models,
    datasets,
    sites,
    changes: [...dated, ...models.flatMap(newModel), ...sites.map(newSite)],
  }
}

function newModel(model: StoredRecord): GroundChange[] {
  if (model.approvedAt === null) return []
  const version = z.string().parse(model.body.version)
  const what = say(`모델 ${version} 승인`, `Model ${version} approved`)
  return [{ ground: 'model', record: cite(model), field: null, at: model.approvedAt, what }]
}

function newSite({ site, since }: Grounds['sites'][number]): GroundChange {
  return { ground: 'site', record: cite(site), field: null, at: since, what: say('새 사용처', 'New site') }
}

type Running = {
  readonly models: readonly StoredRecord[]
  /** Those and the retired ones: an upgrade from one of them brings no AI that was not there. */
  readonly ever: readonly StoredRecord[]
}

/** Where a release with one of the models is, or was: when it first came there counts, an upgrade does not. */
async function readSites(
  client: pg.PoolClient,
  organisation: string,
  { models, ever }: Running,
): Promise<Grounds['sites']> {
  const installed = await recordsPointingAt(client, organisation, {
    kind: installation.name,
    relations: ['release'],
    to: models.flatMap((model) => idsIn(model, 'releases')),
  })
  // One that never changed came when it was opened: its history need not be read.
  const changes = await changesOf(client, organisation, {
    records: installed.filter(({ version }) => version > 1),
    fields: arrivalFields,
  })
  const releases = new Set(ever.flatMap((model) => idsIn(model, 'releases')))
  const arrived = ({ id, createdAt }: StoredRecord) =>
    arrivedAt(changes.get(id) ?? [], releases, createdAt) ?? createdAt
  const bySite = Map.groupBy(installed, (one) => idsIn(one, 'site')[0] ?? '')
  const sites = await recordsByIds(
    client,
    organisation,
    [...bySite.keys()].filter((id) => id !== ''),
  )
  return sites.map((site) => {
    const own = bySite.get(site.id) ?? []
    const here = own.filter(({ state }) => !installation.life.states[state]?.ended)
    const units = here.reduce((sum, { body }) => sum + (z.number().optional().parse(body.units) ?? 1), 0)
    const [since = ''] = own.map(arrived).sort()
    return { site, units, since }
  })
}

type Dated = { readonly records: readonly StoredRecord[]; readonly fields: readonly string[] }

const keptRevision = z.looseObject({
  version: z.number(),
  state: z.string(),
  approvedVersion: z.number().nullable(),
  body: z.record(z.string(), z.unknown()),
})

async function fieldChanges(
  client: pg.PoolClient,
  organisation: string,
  { ground, ...dated }: Dated & { readonly ground: GroundChange['ground'] },
): Promise<GroundChange[]> {
  const changes = await changesOf(client, organisation, dated)
  return dated.records.flatMap((record) => {
    const cited: Cited = cite(record)
    return (changes.get(record.id) ?? []).map(({ field, at }): GroundChange => {
      const label = kindByName(record.kind)?.fields[field]?.label ?? say(field, field)
      const what = say(`${label.ko} 변경`, `${label.en} changed`)
      return { ground, record: cited, field, at, what }
    })
  })
}

/** When the fields of each record changed in what counts, oldest first. */
async function changesOf(
  client: pg.PoolClient,
  organisation: string,
  { records, fields }: Dated,
): Promise<ReadonlyMap<string, readonly FieldChange[]>> {
  if (records.length === 0) return new Map()
  const found = await client.query<{ id: string; at: string; canonical: string }>(
    `select record_id as id, at, canonical from record_revision
     where org_id = $1 and record_id = any($2::uuid[]) order by record_id, version`,
    [organisation, records.map(({ id }) => id)],
  )
  const byRecord = Map.groupBy(found.rows, ({ id }) => id)
  return new Map(
    records.flatMap((record) => {
      const kind = kindByName(record.kind)
      if (!kind) return []
      const versions = (byRecord.get(record.id) ?? []).map(({ at, canonical }): KeptVersion => {
        const { version, state, approvedVersion, body } = keptRevision.parse(JSON.parse(canonical))
        return { version, state, approvedVersion, at, body }
      })
      return [[record.id, changesInForce(kind.life, versions, fields)]]
    }),
  )
}
