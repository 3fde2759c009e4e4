import { nonconformity } from '../improvement/nonconformity.ts'
import { incident } from '../incidents/incident.ts'
import type { Kind } from '../kind.ts'
import { dataset } from '../models/dataset.ts'
import { datasetCheck } from '../models/dataset-check.ts'
import { modelVersion } from '../models/model-version.ts'
import { say } from '../words.ts'
import type { Need, RecordFact } from './fact.ts'
import { pointedAt, pointingAt, type Scene } from './look.ts'
import { openForm } from './mend.ts'
import type { Trait, Watch } from './trait.ts'

/*
 * Data that were approved and are no longer what was approved (notice Art. 12; ISO/IEC 42001 A.7.5). A check that
 * found them altered counts until a version with that very manifest is approved, or an incident or nonconformity
 * explains it.
 */

const watch = (kind: Kind, ...fields: readonly string[]): Watch => ({
  kind,
  needs: new Map(fields.map((field): [string, Need] => [field, 'value'])),
})

const reads: readonly Watch[] = [
  watch(dataset, 'contentSha256'),
  watch(datasetCheck, 'dataset', 'outcome', 'manifestSha256'),
  watch(nonconformity, 'datasetChecks'),
  watch(incident, 'datasetChecks'),
]

/** The first check of the dataset that nothing explains, or undefined. */
function unexplained(data: RecordFact, { facts }: Scene): RecordFact | undefined {
  const checks = pointingAt(facts, data.id, { kind: datasetCheck.name, relation: 'dataset' })
  return checks.find((check) => {
    if (check.body.outcome !== 'altered') return false
    if (data.approved && check.body.manifestSha256 === data.body.contentSha256) return false
    return [nonconformity, incident].every(
      ({ name }) => pointingAt(facts, check.id, { kind: name, relation: 'datasetChecks' }).length === 0,
    )
  })
}

type Found = (fact: RecordFact, scene: Scene) => RecordFact | undefined

function untouched(find: Found, more: readonly Watch[]): Trait {
  return {
    stage: 'effective',
    reads: () => [...reads, ...more],
    holds: (fact, scene) => find(fact, scene) === undefined,
    lacks: (fact, scene) => {
      const number = find(fact, scene)?.number ?? ''
      return say(
        `승인 뒤 바뀐 데이터가 설명되지 않았습니다(${number})`,
        `has data that were altered since approval, with no explanation (${number})`,
      )
    },
    mend: (fact, scene) => {
      const check = find(fact, scene)
      const noun = say(
        `${check?.number ?? ''}을(를) 설명하는 부적합`,
        `a nonconformity that explains ${check?.number ?? ''}`,
      )
      return openForm(nonconformity, { area: 'data', ...(check && { datasetChecks: [check.id] }) }, noun)
    },
  }
}

/** Nothing shows that the dataset was altered since it was approved, or it is explained. */
export const unaltered: Trait = untouched(unexplained, [])

/** The same for the data that the models of an AI system learned from. */
export const learnedFromUnaltered: Trait = untouched(
  (system, scene) => {
    const versions = pointingAt(scene.facts, system.id, { kind: modelVersion.name, relation: 'aiSystem' })
    for (const version of versions) {
      for (const relation of ['trainedOn', 'tunedOn']) {
        for (const data of pointedAt(scene, version, relation)) {
          const check = unexplained(data, scene)
          if (check) return check
        }
      }
    }
    return undefined
  },
  [watch(modelVersion, 'aiSystem', 'trainedOn', 'tunedOn')],
)

/** Splits of one dataset share nobody: the manifest was checked for it. A dataset in one piece has nothing to share. */
export const splitsApart: Trait = {
  stage: 'effective',
  reads: () => [watch(dataset, 'splits', 'leakCheck')],
  holds: ({ body }) => {
    const parts = Array.isArray(body.splits) ? body.splits.length : 0
    return parts < 2 || body.leakCheck === 'subjects-and-items'
  },
  lacks: () =>
    say(
      '분할 사이에 같은 대상자가 없는지 매니페스트로 확인되지 않았습니다',
      'has no manifest that shows its splits to share no subject',
    ),
  mend: (fact) => ({
    words: say(
      `${fact.number}: 대상자를 적은 매니페스트를 제출하십시오(maek dataset fingerprint … --subject-from).`,
      `${fact.number}: submit a manifest that tells the subjects (maek dataset fingerprint … --subject-from).`,
    ),
    kind: fact.kind,
    id: fact.id,
    action: null,
    prefill: {},
  }),
}
