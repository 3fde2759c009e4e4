import { decideAction } from '@maek/domain/decide.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import type { Actor } from '@maek/domain/record.ts'
import { accepted, written } from '../../../test/house-records.ts'
import { person, type StandingHouse } from '../../../test/standing-house.ts'
import { withOrganisation } from '../../database/scope.ts'
import { findLinks, findRecord } from '../../records/find.ts'

/** An evaluation as it stands right after its plan was signed (the guards of signing have tests of their own). */
export async function signedEvaluation(
  house: StandingHouse,
  actor: Actor,
  plan: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const id = await plannedEvaluation(house, actor, plan)
  await signPlan(house, actor, id)
  return id
}

/** An evaluation whose plan nobody has signed yet; of a model of its own unless the plan names one. */
export async function plannedEvaluation(
  house: StandingHouse,
  actor: Actor,
  plan: Readonly<Record<string, unknown>>,
): Promise<string> {
  const modelVersion = plan.modelVersion ?? (await writtenModel(house, actor)).id
  const { id } = await written(house, actor, {
    kind: 'evaluation',
    body: {
      name: '시험 평가',
      purpose: 'standalone',
      question: '허용기준을 충족하는가.',
      method: '클로퍼-피어슨',
      operatingPoint: '0.5',
      acceptanceCriteria: [{ metric: 'AUROC', judgedBy: 'lower', comparison: 'at-least', limit: '0.6' }],
      ...plan,
      modelVersion,
    },
  })
  return id
}

async function signPlan(house: StandingHouse, actor: Actor, id: string): Promise<void> {
  const { record, links } = await withOrganisation(house.database, actor.organisation, async (client) => ({
    record: accepted(await findRecord(client, actor.organisation, { kind: 'evaluation', id })).record,
    links: await findLinks(client, actor.organisation, id),
  }))
  const signing = evaluation.life.actions['sign-plan']
  if (!signing) throw new Error('plans are signed')
  const unguarded = {
    ...evaluation,
    life: { ...evaluation.life, actions: { 'sign-plan': { ...signing, guards: [] } } },
  }
  const signature = {
    meaning: 'review' as const,
    method: 'password' as const,
    statement: { ko: '검토', en: 'Review' },
    signedDigest: 'ab'.repeat(32),
    signedVersion: record.version,
    canonical: '{}',
    assertion: null,
  }
  const decided = accepted(
    decideAction(
      { kind: unguarded, record },
      { action: 'sign-plan', version: record.version, signature, links },
      { actor: person(house.organisation, '박서명', 'management'), at: house.now() },
    ),
  )
  accepted(await house.committer.commit({ organisation: actor.organisation, decisions: [decided] }))
}

export async function writtenModel(house: StandingHouse, actor: Actor) {
  const owner = await written(house, actor, {
    kind: 'person',
    body: { name: { ko: '김책임', en: 'Kim' }, engagement: 'employee' },
  })
  const system = await written(house, actor, {
    kind: 'ai-system',
    body: {
      name: { ko: '시험 AI', en: 'Test AI' },
      use: 'device',
      roles: ['developer'],
      purpose: { ko: '시험', en: 'Test' },
      owner: owner.id,
    },
  })
  return written(house, actor, {
    kind: 'model-version',
    body: { name: '시험 모델', version: '1.0.0', aiSystem: system.id, output: 'decision' },
  })
}
