import type { TaskMeasure } from '@maek/domain/models/performance/tasks/task-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { useSay } from '../../language.tsx'
import { estimateText, intervalText } from '../evaluation/measure-text.ts'
import { measureWords } from '../measure-words.constant.ts'
import classes from './tasks.module.css'

type MeasureGridProps = {
  readonly title: string
  readonly measures: readonly TaskMeasure[]
  /** Classes, labels or readers, one a row. */
  readonly things: readonly string[]
}

const ofWords = words('대상', 'Of')

/** Measures of each thing in one table: a row a thing, a column a measure, the interval below its number. */
export function MeasureGrid({ title, measures, things }: MeasureGridProps) {
  const say = useSay()
  const own = measures.filter(({ of }) => of !== undefined && things.includes(of))
  const names = [...new Set(own.map(({ name }) => name))]
  return (
    <ChartTable
      title={title}
      table={{
        columns: [say(ofWords), ...names.map((name) => say(measureWords[name]))],
        rows: things.map((thing) => [
          thing,
          ...names.map((name) => {
            const measure = own.find((one) => one.name === name && one.of === thing)?.measure
            if (!measure) return '–'
            return (
              <span key={name} className={classes.cell}>
                {estimateText(measure)}
                <small>{measure.state === 'estimated' ? intervalText(measure) : say(measure.because)}</small>
              </span>
            )
          }),
        ]),
      }}
    />
  )
}
