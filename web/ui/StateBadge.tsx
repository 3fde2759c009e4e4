import { stateOf } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { ToneBadge } from './ToneBadge.tsx'

/** The state of a record, as its kind's lifecycle names it. */
export function StateBadge({ kind, state }: { kind: string; state: string }) {
  const say = useSay()
  const { label, tone } = stateOf(kind, state)
  return <ToneBadge tone={tone} label={say(label)} />
}
