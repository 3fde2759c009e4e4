import type { BinaryResult } from './evaluate.ts'
import type { TaskResult } from './tasks/task-result.ts'

/** Everything an evaluation found, by task. */
export type EvaluationResult = BinaryResult | TaskResult
