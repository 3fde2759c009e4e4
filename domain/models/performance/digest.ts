import type { EvaluationResult } from './evaluation-result.ts'
import type { Predictions } from './predictions.ts'

/**
 * The text whose SHA-256 (of its UTF-8 bytes) names a result: RFC 8785 canonical JSON, so equal results have equal text.
 * Throws on a number JSON cannot hold: a result never has one.
 */
export function resultDigestInput(result: EvaluationResult): string {
  return canonical(result)
}

/**
 * The text whose SHA-256 names the cases evaluated: one line per case in order of case id, so the order of rows,
 * the left-out columns and the way numbers were written do not matter.
 */
export function predictionsDigestInput(predictions: Predictions): string {
  const columns = predictions.subgroups.map(({ column }) => column)
  const lines = predictions.caseIds.map((caseId, index) => {
    const strata = predictions.subgroups.map(
      ({ strata: values, codes }) => values[codes[index] ?? -1] ?? null,
    )
    return canonical([
      caseId,
      predictions.labels[index] ?? null,
      predictions.scores[index] ?? null,
      ...strata,
    ])
  })
  return [canonical([predictions.scoreKind, ...columns]), ...lines, ''].join('\n')
}

/** RFC 8785: keys by UTF-16 code units, numbers and strings as ECMAScript writes them, no blanks. */
function canonical(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('JSON holds finite numbers only')
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}
