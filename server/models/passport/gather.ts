import { aiSystem } from '@maek/domain/models/ai-system.ts'
import { dataset } from '@maek/domain/models/dataset.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { impactAssessment } from '@maek/domain/models/impact-assessment.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { weightsCheck } from '@maek/domain/models/weights-check.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import type pg from 'pg'
import { z } from 'zod'
import { recordsByIds, recordsPointingAt } from '../../records/counting.ts'

export const datasetRoles = ['trainedOn', 'tunedOn', 'testedOn'] as const
export type DatasetRole = (typeof datasetRoles)[number]

/** All records that a model version is known by, as they count. */
export type ModelRecords = {
  readonly model: StoredRecord
  readonly aiSystem: StoredRecord | null
  /** Every version of the AI system, this one too. */
  readonly versions: readonly StoredRecord[]
  readonly devices: readonly StoredRecord[]
  readonly releases: readonly StoredRecord[]
  readonly datasets: readonly { readonly role: DatasetRole; readonly record: StoredRecord }[]
  readonly evaluations: readonly StoredRecord[]
  readonly impacts: readonly StoredRecord[]
  readonly hazards: readonly StoredRecord[]
  readonly checks: readonly StoredRecord[]
  readonly plan: StoredRecord | null
}

const idList = z.array(z.uuid())

/** Ids a field of a body points to, one or several. */
export function idsIn(record: StoredRecord | null | undefined, field: string): string[] {
  const value = record?.body[field]
  if (value === undefined) return []
  return idList.parse(Array.isArray(value) ? value : [value])
}

/** Reads what a model version links to and what links to it. `model` is read as it counts. */
export async function gatherModel(
  client: pg.PoolClient,
  organisation: string,
  model: StoredRecord,
): Promise<ModelRecords> {
  const system = idsIn(model, 'aiSystem')
  const forward = await recordsByIds(client, organisation, [
    ...system,
    ...datasetRoles.flatMap((role) => idsIn(model, role)),
    ...idsIn(model, 'releases'),
    ...idsIn(model, 'changePlan'),
  ])
  const one = (id: string | undefined) => forward.find((record) => record.id === id) ?? null
  const owner = one(system[0])
  const releases = idsIn(model, 'releases').flatMap((id) => one(id) ?? [])
  const devices = await recordsByIds(client, organisation, [
    ...idsIn(owner, 'devices'),
    ...releases.flatMap((release) => idsIn(release, 'device')),
  ])
  const pointing = (kind: string, relation: string, to: readonly string[]) =>
    recordsPointingAt(client, organisation, { kind, relations: [relation], to })
  return {
    model,
    aiSystem: owner?.kind === aiSystem.name ? owner : null,
    versions: await pointing(modelVersion.name, 'aiSystem', system),
    devices,
    releases,
    datasets: datasetRoles.flatMap((role) =>
      idsIn(model, role).flatMap((id) => {
        const record = one(id)
        return record?.kind === dataset.name ? [{ role, record }] : []
      }),
    ),
    evaluations: await pointing(evaluation.name, 'modelVersion', [model.id]),
    impacts: await pointing(impactAssessment.name, 'aiSystem', system),
    hazards: await pointing(
      'hazard',
      'device',
      devices.map(({ id }) => id),
    ),
    checks: await pointing(weightsCheck.name, 'modelVersion', [model.id]),
    plan: one(idsIn(model, 'changePlan')[0]),
  }
}
