/** One line of docs/benchmarks.md. */
export type BenchRow = {
  readonly what: string
  readonly measured: string
  /** Against the floor measured in the same run; null where there is none. */
  readonly ratio: number | null
  readonly bound: string
  readonly met: boolean | null
}
