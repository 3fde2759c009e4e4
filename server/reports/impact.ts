import { cite } from '@maek/domain/cited.ts'
import { aiSystem } from '@maek/domain/models/ai-system.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { impactAssessment } from '@maek/domain/models/impact-assessment.ts'
import { stalenessOf } from '@maek/domain/models/impact-staleness.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { ImpactRecords } from '@maek/domain/reports/impact/facts.ts'
import { impactQuestions } from '@maek/domain/reports/impact/questions.ts'
import { readImpact } from '@maek/domain/reports/impact-api.ts'
import type pg from 'pg'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { assessmentOf } from '../models/impact/assessment-of.ts'
import { type Grounds, readGrounds } from '../models/impact/ground-changes.ts'
import { idsIn } from '../models/passport/gather.ts'
import { namedRecord, recordsByIds, recordsPointingAt } from '../records/counting.ts'
import { kindFor } from '../records/kind-for.ts'

const readImpactHandler = handle(readImpact, async ({ subject }, call) => {
  const actor = actorOf(call)
  const kind = kindFor(impactAssessment.name, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const found = await findSubject(client, actor.organisation, subject)
    if (!found.ok) return found
    const { system, assessment } = found.value
    const grounds = await readGrounds(client, actor.organisation, system)
    const questions = impactQuestions(await gatherFacts(client, actor.organisation, grounds))
    const body = assessment?.body ?? {}
    return accept({
      assessment: assessment && { ...cite(assessment), state: assessment.state, edition: assessment.edition },
      system: cite(system),
      staleness: spread(stalenessOf(assessment?.approvedAt ?? null, grounds.changes)),
      questions: questions.map((one) => ({
        ...one,
        fields: [...one.fields],
        facts: [...one.facts],
        missing: [...one.missing],
        answered: one.fields.every((field) => body[field] !== undefined),
      })),
      conclusion: { answered: body.conclusion !== undefined && body.conclusionReason !== undefined },
    })
  })
})

function spread(found: ReturnType<typeof stalenessOf>) {
  return { ...found, changes: [...found.changes] }
}

type Subject = { readonly system: StoredRecord; readonly assessment: StoredRecord | null }

/** An assessment with its AI system, or an AI system with the assessment that speaks for it. */
async function findSubject(
  client: pg.PoolClient,
  organisation: string,
  named: string,
): Promise<Answer<Subject>> {
  const own = await namedRecord(client, organisation, { kind: impactAssessment.name, named })
  if (own.ok) {
    const [system] = await recordsByIds(client, organisation, idsIn(own.value, 'aiSystem'))
    if (!system) throw new Error('an assessment points to its AI system')
    return accept({ system, assessment: own.value })
  }
  const system = await namedRecord(client, organisation, { kind: aiSystem.name, named })
  if (!system.ok) return system
  const assessment = await assessmentOf(client, organisation, system.value.id)
  return accept({ system: system.value, assessment })
}

async function gatherFacts(
  client: pg.PoolClient,
  organisation: string,
  { system, devices, models, datasets, sites }: Grounds,
): Promise<ImpactRecords> {
  const pointing = (kind: string, relations: readonly string[], to: readonly StoredRecord[]) =>
    recordsPointingAt(client, organisation, { kind, relations, to: to.map(({ id }) => id) })
  const evaluations = (await pointing(evaluation.name, ['modelVersion'], models)).filter(
    ({ state }) => state === 'approved',
  )
  const hazards = await pointing('hazard', ['device'], devices)
  return {
    system,
    devices,
    models,
    datasets,
    sites,
    evaluations,
    gaps: await pointing('performance-gap', ['evaluation'], evaluations),
    hazards,
    controls: await pointing('risk-control', ['hazards'], hazards),
    incidents: await pointing(
      'incident',
      ['aiSystems', 'modelVersions', 'devices'],
      [system, ...models, ...devices],
    ),
  }
}

export const impactHandlers: readonly Handler[] = [readImpactHandler]
