import { leakCheckOf } from '@maek/domain/models/datasets/manifest-body.ts'
import { isShared } from '@maek/domain/models/datasets/manifest-leak.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../../database/scope.ts'
import type { Hinder } from '../../hinder.ts'
import { findManifests } from './manifest-rows.ts'
import { manifestHash } from './named-manifest.ts'
import { overlapsBetween, type Pair } from './overlaps.ts'

/*
 * Guards that need more than a record and its links: the lines of manifests. Pure guards of the lives come first;
 * these are asked after them, in the same places (server/records).
 */

/** A plan whose test data hold subjects or contents the model learned from is not signed (GMLP 4; 42001 A.6.2.4). */
export const hinderSharedTest: Hinder = async (house, organisation, { record }) => {
  const model = evaluation.shape.modelVersion.safeParse(record.body.modelVersion).data
  const tested = evaluation.shape.dataset.safeParse(record.body.dataset).data
  if (model === undefined || tested === undefined) return null
  const fitted = await learnedFrom(house, organisation, model)
  return sharedRefusal(await overlapsBetween(house, organisation, { fitted, tested: [tested] }))
}

/** The same for the datasets that a model version itself names. */
export const hinderSharedModel: Hinder = async (house, organisation, { record }) => {
  const of = (relation: 'trainedOn' | 'tunedOn' | 'testedOn') =>
    modelVersion.shape[relation].safeParse(record.body[relation]).data ?? []
  const fitted = [...new Set([...of('trainedOn'), ...of('tunedOn')])]
  return sharedRefusal(await overlapsBetween(house, organisation, { fitted, tested: of('testedOn') }))
}

/** What a dataset says of its manifest is what the manifest says: somebody may have typed another number since. */
export const hinderFalseCounts: Hinder = async (house, organisation, { record }) => {
  const sha256 = manifestHash(record)
  const known = await withOrganisation(house.database, organisation, (client) =>
    findManifests(client, organisation, sha256 === undefined ? [] : [sha256]),
  )
  const manifest = sha256 === undefined ? undefined : known.get(sha256)
  const { leakCheck, contentSha256, items, subjects } = record.body
  if (!manifest) return leakCheck === undefined ? null : untrue.refusal
  const kind = manifest.splits.length < 2 ? null : { subjects: manifest.subjects }
  const isTrue =
    leakCheck === leakCheckOf(kind && { ...kind, items: 0, subjectSamples: [], itemSamples: [] }) &&
    contentSha256 === sha256 &&
    items === manifest.items &&
    (manifest.subjects === null || subjects === manifest.subjects)
  return isTrue ? null : untrue.refusal
}

const untrue = refuse(
  'conflict',
  say(
    '매니페스트가 말하는 해시·건수·대상자 수·누출 확인과 기록이 다릅니다. 매니페스트를 다시 제출하십시오.',
    'Hash, items, subjects or leak check of the record are not what its manifest says. Submit the manifest again.',
  ),
  'body.manifest',
)

async function learnedFrom(
  house: Parameters<Hinder>[0],
  organisation: string,
  model: string,
): Promise<string[]> {
  const found = await withOrganisation(house.database, organisation, (client) =>
    client.query<{ to_id: string }>(
      `select distinct to_id from record_link
       where org_id = $1 and from_id = $2 and relation in ('trainedOn', 'tunedOn')`,
      [organisation, model],
    ),
  )
  return found.rows.map(({ to_id }) => to_id)
}

function sharedRefusal(pairs: readonly Pair[]): Refusal | null {
  for (const { fitted, tested, overlap } of pairs) {
    if (overlap === 'unknown' || !overlap.comparable || !isShared(overlap.shared)) continue
    const { subjects, items, subjectSamples, itemSamples } = overlap.shared
    const samples = [...subjectSamples, ...itemSamples].slice(0, 5).join(', ')
    const people = subjects === null ? say('알 수 없음', 'unknown') : say(`${subjects}명`, String(subjects))
    return refuse(
      'conflict',
      say(
        `시험 데이터셋 ${tested.number}이(가) 모델이 학습·조정한 ${fitted.number}과(와) 겹칩니다: 대상자 ${people.ko}, 내용이 같은 항목 ${items}건. 겹치는 것을 뺀 데이터셋으로 바꾸십시오. 가명: ${samples}`,
        `The test dataset ${tested.number} shares data with ${fitted.number}, which the model learned from: subjects ${people.en}, identical items ${items}. Use a dataset without them. Pseudonyms: ${samples}`,
      ),
      'body.dataset',
    ).refusal
  }
  return null
}
