import { aiSystem } from '../../models/ai-system.ts'
import { dataset } from '../../models/dataset.ts'
import { populationFields, useFields } from '../../models/impact-staleness.ts'
import { modelVersion } from '../../models/model-version.ts'
import { arrivalFields, arrivedAt } from '../../models/site-arrival.ts'
import { device } from '../../products/device.ts'
import { installation } from '../../products/installation.ts'
import { say } from '../../words.ts'
import type { Need, RecordFact } from '../fact.ts'
import { everPointingAt, pointedAt, pointingAt, type Scene } from '../look.ts'
import { newerThan } from '../relation.ts'

/* What an impact assessment rests on, as rules see it; the page of the assessment names each change (impact-staleness.ts). */

const values = (...fields: readonly string[]) =>
  new Map(fields.map((field): [string, Need] => [field, 'value']))

const datasetRelations = ['trainedOn', 'tunedOn', 'testedOn'] as const

/** When intended use, model, population or sites of an AI system last changed; null where nothing is known. */
function lastGroundChange(subject: RecordFact, scene: Scene): string | null {
  const models = pointingAt(scene.facts, subject.id, {
    kind: modelVersion.name,
    relation: 'aiSystem',
  }).filter(({ approved }) => approved)
  const data = models.flatMap((model) =>
    datasetRelations.flatMap((relation) => pointedAt(scene, model, relation)),
  )
  const instants = [
    changeIn(subject, useFields['ai-system']),
    ...pointedAt(scene, subject, 'devices').map((one) => changeIn(one, useFields.device)),
    ...models.map(({ approvedAt }) => approvedAt),
    ...data.map((one) => changeIn(one, populationFields)),
    lastNewSite(subject, models, scene),
  ]
  return instants.reduce<string | null>(
    (last, at) => (at != null && (last === null || at > last) ? at : last),
    null,
  )
}

function changeIn({ changes = [] }: RecordFact, fields: readonly string[]): string | null {
  return changes.reduce<string | null>(
    (last, { field, at }) => (fields.includes(field) && (last === null || at > last) ? at : last),
    null,
  )
}

/** An upgrade at a site is no new site: when one of the releases with the models came there counts. */
function lastNewSite(subject: RecordFact, models: readonly RecordFact[], scene: Scene): string | null {
  const first = new Map<string, string>()
  const releasesOf = (ones: readonly RecordFact[]) =>
    new Set(ones.flatMap((model) => pointedAt(scene, model, 'releases').map(({ id }) => id)))
  const ever = everPointingAt(scene.facts, subject.id, { kind: modelVersion.name, relation: 'aiSystem' })
  const withModels = releasesOf(ever.filter(({ approvedAt }) => approvedAt !== null))
  for (const id of releasesOf(models)) {
    for (const one of everPointingAt(scene.facts, id, { kind: installation.name, relation: 'release' })) {
      const site = one.body.site
      const at = arrivedAt(one.changes ?? [], withModels, one.createdAt)
      if (typeof site !== 'string' || at === null) continue
      const known = first.get(site)
      if (known === undefined || at < known) first.set(site, at)
    }
  }
  return [...first.values()].reduce<string | null>(
    (last, at) => (last === null || at > last ? at : last),
    null,
  )
}

/** ISO/IEC 42001 8.4, ISO/IEC 42005 5.12: the assessment is as new as what it speaks of. */
export const newerThanItsGrounds = newerThan(
  say('사용목적·모델·대상 집단·사용처 변경', 'change of intended use, model, population or sites'),
  [
    { kind: aiSystem, needs: values('devices'), dated: new Set(useFields['ai-system']) },
    { kind: device, needs: new Map(), dated: new Set(useFields.device) },
    { kind: modelVersion, needs: values('aiSystem', 'releases', ...datasetRelations) },
    { kind: dataset, needs: new Map(), dated: new Set(populationFields) },
    { kind: installation, needs: values('site', 'release'), opening: true, dated: new Set(arrivalFields) },
  ],
  lastGroundChange,
)
