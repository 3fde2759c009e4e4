import { Refused } from '../../api.ts'
import { faultsOf } from './faults.ts'

/** Brings the reader to the first field that was refused; the faults themselves stand beside the fields. */
export function showFirstFault(error: unknown): void {
  if (!(error instanceof Refused)) return
  const path = faultsOf(error.refusal).keys().next().value
  const place = document.getElementById(`field-${path?.split('.')[0] ?? ''}`)
  if (place) place.focus()
  else window.scrollTo({ top: 0 })
}
