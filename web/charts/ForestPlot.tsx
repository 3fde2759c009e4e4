import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import classes from './forest.module.css'
import { count, figure, range } from './numbers.ts'

export type ForestRow = {
  readonly label: string
  /** A heading above the first row that bears it. */
  readonly group?: string
  /** As it is written: a count, or “< 10”. */
  readonly n: number | string
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
  /** Said in place of a picture, such as “insufficient n”. */
  readonly note?: string
}

type ForestPlotProps = {
  readonly title: string
  readonly measure: string
  readonly rows: readonly ForestRow[]
  /** Ends of the axis. */
  readonly from: number
  readonly to: number
  /** A line through all rows, such as the value of all cases, or no difference. */
  readonly reference?: { readonly at: number; readonly name: string }
}

const wordsOf = {
  group: words('집단', 'Group'),
  estimate: words('추정값(구간)', 'Estimate (interval)'),
}

/**
 * A table whose rows are also drawn: estimate, interval and reference line on one axis. Every number stands in the
 * table itself, so the picture needs no words of its own; a row without a number says why.
 */
export function ForestPlot({ title, measure, rows, from, to, reference }: ForestPlotProps) {
  const say = useSay()
  const axis = { from, to, reference: reference?.at }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className={classes.forest} aria-label={title} tabIndex={0}>
      <table>
        <caption>
          {title}
          {reference && <span className={classes.reference}>{reference.name}</span>}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say(wordsOf.group)}</th>
            <th scope="col">n</th>
            <th scope="col" className={classes.plotHead}>
              <span>{figure(from)}</span>
              <span>{measure}</span>
              <span>{figure(to)}</span>
            </th>
            <th scope="col">{say(wordsOf.estimate)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row, at) => [
            ...(row.group !== undefined && row.group !== rows[at - 1]?.group
              ? [
                  <tr key={`${row.group} `} className={classes.groupRow}>
                    <th scope="rowgroup" colSpan={4}>
                      {row.group}
                    </th>
                  </tr>,
                ]
              : []),
            <tr key={`${row.group} ${row.label}`}>
              <th scope="row">{row.label}</th>
              <td>{typeof row.n === 'number' ? count(row.n) : row.n}</td>
              <td className={classes.plot}>
                <ForestLine row={row} axis={axis} />
              </td>
              <td>
                {row.estimate !== null && (
                  <>
                    {figure(row.estimate)}{' '}
                    {row.low !== null && row.high !== null && (
                      <span className={classes.limits}>({range(row.low, row.high)})</span>
                    )}
                  </>
                )}
                {row.note && <span className={classes.note}>{row.note}</span>}
              </td>
            </tr>,
          ])}
        </tbody>
      </table>
    </section>
  )
}

type Axis = { readonly from: number; readonly to: number; readonly reference: number | undefined }

/** What lies beyond the axis is drawn at its end; the number beside it is whole. */
function ForestLine({ row, axis }: { row: ForestRow; axis: Axis }) {
  const place = (value: number) =>
    `${(Math.min(1, Math.max(0, (value - axis.from) / (axis.to - axis.from))) * 100).toFixed(2)}%`
  const { estimate, low, high } = row
  return (
    <svg className={classes.line} aria-hidden="true" focusable="false">
      {axis.reference !== undefined && (
        <line
          className={classes.zero}
          x1={place(axis.reference)}
          x2={place(axis.reference)}
          y1="0"
          y2="100%"
        />
      )}
      {low !== null && high !== null && (
        <>
          <line x1={place(low)} x2={place(high)} y1="50%" y2="50%" />
          <line x1={place(low)} x2={place(low)} y1="30%" y2="70%" />
          <line x1={place(high)} x2={place(high)} y1="30%" y2="70%" />
        </>
      )}
      {estimate !== null && <circle cx={place(estimate)} cy="50%" r="4" />}
    </svg>
  )
}
