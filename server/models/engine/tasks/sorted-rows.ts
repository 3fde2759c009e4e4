import { quoted } from '../duck.ts'
import type { Bench } from '../task.ts'
import { type PackedRows, packedRows } from './packed-rows.ts'
import { bucketsFor, bytesHeld, planBuckets, ScoreBuckets } from './score-buckets.ts'

/** Rows of a canonical table: which, how many, and their words as SQL (packed-rows.ts). */
export type RowsAsked = {
  readonly path: string
  readonly where: string
  readonly rows: number
  readonly rowsOfFile: number
  readonly words: readonly string[]
  /** Is shown every row, in any order, before the first comes sorted. */
  readonly seen?: (rows: PackedRows) => void
}

/**
 * The rows in the order of their scores, some at a time; each part is valid until the next is asked for. They are held
 * and sorted here where they fit, which takes a third of the time that DuckDB takes; where they do not, DuckDB sorts
 * them on disk.
 */
export async function* sortedRows(bench: Bench, asked: RowsAsked): AsyncGenerator<PackedRows> {
  const { rows } = asked
  if (rows === 0) return
  const words = asked.words.length
  const plan = planBuckets(await sampleOf(bench, asked), { rows, words })
  if (bytesHeld(plan) > bench.heldMegabytes * 2 ** 20) {
    if (asked.seen) for await (const chunk of inAnyOrder(bench, asked)) asked.seen(chunk)
    yield* orderedByDuck(bench, asked)
    return
  }
  const buckets = new ScoreBuckets(plan)
  let held = 0
  for await (const chunk of inAnyOrder(bench, asked)) {
    asked.seen?.(chunk)
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

function selectOf({ path, where, words }: RowsAsked): string {
  return `select ${['score', ...words].join(', ')} from read_parquet(${quoted(path)}, file_row_number = true) where ${where}`
}

/** The next rows are fetched while these are used. */
async function* orderedByDuck({ duck }: Bench, asked: RowsAsked): AsyncGenerator<PackedRows> {
  const found = await duck.stream(`${selectOf(asked)} order by score`)
  let next = found.fetchChunk()
  for (;;) {
    const chunk = await next
    if (!chunk || chunk.rowCount === 0) return
    next = found.fetchChunk()
    yield packedRows(chunk, asked.words.length)
  }
}

/** Slices of a file: few, but small beside what is held. Fetched chunk by chunk rows would come half as fast. */
const slices = 4
const rowsOfSliceMin = 2 ** 16
const rowsOfSliceMax = 2 ** 22

/** The next slice is read while this one is used. */
async function* inAnyOrder({ duck }: Bench, asked: RowsAsked): AsyncGenerator<PackedRows> {
  const { rowsOfFile, words } = asked
  const size = Math.min(rowsOfSliceMax, Math.max(rowsOfSliceMin, Math.ceil(rowsOfFile / slices)))
  const read = (from: number) =>
    duck.run(`${selectOf(asked)} and file_row_number >= ${from} and file_row_number < ${from + size}`)
  let next = read(0)
  for (let from = 0; from < rowsOfFile; from += size) {
    const slice = await next
    if (from + size < rowsOfFile) next = read(from + size)
    for (let at = 0; at < slice.chunkCount; at++) yield packedRows(slice.getChunk(at), words.length)
  }
}
