/**
 * How much one table may ask of the engine. A Parquet file of a few kilobytes can declare billions of rows, and a
 * compressed one can hold terabytes, so the size of the upload bounds nothing.
 */
export type EngineBounds = {
  readonly rowsMax: number
  /** Rows times columns. */
  readonly cellsMax: number
  /** What the columns take once decompressed, as the file declares it. */
  readonly bytesMax: number
  /** What a job may write to disk while it works: sorted runs and staged columns. */
  readonly diskMegabytes: number
}

/** Twice the largest table that our benches measure, and a table of that length with twenty columns. */
export const usualBounds: EngineBounds = {
  rowsMax: 200_000_000,
  cellsMax: 4_000_000_000,
  bytesMax: 40_000_000_000,
  diskMegabytes: 40_000,
}
