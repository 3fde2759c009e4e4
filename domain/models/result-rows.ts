import { bothWords } from '../codes.ts'
import type { EvaluationResult } from './performance/evaluation-result.ts'
import { measureWords } from './performance/measure-names.ts'
import { versionTitleOf } from './performance/measure-title.ts'
import type { GroupPlace } from './performance/tally.ts'
import { isMeant, type Outcome, placeOf, type Verdict } from './performance/verdict.ts'

/** A row of an evaluation's `results`; decimals as text. */
export type ResultRow = {
  readonly metric: string
  readonly of?: string
  readonly subgroup?: string
  readonly estimate: string
  readonly lower: string
  readonly upper: string
  readonly method: string
  readonly n: number
  readonly met?: boolean
}

/** The table of a record holds no more; what criteria speak of comes first. */
const rowsMax = 500

/** What an evaluation found as rows of its record. A measure without an honest interval makes no row. */
export function resultRows(
  result: Pick<EvaluationResult, 'task' | 'measures' | 'strata' | 'verdicts'>,
): ResultRow[] {
  const overall = result.measures.flatMap((one) => rowOf(one, result))
  const groups = result.strata.flatMap((stratum) =>
    stratum.measures.flatMap((one) => rowOf(one, result, placeOf(stratum))),
  )
  const judgedFirst = groups.toSorted(
    (left, right) => Number(right.met !== undefined) - Number(left.met !== undefined),
  )
  return [...overall, ...judgedFirst].slice(0, rowsMax)
}

/** The verdict in the record's words: criteria that cannot be decided are not met. */
export function verdictOf(result: EvaluationResult): 'met' | 'partly-met' | 'not-met' {
  if (result.outcome === 'met') return 'met'
  return result.verdicts.some(({ outcome }) => outcome === 'met') ? 'partly-met' : 'not-met'
}

function rowOf(
  one: EvaluationResult['measures'][number],
  { verdicts, task }: Pick<EvaluationResult, 'verdicts' | 'task'>,
  group?: GroupPlace,
): ResultRow[] {
  const { name, of, measure } = one
  if (measure.state !== 'estimated' || measure.interval === null) return []
  const numbers = [measure.estimate, measure.interval.low, measure.interval.high].map(decimalOf)
  const [estimate, lower, upper] = numbers
  if (estimate === undefined || lower === undefined || upper === undefined) return []
  const met = metBy(verdicts.filter((verdict) => speaksOf(verdict, one, group)).map(({ outcome }) => outcome))
  return [
    {
      metric: bothWords(measureWords[name]),
      ...(of !== undefined && { of: ofText(of, task).slice(0, 120) }),
      ...(group && { subgroup: groupText(group).slice(0, 120) }),
      estimate,
      lower,
      upper,
      method: `${measure.interval.method}, ${Number((measure.interval.level * 100).toPrecision(6))} %`.slice(
        0,
        120,
      ),
      n: measure.n,
      ...(met !== undefined && { met }),
    },
  ]
}

/** An earlier version in words of both languages, as the metric is; a class, reader or structure by its own code. */
function ofText(of: string, task: EvaluationResult['task']): string {
  const version = versionTitleOf(of, task)
  return version ? bothWords(version) : of
}

function speaksOf(
  { criterion, stratum }: Verdict,
  one: EvaluationResult['measures'][number],
  group: GroupPlace | undefined,
): boolean {
  if (!isMeant(criterion, one)) return false
  if (group === undefined) return criterion.population.kind === 'all'
  return stratum !== undefined && groupText(stratum) === groupText(group)
}

/** A group as criteria and results write it: `sex=F`, crossed `sex=F × age_band=60-69`. */
export function groupText({ column, value, and }: GroupPlace): string {
  const own = `${column}=${value ?? ''}`
  return and ? `${own} × ${and.column}=${and.value ?? ''}` : own
}

/** Whether the criteria of a row are met; undefined when there is none, or one could not be decided. */
function metBy(outcomes: readonly Outcome[]): boolean | undefined {
  if (outcomes.includes('not-met')) return false
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === 'met') ? true : undefined
}

/** A number as the record's decimals are written, 12 places; undefined beyond what they hold. */
export function decimalOf(value: number): string | undefined {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return undefined
  const text = value.toFixed(12).replace(/\.?0+$/, '')
  return text === '-0' ? '0' : text
}
