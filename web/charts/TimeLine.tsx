import type { ReactNode } from 'react'
import { Moment } from '../ui/Moment.tsx'
import classes from './charts.module.css'

export type TimeLineStep = {
  readonly name: string
  /** ISO time; null = has not happened. */
  readonly at: string | null
  readonly more?: ReactNode
}

/** What happened in its order, and what has not yet; a list, so it reads aloud and prints as it stands. */
export function TimeLine({ steps, notYet }: { steps: readonly TimeLineStep[]; notYet: string }) {
  return (
    <ol className={classes.timeLine}>
      {steps.map(({ name, at, more }) => (
        <li key={name} data-done={at !== null || undefined}>
          <strong>{name}</strong>
          <span>{at === null ? notYet : <Moment at={at} />}</span>
          {more && <div>{more}</div>}
        </li>
      ))}
    </ol>
  )
}
