import type { Tone } from '@maek/domain/life.ts'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './ui.module.css'

type NoteProps = {
  readonly tone: Exclude<Tone, 'draft'>
  readonly children: ReactNode
  readonly alert?: boolean
}

/** A remark on a page; with `alert` it is read out at once. */
export function Note({ tone, children, alert }: NoteProps) {
  const Icon = tone === 'good' ? IconCircleCheck : tone === 'neutral' ? IconInfoCircle : IconAlertTriangle
  return (
    <div className={classes.note} data-tone={tone} role={alert ? 'alert' : 'status'}>
      <Icon size={18} className={classes.noteIcon} aria-hidden />
      <div className={classes.noteBody}>{children}</div>
    </div>
  )
}
