import { quoted } from '../duck.ts'
import type { Bench } from '../task.ts'
import { type PackedRows, packedRows } from './packed-rows.ts'
import { bucketsFor, bytesHeld, planBuckets, ScoreBuckets } from './score-buckets.ts'

/** Rows of a canonical table: which, how many, and their words as SQL (packed-rows.ts). */
export type RowsAsked = {
  readonly path: string
  readonly where: string
  readonly rows: number
  readonly words: readonly string[]
}

/**
 * The rows in the order of their scores, some at a time; each part is valid until the next is asked for. They are held
 * and sorted here where they fit, which takes a quarter of the time that DuckDB takes; where they do not, DuckDB sorts
 * them on disk.
 */
export async function* sortedRows(bench: Bench, asked: RowsAsked): AsyncGenerator<PackedRows> {
  const { path, where, rows } = asked
  if (rows === 0) return
  const words = asked.words.length
  const plan = planBuckets(await sampleOf(bench, asked), { rows, words })
  const select = `select ${['score', ...asked.words].join(', ')} from read_parquet(${quoted(path)}) where ${where}`
  if (bytesHeld(plan) > bench.heldMegabytes * 2 ** 20) {
    yield* chunksOf(bench, `${select} order by score`, words)
    return
  }
  const buckets = new ScoreBuckets(plan)
  let held = 0
  for await (const chunk of chunksOf(bench, select, words)) {
    buckets.push(chunk)
    held += chunk.length
    bench.tell({ step: 'sorting', part: held / rows })
  }
  yield* buckets.sorted()
}

const sampleSize = 50_000

/** About so many of the scores, from all over the table; none where they are not needed. */
async function sampleOf({ duck }: Bench, { path, where, rows }: RowsAsked): Promise<Float64Array> {
  if (bucketsFor(rows) === 1) return new Float64Array(0)
  const every = Math.max(1, Math.floor(rows / sampleSize))
  const found = await duck.runAndReadAll(
    `select score from read_parquet(${quoted(path)}, file_row_number = true)
     where ${where} and hash(file_row_number) % ${every} = 0`,
  )
  return Float64Array.from(found.getColumnsJS()[0] ?? [], Number)
}

/** The next rows are fetched while these are used. */
async function* chunksOf({ duck }: Bench, sql: string, words: number): AsyncGenerator<PackedRows> {
  const found = await duck.stream(sql)
  let next = found.fetchChunk()
  for (;;) {
    const chunk = await next
    if (!chunk || chunk.rowCount === 0) return
    next = found.fetchChunk()
    yield packedRows(chunk, words)
  }
}
