import type { OverviewPartProps } from '../../records/kind-parts.ts'
import { GapsNote } from './GapsNote.tsx'

/** Above the fields of an evaluation with a result: whether gaps wait for a decision. */
export function EvaluationOverview({ view }: OverviewPartProps) {
  return view.record.body.resultDocument === undefined ? null : <GapsNote id={view.record.id} />
}
