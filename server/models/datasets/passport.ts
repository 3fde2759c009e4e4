import { dataset } from '@maek/domain/models/dataset.ts'
import { datasetCheck } from '@maek/domain/models/dataset-check.ts'
import type { readPassport } from '@maek/domain/models/datasets/api.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { withOrganisation } from '../../database/scope.ts'
import type { House } from '../../house.ts'
import { findRecord } from '../../records/find.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../../records/row.ts'
import { findFingerprints, findManifests } from './manifest-rows.ts'
import { manifestHash } from './named-manifest.ts'
import { overlapsBetween } from './overlaps.ts'

export type Passport = z.input<(typeof readPassport)['output']>
type Head = Omit<Passport['models'][number], 'relations'>

const evaluationsMax = 50

/** All that a dataset's page shows beside the record: its manifests, what was altered since approval, who uses it. */
export async function readDatasetPassport(
  house: Pick<House, 'database' | 'files'>,
  organisation: string,
  id: string,
): Promise<Answer<Passport>> {
  const found = await withOrganisation(house.database, organisation, async (client) => {
    const record = await findRecord(client, organisation, { kind: dataset.name, id })
    return record.ok ? accept(await gather(client, organisation, record.value.record)) : record
  })
  if (!found.ok) return found
  const { evaluations, ...passport } = found.value
  const told: Passport['evaluations'] = []
  for (const { evaluation, model, fitted } of evaluations) {
    const pairs = await overlapsBetween(house, organisation, { fitted, tested: [id] })
    const against = pairs.map((pair) => ({ dataset: pair.fitted, overlap: pair.overlap }))
    told.push({ ...evaluation, model, against })
  }
  return accept({ ...passport, evaluations: told })
}

async function gather(client: pg.PoolClient, organisation: string, record: StoredRecord) {
  const sha256 = manifestHash(record)
  const manifests = await findManifests(client, organisation, sha256 === undefined ? [] : [sha256])
  const fingerprints = await findFingerprints(client, organisation, record.id)
  const checks = await findChecks(client, organisation, record.id)
  const heads = new Map(checks.map((check) => [check.id, headOf(check)]))
  const explanations = await findExplanations(client, organisation, [...heads.keys()])
  return {
    manifest: (sha256 === undefined ? undefined : manifests.get(sha256)) ?? null,
    history: fingerprints.map(({ checkId, ...one }) => ({
      ...one,
      check: (checkId === null ? undefined : heads.get(checkId)) ?? null,
    })),
    alterations: checks.flatMap((check) => alterationOf(check, record, explanations)),
    models: await findModels(client, organisation, record.id),
    evaluations: await findEvaluations(client, organisation, record.id),
  }
}

function headOf({ id, number, title, state }: StoredRecord): Head {
  return { id, number, title, state }
}

async function findChecks(client: pg.PoolClient, organisation: string, id: string): Promise<StoredRecord[]> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record_link link
     join record on record.org_id = link.org_id and record.id = link.from_id and record.kind = $3
     where link.org_id = $1 and link.to_id = $2 and link.relation = 'dataset' order by record.number desc limit 200`,
    [organisation, id, datasetCheck.name],
  )
  return found.rows.map(storedFrom)
}

type Explanations = ReadonlyMap<string, Passport['alterations'][number]['explainedBy']>

async function findExplanations(
  client: pg.PoolClient,
  organisation: string,
  checks: readonly string[],
): Promise<Explanations> {
  const found = await client.query<{ check_id: string; kind: string; id: string; number: string }>(
    `select link.to_id as check_id, record.kind, record.id, record.number from record_link link
     join record on record.org_id = link.org_id and record.id = link.from_id and record.state <> 'cancelled'
     where link.org_id = $1 and link.to_id = any($2::uuid[]) and link.relation = 'datasetChecks'
     order by record.number`,
    [organisation, checks],
  )
  const byCheck = Map.groupBy(found.rows, (row) => row.check_id)
  return new Map(
    [...byCheck].map(([check, rows]) => [check, rows.map(({ kind, id, number }) => ({ kind, id, number }))]),
  )
}

function alterationOf(
  check: StoredRecord,
  record: StoredRecord,
  explanations: Explanations,
): Passport['alterations'] {
  const { outcome, checkedOn, manifestSha256 } = check.body
  if (outcome !== 'altered' || datasetCheck.life.states[check.state]?.ended) return []
  const counts = ['added', 'removed', 'altered', 'renamed', 'relabelled', 'moved', 'reassigned']
  return [
    {
      check: headOf(check),
      checkedOn: String(checkedOn),
      changed: counts.reduce((sum, name) => sum + Number(check.body[name] ?? 0), 0),
      explainedBy: explanations.get(check.id) ?? [],
      isAdopted: record.state === 'approved' && record.body.contentSha256 === manifestSha256,
    },
  ]
}

async function findModels(
  client: pg.PoolClient,
  organisation: string,
  id: string,
): Promise<Passport['models']> {
  const found = await client.query<Head & { relations: string[] }>(
    `select record.id, record.number, record.title, record.state, array_agg(link.relation order by link.relation) as relations
     from record_link link join record on record.org_id = link.org_id and record.id = link.from_id
     where link.org_id = $1 and link.to_id = $2 and record.kind = 'model-version'
     group by record.id, record.number, record.title, record.state order by record.number limit 200`,
    [organisation, id],
  )
  return found.rows
}

/** Evaluations on this dataset, each with its model and the datasets that model learned from. */
async function findEvaluations(client: pg.PoolClient, organisation: string, id: string) {
  const found = await client.query<{
    evaluation: Head
    model: Head
    fitted: string[]
  }>(
    `select json_build_object('id', own.id, 'number', own.number, 'title', own.title, 'state', own.state) as evaluation,
       json_build_object('id', model.id, 'number', model.number, 'title', model.title, 'state', model.state) as model,
       array(select distinct learned.to_id from record_link learned where learned.org_id = $1
         and learned.from_id = model.id and learned.relation in ('trainedOn', 'tunedOn'))::text[] as fitted
     from record_link link
     join record own on own.org_id = link.org_id and own.id = link.from_id and own.kind = 'evaluation'
     join record_link tested on tested.org_id = own.org_id and tested.from_id = own.id and tested.relation = 'modelVersion'
     join record model on model.org_id = tested.org_id and model.id = tested.to_id
     where link.org_id = $1 and link.to_id = $2 and link.relation = 'dataset'
     order by own.number desc limit ${evaluationsMax}`,
    [organisation, id],
  )
  return found.rows
}
