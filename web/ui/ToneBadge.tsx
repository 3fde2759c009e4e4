import type { Tone } from '@maek/domain/life.ts'
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconHourglassHigh,
  IconSquare,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import classes from './ui.module.css'

const shapes = {
  draft: IconCircleDashed,
  waiting: IconHourglassHigh,
  good: IconCircleCheckFilled,
  bad: IconAlertTriangleFilled,
  neutral: IconSquare,
} as const satisfies Record<Tone, unknown>

type ToneBadgeProps = {
  readonly tone: Tone
  readonly label: string
  /** Where things of one tone are told apart by shape. */
  readonly shape?: ComponentType<{ size: number; 'aria-hidden': boolean }>
}

/** Status by shape, word and colour together: none of them alone. */
export function ToneBadge({ tone, label, shape: Shape = shapes[tone] }: ToneBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone}>
      <Shape size={14} aria-hidden />
      {label}
    </span>
  )
}
