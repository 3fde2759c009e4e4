import { say as words } from '@maek/domain/words.ts'
import { useEffect, useId, useRef } from 'react'
import { useSay } from '../language.tsx'
import { ChartTable, type TableOfChart } from './ChartTable.tsx'
import classes from './charts.module.css'
import type { Drawing } from './draw.ts'
import type { ChartOption } from './option.ts'

const asTableWords = words('표로 보기', 'Show as a table')

type ChartProps = {
  readonly title: string
  /** What the picture says, in a sentence: read aloud instead of it, and shown below. */
  readonly summary: string
  readonly option: ChartOption
  /** Every number of the picture. */
  readonly table: TableOfChart
  readonly shape?: 'square' | 'wide' | 'low'
}

/** A picture with its name, its meaning in words and its numbers as a table; the drawing itself is loaded afterwards. */
export function Chart({ title, summary, option, table, shape = 'wide' }: ChartProps) {
  const say = useSay()
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing | null>(null)
  const wanted = useRef(option)

  useEffect(() => {
    wanted.current = option
    drawing.current?.show(option)
  }, [option])

  useEffect(() => {
    let isGone = false
    void import('./draw.ts').then(({ draw }) => {
      if (isGone || !place.current) return
      drawing.current = draw(place.current)
      drawing.current.show(wanted.current)
    })
    return () => {
      isGone = true
      drawing.current?.end()
      drawing.current = null
    }
  }, [])

  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption className={classes.caption} id={id}>
        {title}
      </figcaption>
      <div className={classes.picture} data-shape={shape} ref={place} role="img" aria-label={summary} />
      <p className={classes.summary}>{summary}</p>
      <details className={classes.details}>
        <summary>{say(asTableWords)}</summary>
        <ChartTable title={title} table={table} />
      </details>
    </figure>
  )
}
