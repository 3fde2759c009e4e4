import { hash, randomUUID } from 'node:crypto'
import { decideCreate } from '@maek/domain/decide.ts'
import { type LookResult, lookResultSchema } from '@maek/domain/monitoring/look-result.ts'
import { monitoringLook } from '@maek/domain/monitoring/monitoring-look.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { canonicalText, generalRules } from '@maek/ledger/canonical.ts'
import { commitOne } from '../commit-one.ts'
import { withOrganisation } from '../database/scope.ts'
import { keepFile } from '../files/keep.ts'
import type { House } from '../house.ts'
import { fileOf, standingBatches } from './batches.ts'
import { houseActor } from './house-actor.ts'
import { manifestsOf } from './make.ts'
import { modelFolder } from './places.ts'
import type { OpenPlan } from './plan.ts'

type Parts = Pick<House, 'committer' | 'database' | 'engine' | 'files' | 'folder' | 'now' | 'observing'>

/** A look's result as it is kept and named: canonical JSON, so that the same look has the same digest. */
export type TakenLook = {
  readonly result: LookResult
  readonly text: string
  readonly digest: string
  /** Names what was looked at and by which terms; another digest of the result for the same inputs is a fault. */
  readonly inputsDigest: string
}

/** Looks by a plan at a moment; keeps nothing. */
export function lookBy(
  house: Parts,
  organisation: string,
  { plan, at }: { readonly plan: OpenPlan; readonly at: string },
): Promise<Answer<TakenLook>> {
  return house.observing.take(`${organisation}/${plan.model}`, async () => {
    const standing = await withOrganisation(house.database, organisation, (client) =>
      standingBatches(client, organisation, plan.model),
    )
    const batches = standing.filter(({ state }) => state === 'in-use')
    const manifests = await manifestsOf(house, { organisation, model: plan.model, now: at }, batches)
    if (!manifests.ok) return manifests
    const { record, terms, reference, referenceDigest } = plan
    const named = batches.map((batch) => ({
      id: batch.id,
      number: batch.number,
      sha256: fileOf(batch).sha256,
    }))
    const found = await house.engine.run(
      {
        task: 'look',
        asked: {
          plan: {
            id: record.id,
            number: record.number,
            version: record.version,
            signedAt: record.approvedAt,
          },
          ...{ terms, reference, referenceDigest, batches: named, at },
        },
        folder: modelFolder(house, organisation, plan.model),
        manifests: manifests.value,
      },
      { organisation },
    )
    if (!found.ok) return found
    const text = canonicalText(found.value, generalRules)
    const inputs = { v: 1, plan: record.id, terms, referenceDigest, batches: named, at }
    return accept({
      result: found.value,
      text,
      digest: hash('sha256', text, 'hex'),
      inputsDigest: hash('sha256', canonicalText(inputs, generalRules), 'hex'),
    })
  })
}

/** Keeps a scheduled look: the whole result as a file, its figures as a record that nobody can change. */
export async function keepLook(
  house: Parts,
  organisation: string,
  { plan, through, look }: { readonly plan: OpenPlan; readonly through: string; readonly look: TakenLook },
): Promise<Answer<StoredRecord>> {
  const actor = houseActor(organisation)
  const bytes = Buffer.from(look.text)
  const stored = await keepFile(house, actor, { bytes, mediaType: 'application/json' })
  const { labels, alarms, outcome, at } = look.result
  const share = labels.mature > 0 ? labels.matureLabelled / labels.mature : null
  const body = parseBody(monitoringLook, {
    name: `${through} · ${plan.record.title}`.slice(0, 255),
    plan: plan.record.id,
    modelVersion: plan.model,
    lookedAt: at,
    through,
    outcome,
    predictions: labels.predictions,
    mature: labels.mature,
    labelled: labels.matureLabelled,
    ...(share !== null && { labelShare: String(Number(share.toFixed(6))) }),
    labelsSuffice: labels.isSufficient ? 'yes' : 'no',
    alarms: alarms.length,
    result: { ...stored, name: `look-${through}.json`, mediaType: 'application/json' },
    resultDigest: look.digest,
    inputsDigest: look.inputsDigest,
  })
  if (!body.ok) return body
  const decided = decideCreate(
    monitoringLook,
    { id: randomUUID(), body: body.value },
    { actor, at: house.now() },
  )
  if (!decided.ok) return decided
  return commitOne(house, { organisation, decisions: [decided.value] })
}

/** The result of a kept look as its file says it; the file's digest is checked on reading. */
export async function readResult(
  house: Pick<House, 'files'>,
  organisation: string,
  look: StoredRecord,
): Promise<Answer<LookResult>> {
  const bytes = await house.files.get(
    organisation,
    monitoringLook.shape.result.parse(look.body.result).sha256,
  )
  if (!bytes.ok) return bytes
  return accept(lookResultSchema.parse(JSON.parse(bytes.value.toString('utf8'))))
}
