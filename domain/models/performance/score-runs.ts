import type { RunChunk } from './stream/runs-of-rows.ts'

/**
 * Scores and labels as runs: each distinct score once, ascending, with how many cases of each class bear it.
 * A run carries no row order, so whatever is computed from runs is the same for any order of the rows;
 * runs of parts merge into the runs of the whole, so many machines give the same result as one.
 */
export type ScoreRuns = {
  readonly scores: Float64Array
  readonly positives: Float64Array
  readonly negatives: Float64Array
  readonly positiveCount: number
  readonly negativeCount: number
}

/** Scores beside their labels (1 = positive, 0 = negative), equal in length. */
export type Labelled = { readonly scores: Float64Array; readonly labels: Uint8Array }

/** Runs of the cases, in O(n log n). Throws when a score is not finite or a label is neither 0 nor 1. */
export function scoreRuns({ scores, labels }: Labelled): ScoreRuns {
  if (scores.length !== labels.length) throw new RangeError('as many labels as scores are needed')
  return mergeRuns(classRuns(pick(scores, labels, 1), 1), classRuns(pick(scores, labels, 0), 0))
}

/** Sorted scores of one class. Plain index loops: millions of cases pass here. */
function pick(scores: Float64Array, labels: Uint8Array, label: 0 | 1): Float64Array {
  const picked = new Float64Array(scores.length)
  let count = 0
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] ?? Number.NaN
    const own = labels[index]
    if (!Number.isFinite(score)) throw new RangeError('a score is not finite')
    if (own !== 0 && own !== 1) throw new RangeError('a label is neither 0 nor 1')
    // + 0 turns the negative zero into zero: the two are one score.
    if (own === label) picked[count++] = score + 0
  }
  return picked.subarray(0, count).sort()
}

function classRuns(sorted: Float64Array, label: 0 | 1): ScoreRuns {
  const scores = new Float64Array(sorted.length)
  const counts = new Float64Array(sorted.length)
  let last = -1
  for (const score of sorted) {
    if (last < 0 || scores[last] !== score) scores[++last] = score
    counts[last] = (counts[last] ?? 0) + 1
  }
  const own = counts.slice(0, last + 1)
  const none = new Float64Array(last + 1)
  return {
    scores: scores.slice(0, last + 1),
    positives: label === 1 ? own : none,
    negatives: label === 1 ? none : own,
    positiveCount: label === 1 ? sorted.length : 0,
    negativeCount: label === 1 ? 0 : sorted.length,
  }
}

/** Runs of two separate sets of cases taken together; associative and commutative. */
export function mergeRuns(a: ScoreRuns, b: ScoreRuns): ScoreRuns {
  const most = a.scores.length + b.scores.length
  const scores = new Float64Array(most)
  const positives = new Float64Array(most)
  const negatives = new Float64Array(most)
  let [i, j, count] = [0, 0, 0]
  while (i < a.scores.length || j < b.scores.length) {
    const score = Math.min(a.scores[i] ?? Infinity, b.scores[j] ?? Infinity)
    scores[count] = score
    if (a.scores[i] === score) {
      positives[count] = a.positives[i] ?? 0
      negatives[count] = a.negatives[i] ?? 0
      i++
    }
    if (b.scores[j] === score) {
      positives[count] = (positives[count] ?? 0) + (b.positives[j] ?? 0)
      negatives[count] = (negatives[count] ?? 0) + (b.negatives[j] ?? 0)
      j++
    }
    count++
  }
  return {
    scores: scores.slice(0, count),
    positives: positives.slice(0, count),
    negatives: negatives.slice(0, count),
    positiveCount: a.positiveCount + b.positiveCount,
    negativeCount: a.negativeCount + b.negativeCount,
  }
}

/** One distinct score with its cases. */
export type Run = { readonly score: number; readonly positives: number; readonly negatives: number }

/** The runs from the lowest score to the highest. */
export function* eachRun(runs: ScoreRuns): Generator<Run> {
  for (let index = 0; index < runs.scores.length; index++) {
    // Within bounds: the three arrays are made with one length.
    const score = runs.scores[index] ?? 0
    yield { score, positives: runs.positives[index] ?? 0, negatives: runs.negatives[index] ?? 0 }
  }
}

/** How many cases stand behind the runs. */
export function caseCount(runs: ScoreRuns): number {
  return runs.positiveCount + runs.negativeCount
}

/** Quantile of all scores by R's type 7 (numpy's `linear`); p in [0, 1], at least one case. */
export function scoreQuantile(runs: ScoreRuns, p: number): number {
  const position = (caseCount(runs) - 1) * p
  const below = Math.floor(position)
  const fraction = position - below
  const lower = scoreAt(runs, below)
  return fraction === 0 ? lower : lower + fraction * (scoreAt(runs, below + 1) - lower)
}

function scoreAt(runs: ScoreRuns, rank: number): number {
  let seen = 0
  for (const run of eachRun(runs)) {
    seen += run.positives + run.negatives
    if (rank < seen) return run.score
  }
  throw new RangeError('a rank lies beyond the cases')
}

/** All runs at once, for sums that take them chunk by chunk. */
export function asChunk(runs: ScoreRuns): RunChunk {
  return { length: runs.scores.length, ...runs }
}
