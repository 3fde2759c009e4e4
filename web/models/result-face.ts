import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'

/** A face gets the whole result and narrows it by its task. */
export type ResultFaceProps = { readonly result: EvaluationResult }
