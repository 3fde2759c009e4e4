import type { Tone } from '@maek/domain/life.ts'
import { lookStates } from '@maek/domain/monitoring/look-states.ts'
import { useSay } from '../language.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'

const tones: Readonly<Record<keyof typeof lookStates, Tone>> = {
  quiet: 'good',
  alarm: 'bad',
  attention: 'waiting',
  'too-little': 'draft',
}

/** What a look came to, by shape, word and colour. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const say = useSay()
  const known = Object.entries(lookStates).find(([name]) => name === outcome)
  const tone = Object.entries(tones).find(([name]) => name === outcome)?.[1] ?? 'neutral'
  return <ToneBadge tone={tone} label={known ? say(known[1]) : outcome} />
}
