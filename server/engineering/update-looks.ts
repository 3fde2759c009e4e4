import { type Cited, cite } from '@maek/domain/cited.ts'
import type {
  Against,
  ComparisonFact,
  EvaluationFact,
  UpdateFacts,
} from '@maek/domain/engineering/update/facts.ts'
import { ownLooks } from '@maek/domain/engineering/update/look.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { measureNameSchema } from '@maek/domain/models/performance/measure-names.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import type pg from 'pg'
import { z } from 'zod'
import type { House } from '../house.ts'
import { idsIn, type ModelRecords } from '../models/passport/gather.ts'
import { recordsByIds, recordsPointingAt } from '../records/counting.ts'

const interval = z.looseObject({ low: z.number(), high: z.number(), level: z.number() })
const difference = z.looseObject({ state: z.string(), interval: interval.nullable().optional() })
const compared = z.looseObject({
  against: z.enum(['cleared', 'previous']),
  measure: measureNameSchema,
  difference,
})
const measured = z.looseObject({ name: z.string(), of: z.string().optional(), measure: difference })
const stratum = z.looseObject({
  column: z.string(),
  value: z.string().nullable(),
  isSufficient: z.boolean().optional(),
  measures: z.array(measured),
})

/** What of a kept comparison a decision needs; the document holds more. */
const comparisonResult = z.looseObject({
  task: z.literal('comparison'),
  comparisons: z.array(compared),
  strata: z.array(stratum).default([]),
})

type Looks = Pick<UpdateFacts, 'evaluations' | 'comparisons' | 'earlierLooks' | 'reusedDatasets'>
type Looked = {
  readonly record: StoredRecord
  readonly facts: readonly ComparisonFact[]
  readonly at: string
}

/**
 * The comparisons of the version, and what was looked at before it under the same plan: of every version that ever named
 * the plan, for one that failed and dropped it has spent its share. A withdrawn evaluation counts as a look and not as
 * evidence: what was seen cannot be unseen. Test data are used up by any version of the AI system.
 */
export async function readLooks(
  house: Pick<House, 'files'>,
  client: pg.PoolClient,
  { organisation, found }: { readonly organisation: string; readonly found: ModelRecords },
): Promise<Looks> {
  const { model } = found
  const all = await recordsPointingAt(client, organisation, {
    kind: evaluation.name,
    relations: ['modelVersion'],
    to: [model.id, ...found.versions.map(({ id }) => id)],
  })
  const looked = await lookedAt(house, client, { organisation, evaluations: all })
  const own = looked.filter(({ record }) => idsIn(record, 'modelVersion')[0] === model.id)
  const first = own.reduce<string | null>((at, one) => (at === null || one.at < at ? one.at : at), null)
  const earlier = looked.filter((one) => !own.includes(one) && (first === null || one.at < first))
  const followers = await everFollowing(client, organisation, found)
  const byVersion = Map.groupBy(earlier, ({ record }) => idsIn(record, 'modelVersion')[0] ?? '')
  const earlierLooks = [...byVersion].reduce(
    (sum, [version, list]) =>
      followers.has(version) ? sum + ownLooks(list.flatMap(({ facts }) => facts)) : sum,
    0,
  )
  const standing = own.filter(({ record }) => !evaluation.life.states[record.state]?.ended)
  const datasets = await recordsByIds(
    client,
    organisation,
    standing.flatMap(({ record }) => idsIn(record, 'dataset')),
  )
  const used = new Set(earlier.flatMap(({ record }) => idsIn(record, 'dataset')))
  const datasetOf = (record: StoredRecord): Cited | null => {
    const one = datasets.find(({ id }) => id === idsIn(record, 'dataset')[0])
    return one ? cite(one) : null
  }
  return {
    evaluations: standing.map(
      ({ record }): EvaluationFact => ({
        ...cite(record),
        isApproved: record.state === 'approved',
        dataset: datasetOf(record),
      }),
    ),
    comparisons: standing.flatMap(({ facts }) => facts),
    earlierLooks: earlierLooks + withdrawnLooks(own, standing),
    reusedDatasets: datasets.filter(({ id }) => used.has(id)).map(cite),
  }
}

/** Versions that name the plan, or once did. */
async function everFollowing(
  client: pg.PoolClient,
  organisation: string,
  { plan, versions }: ModelRecords,
): Promise<ReadonlySet<string>> {
  if (plan === null) return new Set()
  const rows = await client.query<{ id: string }>(
    `select distinct record_id as id from record_revision
     where org_id = $1 and record_id = any($2::uuid[]) and canonical::jsonb -> 'body' ->> 'changePlan' = $3`,
    [organisation, versions.map(({ id }) => id), plan.id],
  )
  return new Set(rows.rows.map(({ id }) => id))
}

function withdrawnLooks(own: readonly Looked[], standing: readonly Looked[]): number {
  return ownLooks(own.filter((one) => !standing.includes(one)).flatMap(({ facts }) => facts))
}

type Evaluations = { readonly organisation: string; readonly evaluations: readonly StoredRecord[] }

async function lookedAt(
  house: Pick<House, 'files'>,
  client: pg.PoolClient,
  { organisation, evaluations }: Evaluations,
): Promise<Looked[]> {
  const withResult = evaluations.filter(({ body }) => body.resultDocument !== undefined)
  const firsts = await firstResults(client, organisation, withResult)
  const found: Looked[] = []
  for (const record of withResult) {
    const file = evaluation.shape.resultDocument.parse(record.body.resultDocument)
    const bytes = file && (await house.files.get(organisation, file.sha256))
    if (!bytes?.ok) continue
    const result = comparisonResult.safeParse(JSON.parse(bytes.value.toString('utf8')))
    if (!result.success) continue // An evaluation of another task is no comparison.
    const at = firsts.get(record.id) ?? record.updatedAt
    found.push({ record, facts: factsIn(record, result.data, at), at })
  }
  return found
}

/** When the result of each first stood in its record. */
async function firstResults(
  client: pg.PoolClient,
  organisation: string,
  evaluations: readonly StoredRecord[],
): Promise<ReadonlyMap<string, string>> {
  if (evaluations.length === 0) return new Map()
  const found = await client.query<{ id: string; at: string }>(
    `select record_id as id, min(at) as at from record_revision
     where org_id = $1 and record_id = any($2::uuid[]) and canonical::jsonb -> 'body' -> 'resultDocument' is not null
     group by record_id`,
    [organisation, evaluations.map(({ id }) => id)],
  )
  return new Map(found.rows.map(({ id, at }) => [id, at]))
}

function factsIn(
  record: StoredRecord,
  result: z.infer<typeof comparisonResult>,
  at: string,
): ComparisonFact[] {
  const comparedWith = (against: Against) =>
    idsIn(record, against === 'cleared' ? 'clearedModel' : 'previousModel')[0] ?? null
  const base = (against: Against) => ({
    evaluation: cite(record),
    against,
    comparedWith: comparedWith(against),
    at,
  })
  const whole = result.comparisons.flatMap(({ against, measure, difference: { interval: own } }) =>
    own
      ? [{ ...base(against), measure, subgroup: null, low: own.low, high: own.high, level: own.level }]
      : [],
  )
  const groups = result.strata.flatMap((one) => {
    if (one.isSufficient === false || one.value === null) return []
    return one.measures.flatMap(({ name, of = '', measure: { interval: own } }) => {
      const measure = measureNameSchema.safeParse(name.replace(/-difference$/, ''))
      const against = (['cleared', 'previous'] as const).find((which) => of.startsWith(which))
      if (!own || !against || !measure.success || !name.endsWith('-difference')) return []
      const subgroup = `${one.column}=${one.value}`
      return [
        { ...base(against), measure: measure.data, subgroup, low: own.low, high: own.high, level: own.level },
      ]
    })
  })
  return [...whole, ...groups]
}
