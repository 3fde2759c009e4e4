import { aiSystem } from '@maek/domain/models/ai-system.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { accept } from '@maek/domain/refusal.ts'
import { type MlBomFacts, mlBom } from '@maek/domain/reports/ml-bom.ts'
import { exportMlBom } from '@maek/domain/reports/ml-bom-api.ts'
import type pg from 'pg'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { notFound } from '../http/problems.ts'
import { kindFor } from '../records/kind-for.ts'
import type { RecordTableRow } from '../records/row.ts'
import { findEvaluated, loadEvaluationFacts } from './evaluation-facts.ts'
import { labelModel } from './label-facts.ts'
import { makerOf } from './report-parts.ts'
import { linkedTo, recordNamed, recordsOf } from './report-records.ts'

const modelShape = z.object({ aiSystem: z.uuid(), weightsSha256: z.string().nullish() })
const systemShape = z.object({ task: z.string().nullish() })

const exportMlBomHandler = handle(exportMlBom, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(modelVersion.name, actor, 'read')
  if (!kind.ok) return kind
  const { house } = call
  const { organisation } = actor
  const model = await withOrganisation(house.database, organisation, (client) =>
    recordNamed(client, organisation, { kind: modelVersion.name, named: input.model }),
  )
  if (!model) return { ok: false, refusal: notFound }
  const evaluated = await withOrganisation(house.database, organisation, (client) =>
    evaluatedBy(client, organisation, model.id),
  )
  const evaluations: MlBomFacts['evaluations'][number][] = []
  for (const { row, document } of evaluated) {
    const bytes = await house.files.get(organisation, document)
    if (!bytes.ok) return bytes
    // Our own intake wrote these bytes, and the store has checked their hash.
    const result = JSON.parse(bytes.value.toString('utf8'))
    evaluations.push(
      await withOrganisation(house.database, organisation, (client) =>
        loadEvaluationFacts(client, organisation, { row, result, now: house.now() }),
      ),
    )
  }
  const facts = await withOrganisation(house.database, organisation, (client) =>
    modelFacts(client, organisation, model),
  )
  const text = mlBom({ ...facts, at: house.now(), evaluations }, input.language)
  return accept({
    name: `${model.number}.cdx.json`,
    mediaType: 'application/vnd.cyclonedx+json',
    content: new Uint8Array(Buffer.from(text)),
  })
})

/** Only approved evaluations speak for a model outside the house. */
async function evaluatedBy(client: pg.PoolClient, organisation: string, model: string) {
  const rows = await linkedTo(client, organisation, {
    to: model,
    relation: 'modelVersion',
    kind: 'evaluation',
  })
  const found: { row: RecordTableRow; document: string }[] = []
  for (const { id, state } of rows) {
    const evaluated = await findEvaluated(client, organisation, id)
    if (state === 'approved' && evaluated.ok) found.push(evaluated.value)
  }
  return found
}

async function modelFacts(
  client: pg.PoolClient,
  organisation: string,
  row: RecordTableRow,
): Promise<Omit<MlBomFacts, 'at' | 'evaluations'>> {
  const { aiSystem: system, weightsSha256 } = modelShape.parse(row.body)
  const [found] = await recordsOf(client, organisation, [system])
  const { task } = systemShape.parse(found?.body ?? {})
  return {
    id: row.id,
    edition: Number(row.version),
    maker: await makerOf(client, organisation),
    model: {
      ...(await labelModel(client, organisation, row)),
      weightsSha256: weightsSha256 ?? null,
      task: aiSystem.fields.task?.choices?.[task ?? ''] ?? null,
    },
  }
}

export const mlBomHandlers: readonly Handler[] = [exportMlBomHandler]
