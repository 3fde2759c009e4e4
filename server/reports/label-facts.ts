import { updateDecision, updateOutcomes } from '@maek/domain/engineering/update-decision.ts'
import { dataset } from '@maek/domain/models/dataset.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { performanceGap } from '@maek/domain/models/performance-gap.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { LabelFacts, LabelModel } from '@maek/domain/reports/label-facts.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { notFound } from '../http/problems.ts'
import type { RecordTableRow } from '../records/row.ts'
import { checkpointOf, makerOf, signaturesOf } from './report-parts.ts'
import { linkedTo, namedRecord, recordNamed, recordsOf } from './report-records.ts'

const pair = z.object({ ko: z.string().default(''), en: z.string().default('') })
const ids = z.array(z.uuid()).default([])
const text = z.string().nullish()

const releaseShape = z.object({ version: z.string(), device: z.uuid() })
const deviceShape = z.object({ name: pair, intendedUse: pair.nullish() })
const systemShape = z.object({ purpose: pair.nullish(), suppliers: ids })
const supplierShape = z.object({ supplies: z.array(z.string()).default([]) })
const modelShape = z.object({
  version: z.string(),
  aiSystem: z.uuid(),
  trainingMethod: pair.nullish(),
  limits: pair.nullish(),
  operatingPoint: text,
  trainedOn: ids,
  tunedOn: ids,
  testedOn: ids,
  performance: z
    .array(
      z.object({
        metric: z.string(),
        estimate: z.string(),
        lower: z.string(),
        upper: z.string(),
        n: z.number(),
      }),
    )
    .default([]),
})
const datasetShape = z.object({
  version: z.string(),
  subjects: z.number().nullish(),
  items: z.number().nullish(),
  sources: z.array(z.object({ country: z.string(), from: z.string(), to: z.string() })).default([]),
  population: z.array(z.object({ group: z.string(), subjects: z.number() })).default([]),
  knownGaps: text,
  identifiability: text,
  contentSha256: text,
})
const updateShape = z.object({
  outcome: z.string(),
  clearedVersion: z.uuid().nullish(),
  tests: z.array(z.object({ question: z.string(), because: z.string() })).default([]),
})

/** What the label of a release can say about its models, as of now. */
export async function loadLabelFacts(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release: string; readonly now: string },
): Promise<Answer<LabelFacts>> {
  const release = await recordNamed(client, organisation, { kind: 'release', named: asked.release })
  if (!release) return { ok: false, refusal: notFound }
  const { version, device: deviceId } = releaseShape.parse(release.body)
  const [device] = await recordsOf(client, organisation, [deviceId])
  if (!device) throw new Error('a release links a device: the database holds it to that')
  const { name, intendedUse } = deviceShape.parse(device.body)
  const models = await linkedTo(client, organisation, {
    to: release.id,
    relation: 'releases',
    kind: modelVersion.name,
  })
  const told: LabelModel[] = []
  for (const model of models) told.push(await labelModel(client, organisation, model))
  return accept({
    at: asked.now,
    maker: await makerOf(client, organisation),
    device: { number: device.number, name, intendedUse: intendedUse ?? null },
    release: { ...namedRecord(release), version },
    models: told,
    signatures: await signaturesOf(client, organisation, [release.id, ...models.map(({ id }) => id)]),
    checkpoint: await checkpointOf(client, organisation),
  })
}

/** One model as its label speaks of it. */
export async function labelModel(
  client: pg.PoolClient,
  organisation: string,
  row: RecordTableRow,
): Promise<LabelModel> {
  const body = modelShape.parse(row.body)
  const [system] = await recordsOf(client, organisation, [body.aiSystem])
  const { purpose, suppliers } = systemShape.parse(system?.body ?? {})
  return {
    ...namedRecord(row),
    version: body.version,
    purpose: purpose ?? null,
    trainingMethod: body.trainingMethod ?? null,
    limits: body.limits ?? null,
    operatingPoint: body.operatingPoint ?? null,
    performance: body.performance,
    datasets: [
      ...(await datasetsOf(client, organisation, { ids: body.trainedOn, role: 'training' })),
      ...(await datasetsOf(client, organisation, { ids: body.tunedOn, role: 'tuning' })),
      ...(await datasetsOf(client, organisation, { ids: body.testedOn, role: 'testing' })),
    ],
    restrictions: await restrictionsOf(client, organisation, row.id),
    clouds: await cloudsOf(client, organisation, suppliers),
    updates: await updatesOf(client, organisation, row.id),
  }
}

async function datasetsOf(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly ids: readonly string[]; readonly role: LabelModel['datasets'][number]['role'] },
): Promise<LabelModel['datasets']> {
  const rows = await recordsOf(client, organisation, asked.ids)
  return rows.map((row) => {
    const { version, subjects, items, sources, population, knownGaps, ...more } = datasetShape.parse(row.body)
    return {
      ...namedRecord(row),
      version,
      role: asked.role,
      subjects: subjects ?? null,
      items: items ?? null,
      countries: [...new Set(sources.map(({ country }) => country))],
      from: sources.map(({ from }) => from).sort()[0] ?? null,
      to:
        sources
          .map(({ to }) => to)
          .sort()
          .at(-1) ?? null,
      population,
      knownGaps: knownGaps ?? null,
      identifiability: dataset.fields.identifiability?.choices?.[more.identifiability ?? ''] ?? null,
      contentSha256: more.contentSha256 ?? null,
    }
  })
}

/** Texts for the label from approved decisions about gaps of the model's evaluations. */
async function restrictionsOf(
  client: pg.PoolClient,
  organisation: string,
  model: string,
): Promise<LabelModel['restrictions']> {
  const evaluations = await linkedTo(client, organisation, {
    to: model,
    relation: 'modelVersion',
    kind: 'evaluation',
  })
  const told: { number: string; text: Words }[] = []
  for (const { id } of evaluations) {
    const gaps = await linkedTo(client, organisation, {
      to: id,
      relation: 'evaluation',
      kind: performanceGap.name,
    })
    for (const gap of gaps) {
      const written = pair.safeParse(gap.body.labelText)
      if (gap.state === 'approved' && written.success) told.push({ number: gap.number, text: written.data })
    }
  }
  return told
}

async function cloudsOf(
  client: pg.PoolClient,
  organisation: string,
  suppliers: readonly string[],
): Promise<readonly string[]> {
  const rows = await recordsOf(client, organisation, suppliers)
  return rows
    .filter(({ body }) => supplierShape.parse(body).supplies.includes('cloud'))
    .map(({ title, number }) => `${title} (${number})`)
}

const outcomes: Readonly<Record<string, Words>> = updateOutcomes

async function updatesOf(
  client: pg.PoolClient,
  organisation: string,
  model: string,
): Promise<LabelModel['updates']> {
  const rows = await linkedTo(client, organisation, {
    to: model,
    relation: 'modelVersion',
    kind: updateDecision.name,
  })
  const told: LabelModel['updates'][number][] = []
  for (const row of rows) {
    const { outcome, clearedVersion, tests } = updateShape.parse(row.body)
    // Only what was signed, and only changes within the plan: others go through an authority first.
    if (row.state !== 'approved' || outcome !== 'within-plan') continue
    const [compared] = await recordsOf(client, organisation, clearedVersion ? [clearedVersion] : [])
    told.push({
      ...namedRecord(row),
      outcome: outcomes[outcome] ?? say(outcome, outcome),
      comparedWith: compared ? `${compared.title} (${compared.number})` : null,
      tests,
    })
  }
  return told
}
