import type { Tone } from '@maek/domain/life.ts'
import type { StatementState } from '@maek/domain/vulnerabilities/statement.ts'
import { statementStateWords } from '@maek/domain/vulnerabilities/triage-words.ts'
import { useSay } from '../../language.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'

/** Five states, five shapes. */
export const stateTones: Readonly<Record<StatementState, Tone>> = {
  'in-triage': 'waiting',
  affected: 'bad',
  accepted: 'draft',
  fixed: 'good',
  'not-affected': 'neutral',
}

export function StateMark({ state }: { state: StatementState }) {
  const say = useSay()
  return <ToneBadge tone={stateTones[state]} label={say(statementStateWords[state])} />
}
