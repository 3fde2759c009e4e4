import { updateDecision } from '@maek/domain/engineering/update-decision.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../database/scope.ts'
import type { Hinder } from '../hinder.ts'
import { findRecord } from '../records/find.ts'
import { digestOfFacts } from './facts-digest.ts'
import { readUpdateFacts } from './update-facts.ts'

/** Nobody signs a decision whose facts are no longer so: an evaluation withdrawn since, a plan that has ended. */
export const hinderChangedFacts: Hinder = async (house, organisation, { record }) => {
  const model = updateDecision.shape.modelVersion.safeParse(record.body.modelVersion).data
  if (model === undefined) return null
  return withOrganisation(house.database, organisation, async (client) => {
    const found = await findRecord(client, organisation, { kind: modelVersion.name, id: model })
    if (!found.ok) return found.refusal
    const facts = await readUpdateFacts(house, client, { organisation, record: found.value.record })
    return digestOfFacts(facts) === record.body.factsDigest ? null : changed.refusal
  })
}

const changed = refuse(
  'conflict',
  say(
    '판단한 뒤 근거가 된 기록이 바뀌었습니다. 모델 화면에서 다시 판단해 새로 기록하십시오.',
    'The records this decision rests on have changed since. Decide again on the model’s page and record it anew.',
  ),
  'body.factsDigest',
)
