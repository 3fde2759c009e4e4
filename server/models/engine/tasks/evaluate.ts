import { hash } from 'node:crypto'
import type { DuckDBDataChunk } from '@duckdb/node-api'
import { pointsOf } from '@maek/domain/models/performance/binary-measures.ts'
import { resultDigestInput } from '@maek/domain/models/performance/digest.ts'
import { type BinaryResult, binaryResult, misfitOf } from '@maek/domain/models/performance/evaluate.ts'
import type { BinaryPlan } from '@maek/domain/models/performance/plan.ts'
import type { PredictionColumns } from '@maek/domain/models/performance/predictions.ts'
import { BinarySums } from '@maek/domain/models/performance/stream/binary-sums.ts'
import { GroupSums } from '@maek/domain/models/performance/stream/group-sums.ts'
import { RunsOfRows } from '@maek/domain/models/performance/stream/runs-of-rows.ts'
import { crossingsOf } from '@maek/domain/models/performance/tally.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { quoted } from '../duck.ts'
import type { Bench, EngineTaskRunner } from '../task.ts'
import { groupColumn, type Ingested } from './ingest.ts'

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
  const sums = new BinarySums({
    positives: ingested.positives,
    negatives: ingested.cases - ingested.positives,
    thresholds: pointsOf(plan).map(({ threshold }) => threshold),
    scoreKind,
    reference: await referenceScores(bench, task),
  })
  const sizes = ingested.groups.map(({ column, strata, hasEmpty }) => ({
    column,
    groups: strata.length + (hasEmpty ? 1 : 0),
  }))
  const { pairs, leftOut } = crossingsOf(sizes, plan.intersections)
  const groups = new GroupSums(ingested.groups, pairs, plan.threshold)
  await sumSorted(bench, task, { sums, groups })
  const result = binaryResult(
    { totals: sums.finish(), tallies: groups.finish(), pairsLeftOut: leftOut },
    plan,
  )
  const document = resultDigestInput(result)
  return accept({ result, document, digest: hash('sha256', document, 'hex') })
}

async function referenceScores({ duck }: Bench, { path, ingested }: Evaluate): Promise<Float64Array | null> {
  if (ingested.references === 0) return null
  const scores = new Float64Array(ingested.references)
  const found = await duck.stream(
    `select score from read_parquet(${quoted(path)}) where is_reference order by score`,
  )
  let at = 0
  for (;;) {
    const chunk = await found.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return scores
    scores.set(doubles(chunk, 0), at)
    at += chunk.rowCount
  }
}

/** Groups of a row are packed beside its label, six bits each, so that little travels through the sort. */
const bitsOfGroup = 6
const groupsOfWord = 5

async function sumSorted(
  { duck, tell }: Bench,
  { path, ingested }: Evaluate,
  { sums, groups }: { readonly sums: BinarySums; readonly groups: GroupSums },
): Promise<void> {
  for (const [at, { strata }] of ingested.groups.entries()) {
    if (strata.length > 0)
      await duck.run(`create type strata_${at} as enum (${strata.map(quoted).join(', ')})`)
  }
  const words = wordsOf(ingested)
  const found = await duck.stream(
    `select score, ${words.join(', ')} from read_parquet(${quoted(path)}) where not is_reference order by score`,
  )
  const runs = new RunsOfRows()
  const unpacked = new Unpacked(ingested.groups.length)
  let done = 0
  // The next rows are fetched while these are summed.
  let next = found.fetchChunk()
  for (;;) {
    const chunk = await next
    if (!chunk || chunk.rowCount === 0) break
    next = found.fetchChunk()
    const rows = unpacked.rowsOf(chunk, words.length)
    sums.push(runs.push(rows))
    groups.push(rows)
    done += chunk.rowCount
    tell({ step: 'measuring', part: done / ingested.cases })
  }
  sums.push(runs.finish())
}

function wordsOf({ groups }: Ingested): string[] {
  const words: string[][] = [['cast(label as uinteger)']]
  for (const [at, { column, strata }] of groups.entries()) {
    const code =
      strata.length === 0
        ? '0'
        : `coalesce(cast(enum_code(cast(${groupColumn(column)} as strata_${at})) as uinteger), ${strata.length})`
    const shift = 1 + bitsOfGroup * (at % groupsOfWord)
    const word = Math.floor(at / groupsOfWord)
    const own = words[word] ?? []
    own.push(`(cast(${code} as uinteger) << ${shift})`)
    words[word] = own
  }
  return words.map((parts, at) => `cast(${parts.join(' | ')} as uinteger) as word_${at}`)
}

/** Labels and codes of rows, unpacked into arrays that are used again for the next rows. */
class Unpacked {
  private labels = new Uint8Array(0)
  private readonly codes: Int32Array[]

  constructor(groups: number) {
    this.codes = Array.from({ length: groups }, () => new Int32Array(0))
  }

  rowsOf(chunk: DuckDBDataChunk, words: number) {
    const length = chunk.rowCount
    if (this.labels.length < length) {
      this.labels = new Uint8Array(length)
      for (const at of this.codes.keys()) this.codes[at] = new Int32Array(length)
    }
    const { labels, codes } = this
    for (let word = 0; word < words; word++) {
      const packed = integers(chunk, 1 + word)
      if (word === 0) for (let row = 0; row < length; row++) labels[row] = (packed[row] ?? 0) & 1
      for (let own = 0; own < groupsOfWord; own++) {
        const code = codes[word * groupsOfWord + own]
        if (!code) break
        const shift = 1 + bitsOfGroup * own
        for (let row = 0; row < length; row++) code[row] = ((packed[row] ?? 0) >>> shift) & 63
      }
    }
    return { length, scores: doubles(chunk, 0), labels, codes }
  }
}

function doubles(chunk: DuckDBDataChunk, column: number): Float64Array {
  const vector = chunk.getColumnVector(column)
  if ('items' in vector && vector.items instanceof Float64Array) return vector.items
  throw new Error('a column of doubles was expected')
}

function integers(chunk: DuckDBDataChunk, column: number): Uint32Array {
  const vector = chunk.getColumnVector(column)
  if ('items' in vector && vector.items instanceof Uint32Array) return vector.items
  throw new Error('a column of whole numbers was expected')
}

const tooManyReferences = refuse(
  'too-large',
  say(
    `기준 집합은 ${referencesMax}건까지 받습니다.`,
    `A reference set holds at most ${referencesMax} cases.`,
  ),
  'reference',
)
