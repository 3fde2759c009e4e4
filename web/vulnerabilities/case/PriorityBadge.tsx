import type { Tone } from '@maek/domain/life.ts'
import type { SsvcValue } from '@maek/domain/vulnerabilities/ssvc-points.ts'
import { useSay } from '../../language.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'

/** By the published key: how urgent an outcome of any table is. */
const tones: Readonly<Record<string, Tone>> = {
  D: 'neutral',
  S: 'draft',
  O: 'waiting',
  I: 'bad',
  T: 'neutral',
  'T*': 'draft',
  AT: 'waiting',
  AC: 'bad',
  FSU: 'neutral',
  '60D': 'draft',
  '14D': 'waiting',
  '3D': 'bad',
  '3DF': 'bad',
}

export function PriorityBadge({ outcome }: { outcome: Pick<SsvcValue, 'key' | 'title'> }) {
  const say = useSay()
  return <ToneBadge tone={tones[outcome.key] ?? 'neutral'} label={say(outcome.title)} />
}
