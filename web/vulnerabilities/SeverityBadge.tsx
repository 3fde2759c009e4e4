import { severityWords } from '@maek/domain/vulnerabilities/finding-words.ts'
import {
  IconAlertTriangleFilled,
  IconCircleMinus,
  IconDiamondFilled,
  IconHelpCircle,
  IconOctagonFilled,
  IconSquareArrowDown,
} from '@tabler/icons-react'
import { useSay } from '../language.tsx'
import ui from '../ui/ui.module.css'
import { type Severity, severityTones } from './severities.ts'

const shapes = {
  critical: IconOctagonFilled,
  high: IconAlertTriangleFilled,
  medium: IconDiamondFilled,
  low: IconSquareArrowDown,
  none: IconCircleMinus,
  unknown: IconHelpCircle,
} as const satisfies Record<Severity, unknown>

/** Severity by shape, word and colour together, with the score where there is one. */
export function SeverityBadge({ severity, score }: { severity: Severity; score: string | null }) {
  const say = useSay()
  const Shape = shapes[severity]
  return (
    <span className={ui.badge} data-tone={severityTones[severity]}>
      <Shape size={14} aria-hidden />
      {say(severityWords[severity])} {score}
    </span>
  )
}
