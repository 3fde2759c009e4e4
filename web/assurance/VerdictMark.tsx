import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleHalf2,
  IconHelpCircle,
  IconMinus,
} from '@tabler/icons-react'
import { useSay } from '../language.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import { type Verdict, verdictTones, verdictWords } from './verdicts.ts'

const shapes = {
  met: IconCircleCheckFilled,
  partly: IconCircleHalf2,
  'not-met': IconAlertTriangleFilled,
  unknown: IconHelpCircle,
  'not-applicable': IconMinus,
} as const satisfies Record<Verdict, unknown>

/** The shape of a verdict alone; a word must stand beside it or in its name. */
export function VerdictShape({ verdict, size = 14 }: { verdict: Verdict; size?: number }) {
  const Shape = shapes[verdict]
  return <Shape size={size} aria-hidden />
}

/** A verdict by shape, word and colour together. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const say = useSay()
  return <ToneBadge tone={verdictTones[verdict]} label={say(verdictWords[verdict])} shape={shapes[verdict]} />
}
