import type { Tone } from '@maek/domain/life.ts'
import type { ReactNode } from 'react'
import classes from './ui.module.css'

type ToggleProps = {
  readonly on: boolean
  readonly onToggle: () => void
  /** Colours the shape in it. */
  readonly tone?: Tone
  readonly children: ReactNode
}

/** One of several things that a list is narrowed to. */
export function Toggle({ on, onToggle, tone, children }: ToggleProps) {
  return (
    <button type="button" className={classes.toggle} data-tone={tone} aria-pressed={on} onClick={onToggle}>
      {children}
    </button>
  )
}
