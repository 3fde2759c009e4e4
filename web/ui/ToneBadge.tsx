import type { Tone } from '@maek/domain/life.ts'
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconHourglassHigh,
  IconSquare,
} from '@tabler/icons-react'
import classes from './ui.module.css'

const shapes = {
  draft: IconCircleDashed,
  waiting: IconHourglassHigh,
  good: IconCircleCheckFilled,
  bad: IconAlertTriangleFilled,
  neutral: IconSquare,
} as const satisfies Record<Tone, unknown>

/** Status by shape, word and colour together: none of them alone. */
export function ToneBadge({ tone, label }: { tone: Tone; label: string }) {
  const Shape = shapes[tone]
  return (
    <span className={classes.badge} data-tone={tone}>
      <Shape size={14} aria-hidden />
      {label}
    </span>
  )
}
