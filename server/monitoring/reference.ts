import { rm } from 'node:fs/promises'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import type { freezeReference } from '@maek/domain/monitoring/api.ts'
import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { canonicalText, generalRules } from '@maek/ledger/canonical.ts'
import type { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import { editOne } from '../edit-one.ts'
import { keepFile } from '../files/keep.ts'
import { receiveUpload, uploadFolder } from '../files/upload.ts'
import type { House } from '../house.ts'
import { recogniseTable } from '../models/table-format.ts'
import { findRecord } from '../records/find.ts'

type Asked = Omit<z.output<(typeof freezeReference)['input']>, 'key'>
type Frozen = z.input<(typeof freezeReference)['output']>
type Parts = Pick<House, 'committer' | 'database' | 'engine' | 'files' | 'folder' | 'now'>

/** Freezes the reference of a plan from the predictions of its approved baseline, and keeps it as the plan's file. */
export async function freezePlanReference(house: Parts, actor: Actor, asked: Asked): Promise<Answer<Frozen>> {
  if (!may(actor.roles, 'write', monitoringPlan.domain)) return notAllowed
  const organisation = actor.organisation
  const found = await withOrganisation(house.database, organisation, async (client) => {
    const plan = await findRecord(client, organisation, { kind: monitoringPlan.name, id: asked.plan })
    if (!plan.ok) return plan
    const id = monitoringPlan.shape.evaluation.parse(plan.value.record.body.evaluation)
    if (id === undefined) return noBaseline
    const baseline = await findRecord(client, organisation, { kind: evaluation.name, id })
    return baseline.ok ? accept({ plan: plan.value.record, baseline: baseline.value.record }) : baseline
  })
  if (!found.ok) return found
  const { plan, baseline } = found.value
  const file = evaluation.shape.predictions.parse(baseline.body.predictions)
  if (baseline.approvedVersion === null || file === undefined) return notApproved
  const threshold = monitoringPlan.shape.threshold.parse(plan.body.threshold)
  if (threshold === undefined) return noThreshold
  const pieces = house.files.pieces(organisation, file.sha256)
  const copy = await receiveUpload(uploadFolder(house), pieces, file.size)
  if (!copy.ok) return copy
  const { path } = copy.value
  try {
    const recognised = await recogniseTable(file.name, copy.value)
    if (!recognised.ok) return recognised
    const reference = await house.engine.run(
      {
        task: 'freeze-reference',
        path,
        format: recognised.value.format,
        evaluation: { id: baseline.id, number: baseline.number, predictionsSha256: file.sha256 },
        threshold: Number(threshold),
        score: asked.score ?? 'score',
        label: asked.label ?? 'label',
        inputs: asked.inputs ?? [],
      },
      { organisation },
    )
    if (!reference.ok) return reference
    const kept = await keepReference(house, actor, {
      plan,
      asked,
      text: canonicalText(reference.value, generalRules),
    })
    if (!kept.ok) return kept
    return accept({
      ...kept.value,
      n: reference.value.n,
      variables: reference.value.variables.map(({ name }) => name),
    })
  } finally {
    await rm(path, { force: true })
  }
}

async function keepReference(
  house: Parts,
  actor: Actor,
  { plan, asked, text }: { readonly plan: StoredRecord; readonly asked: Asked; readonly text: string },
): Promise<Answer<Pick<Frozen, 'record' | 'referenceDigest'>>> {
  const stored = await keepFile(house, actor, { bytes: Buffer.from(text), mediaType: 'application/json' })
  const written = await editOne(house, actor, {
    kind: monitoringPlan,
    record: plan,
    changed: {
      reference: { ...stored, name: 'reference.json', mediaType: 'application/json' },
      referenceDigest: stored.sha256,
    },
    version: asked.version,
  })
  if (!written.ok) return written
  const { id, number, title, version } = written.value
  return accept({ record: { id, number, title, version }, referenceDigest: stored.sha256 })
}

const notAllowed = refuse(
  'not-allowed',
  say('기준을 고정할 권한이 없습니다.', 'Your role may not freeze a reference.'),
)
const noBaseline = refuse(
  'conflict',
  say('계획에 기준이 되는 평가를 먼저 정하십시오.', 'Choose the baseline evaluation of the plan first.'),
  'body.evaluation',
)
const notApproved = refuse(
  'conflict',
  say(
    '기준이 되는 평가가 승인되지 않았거나 예측 파일이 없습니다.',
    'The baseline evaluation is not approved, or holds no predictions.',
  ),
  'body.evaluation',
)
const noThreshold = refuse(
  'conflict',
  say('계획에 판정 임계값을 먼저 적으십시오.', 'Give the plan its operating point first.'),
  'body.threshold',
)
