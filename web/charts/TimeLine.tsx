import type { ReactNode } from 'react'
import { Day, Moment } from '../ui/Moment.tsx'
import classes from './charts.module.css'

export type TimeLineStep = {
  readonly name: string
  /** ISO time or day; null = has not happened. */
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
          <span>{at === null ? notYet : <When at={at} />}</span>
          {more && <div>{more}</div>}
        </li>
      ))}
    </ol>
  )
}

function When({ at }: { at: string }) {
  return at.length === 10 ? <Day on={at} /> : <Moment at={at} />
}
