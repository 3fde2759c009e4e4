import type { PredictionColumns } from '@maek/domain/models/performance/predictions.ts'
import type { Bench } from '../task.ts'
import type { Faults } from './faults.ts'
import type { SourceColumn } from './source.ts'

/** One look at a table: its columns as SQL, with or without taking blanks away. */
export type Look = {
  readonly bench: Bench
  readonly relation: string
  readonly columns: PredictionColumns
  readonly all: readonly SourceColumn[]
  readonly text: (column: string) => string
  readonly faults: Faults
  /** A cell with blanks around it was met: the table is looked at again without them. */
  readonly sawBlank: () => void
  readonly isReference: string
}
