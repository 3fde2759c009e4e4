import { hash } from 'node:crypto'
import { pointsOf } from '@maek/domain/models/performance/binary-measures.ts'
import { resultDigestInput } from '@maek/domain/models/performance/digest.ts'
import { type BinaryResult, binaryResult, misfitOf } from '@maek/domain/models/performance/evaluate.ts'
import type { BinaryPlan } from '@maek/domain/models/performance/plan.ts'
import type { PredictionColumns } from '@maek/domain/models/performance/predictions.ts'
import type { BinaryTotals } from '@maek/domain/models/performance/stream/binary-sums.ts'
import { GroupCounts } from '@maek/domain/models/performance/stream/group-counts.ts'
import { crossingsOf, type Tallies } from '@maek/domain/models/performance/tally.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Bench, EngineTaskRunner } from '../task.ts'
import type { Ingested } from './ingest.ts'
import { type PackedRows, Unpacked, wordsOf } from './packed-rows.ts'
import { type RowsAsked, sortedRows } from './sorted-rows.ts'
import type { SumOrder } from './sum-parts.ts'
import { sumHere, sumInThreads } from './sum-threads.ts'

/** Evaluates a canonical table of a binary classifier by a signed plan. */
export type Evaluate = {
  readonly task: 'evaluate'
  readonly path: string
  readonly ingested: Ingested
  readonly plan: BinaryPlan
  readonly scoreKind: PredictionColumns['scoreKind']
}

/** The result, and the canonical text that is kept; its SHA-256 is the digest. */
export type Evaluated = { readonly result: BinaryResult; readonly document: string; readonly digest: string }

export const evaluateTask: EngineTaskRunner<Evaluate, Evaluated> = {
  places: ({ path }) => [path],
  run: evaluate,
}

/** Scores to compare with are held in memory. */
const referencesMax = 50_000_000

async function evaluate(bench: Bench, task: Evaluate): Promise<Answer<Evaluated>> {
  const { ingested, plan, scoreKind } = task
  const misfit = misfitOf({ columns: ingested.groups, scoreKind }, plan)
  if (misfit !== null) return misfit
  if (ingested.references > referencesMax) return tooManyReferences
  bench.tell({ step: 'sorting', part: 0 })
  const cases = {
    positives: ingested.positives,
    negatives: ingested.cases - ingested.positives,
    thresholds: pointsOf(plan).map(({ threshold }) => threshold),
    scoreKind,
    reference: await referenceScores(bench, task),
  }
  const sizes = ingested.groups.map(({ column, strata, hasEmpty }) => ({
    column,
    groups: strata.length + (hasEmpty ? 1 : 0),
  }))
  const { pairs, leftOut } = crossingsOf(sizes, plan.intersections)
  const { groups: columns } = ingested
  // Shared, so that a thread sees what is counted here.
  const counts = new GroupCounts(
    columns,
    pairs,
    (length) => new Float64Array(new SharedArrayBuffer(8 * length)),
  )
  const { threshold } = plan
  const { totals, tallies } = await sumSorted(bench, task, {
    counts,
    binary: { part: 'binary', cases },
    groups: { part: 'groups', columns, pairs, threshold, scoreKind, totals: counts.counts },
  })
  const result = binaryResult({ totals, tallies, pairsLeftOut: leftOut }, plan)
  const document = resultDigestInput(result)
  return accept({ result, document, digest: hash('sha256', document, 'hex') })
}

async function referenceScores(bench: Bench, task: Evaluate): Promise<Float64Array | null> {
  const { ingested } = task
  if (ingested.references === 0) return null
  // Shared, so that a thread sees them without a copy.
  const scores = new Float64Array(new SharedArrayBuffer(8 * ingested.references))
  let at = 0
  const asked = { ...fileOf(task), where: 'is_reference', rows: ingested.references, words: [] }
  for await (const { length, scores: next } of sortedRows(bench, asked)) {
    scores.set(next.subarray(0, length), at)
    at += length
  }
  return scores
}

function fileOf({ path, ingested }: Evaluate): Pick<RowsAsked, 'path' | 'rowsOfFile'> {
  return { path, rowsOfFile: ingested.cases + ingested.references }
}

/** From here on rows are summed by threads of their own; fewer are summed before a thread has learnt its program. */
const rowsForThreads = 2_000_000

async function sumSorted(
  bench: Bench,
  task: Evaluate,
  orders: { readonly counts: GroupCounts; readonly binary: SumOrder; readonly groups: SumOrder },
): Promise<{ readonly totals: BinaryTotals; readonly tallies: Tallies }> {
  const { ingested } = task
  const words = wordsOf(ingested)
  const open = ingested.cases < rowsForThreads ? sumHere : sumInThreads(words.length)
  const sums = open([orders.binary, orders.groups])
  try {
    let done = 0
    const unpacked = new Unpacked(ingested.groups.length)
    const seen = (rows: PackedRows) => orders.counts.push(unpacked.rowsOf(rows))
    const asked = { ...fileOf(task), where: 'not is_reference', rows: ingested.cases, words, seen }
    for await (const rows of sortedRows(bench, asked)) {
      // All were seen before the first came sorted.
      if (done === 0) orders.counts.finish()
      await sums.push(rows)
      done += rows.length
      bench.tell({ step: 'measuring', part: done / ingested.cases })
    }
    const [totals, tallies] = await sums.finish()
    // Each part answers what its order asks (sum-parts.ts).
    return { totals: totals as BinaryTotals, tallies: tallies as Tallies }
  } finally {
    await sums.close()
  }
}

const tooManyReferences = refuse(
  'too-large',
  say(
    `기준 집합은 ${referencesMax}건까지 받습니다.`,
    `A reference set holds at most ${referencesMax} cases.`,
  ),
  'reference',
)
