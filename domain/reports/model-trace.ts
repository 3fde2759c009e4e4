import { type Cited, cite } from '../cited.ts'
import type { Kind } from '../kind.ts'
import { dataset } from '../models/dataset.ts'
import { evaluation } from '../models/evaluation.ts'
import { modelVersion } from '../models/model-version.ts'
import { observationBatch } from '../monitoring/observation-batch.ts'
import { release } from '../products/release.ts'
import { site } from '../products/site.ts'
import type { StoredRecord } from '../record.ts'
import { shownChoice, shownRows, shownText } from '../shown.ts'
import { say, type Words } from '../words.ts'

export type TraceStepId =
  | 'batch'
  | 'site'
  | 'release'
  | 'model'
  | 'code'
  | 'data'
  | 'source'
  | 'labels'
  | 'rights'
  | 'evaluation'

export type TraceStep = {
  readonly id: TraceStepId
  readonly title: Words
  readonly records: readonly {
    readonly record: Cited
    readonly facts: readonly { readonly label: Words; readonly value: Words }[]
  }[]
  readonly missing: readonly Words[]
}

/** Records of a trace, as they count. */
export type TraceRecords = {
  readonly batch: StoredRecord | null
  readonly site: StoredRecord | null
  /** What the batch names; without a batch the releases that carry the model. */
  readonly releases: readonly StoredRecord[]
  readonly model: StoredRecord
  readonly datasets: readonly StoredRecord[]
  /** Datasets those were made from, and so on. */
  readonly sources: readonly StoredRecord[]
  readonly evaluations: readonly StoredRecord[]
  /** Releases that ran at the site of the batch on its first day, by the installations; null where unknown. */
  readonly ranThere: readonly string[] | null
}

export type ModelTrace = {
  readonly steps: readonly TraceStep[]
  readonly contradictions: readonly Words[]
  readonly isComplete: boolean
}

/** The chain from prediction to training data, with what is missing and what contradicts; pure. */
export function traceSteps(found: TraceRecords): ModelTrace {
  const steps = [...fieldSteps(found), ...modelSteps(found), ...dataSteps(found)]
  const contradictions = contradictionsIn(found)
  return {
    steps,
    contradictions,
    isComplete:
      contradictions.length === 0 &&
      steps.every(({ records, missing }) => records.length > 0 && missing.length === 0),
  }
}

/** Where the prediction was made. */
function fieldSteps({ batch, site: place, releases }: TraceRecords): TraceStep[] {
  const carried = stepOf(['release', say('릴리스', 'Release')], releases, {
    kind: release,
    fields: ['version', 'sourceRevision'],
  })
  if (!batch) return [carried]
  return [
    stepOf(['batch', say('현장 예측', 'Field predictions')], [batch], {
      kind: observationBatch,
      fields: ['contents', 'from', 'to', 'rows', 'file'],
    }),
    stepOf(['site', say('사용처', 'Site')], place ? [place] : [], {
      kind: site,
      fields: ['name', 'country'],
    }),
    carried,
  ]
}

/** Which weights made it, from which code. */
function modelSteps({ model }: TraceRecords): TraceStep[] {
  return [
    stepOf(['model', say('모델 가중치', 'Model weights')], [model], {
      kind: modelVersion,
      fields: ['version', 'weightsSha256', 'operatingPoint'],
    }),
    stepOf(['code', say('코드와 학습 환경', 'Code and environment')], [model], {
      kind: modelVersion,
      fields: ['codeCommit', 'environment', 'environmentSbom'],
    }),
  ]
}

/** What it was made from and judged on. */
function dataSteps({ datasets, sources, evaluations }: TraceRecords): TraceStep[] {
  const data = [...datasets, ...sources]
  const made = { kind: dataset, fields: ['version', 'subjects', 'contentSha256', 'manifest'] }
  return [
    stepOf(['data', say('학습·시험 데이터', 'Training and test data')], datasets, made),
    ...(sources.length > 0
      ? [stepOf(['source', say('원본 데이터', 'Data they were made from')], sources, made)]
      : []),
    stepOf(['labels', say('라벨', 'Labels')], data, {
      kind: dataset,
      fields: ['labelProcess', 'referenceStandard'],
    }),
    stepOf(['rights', say('적법 근거와 IRB', 'Legal basis and IRB')], data, {
      kind: dataset,
      fields: ['legalBasis', 'legalBasisDetail', 'ethics', 'irbNumber'],
    }),
    stepOf(['evaluation', say('평가', 'Evaluations')], evaluations, {
      kind: evaluation,
      fields: ['verdict', 'resultDigest'],
    }),
  ]
}

type Looked = { readonly kind: Kind; readonly fields: readonly string[] }

function stepOf(
  [id, title]: readonly [TraceStepId, Words],
  records: readonly StoredRecord[],
  { kind, fields }: Looked,
): TraceStep {
  const missing: Words[] = []
  if (records.length === 0)
    missing.push(say(`${title.ko}: 연결된 기록이 없습니다.`, `${title.en}: no record is linked.`))
  const told = records.map((record) => ({
    record: cite(record),
    facts: fields.flatMap((field) => {
      const label = kind.fields[field]?.label ?? say(field, field)
      const value = shownValue(kind, record, field)
      if (value) return [{ label, value }]
      // An optional number (IRB where none is needed) is no gap; what a complete record needs is one.
      if (kind.fields[field]?.presence !== 'optional')
        missing.push(say(`${record.number}: ${label.ko}`, `${record.number}: ${label.en}`))
      return []
    }),
  }))
  return { id, title, records: told, missing }
}

function shownValue(kind: Kind, record: StoredRecord, field: string): Words | undefined {
  const widget = kind.fields[field]?.widget
  if (widget === 'file') return fileWords(record.body[field])
  if (widget === 'rows') {
    const rows = shownRows(kind, record, field)
    return rows.length > 0
      ? say(`${rows.length}행`, `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`)
      : undefined
  }
  return kind.fields[field]?.choices ? shownChoice(kind, record, field) : shownText(record, field)
}

function fileWords(value: unknown): Words | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { name, sha256 }: { name?: unknown; sha256?: unknown } = value
  const text = `${String(name)} · SHA-256 ${String(sha256)}`
  return say(text, text)
}

function contradictionsIn({ batch, releases, model, ranThere, site: place }: TraceRecords): Words[] {
  if (!batch) return []
  const carries = (id: string) => Array.isArray(model.body.releases) && model.body.releases.includes(id)
  const found: Words[] = []
  for (const one of releases) {
    if (carries(one.id)) continue
    found.push(
      say(
        `${batch.number}은(는) 릴리스 ${one.number}에서 왔다고 하지만 ${model.number}은(는) 그 릴리스에 탑재되어 있지 않습니다.`,
        `${batch.number} says it came from release ${one.number}, which does not carry ${model.number}.`,
      ),
    )
  }
  if (place && ranThere !== null && ranThere.length > 0 && !ranThere.some(carries)) {
    found.push(
      say(
        `설치 기록에 따르면 그날 ${place.number}에서는 ${model.number}을(를) 탑재한 릴리스를 쓰지 않았습니다.`,
        `By the installations, no release with ${model.number} ran at ${place.number} on that day.`,
      ),
    )
  }
  if (place && ranThere !== null && ranThere.length === 0) {
    found.push(
      say(
        `설치 기록에 그날 ${place.number}에서 쓰던 릴리스가 없습니다.`,
        `The installations know of no release at ${place.number} on that day.`,
      ),
    )
  }
  return found
}
