import type { ReactNode } from 'react'
import classes from './charts.module.css'

/** Cells are as people read them; the first column names the row, numbers stand to the right. */
export type TableOfChart = {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ReactNode[])[]
  /** Columns of words, from 0: they stand to the left and may break. */
  readonly texts?: readonly number[]
  /** Each row says something by itself: on a telephone its cells stand below one another, each with its column's name. */
  readonly stacks?: boolean
}

export function ChartTable({ title, table }: { title: string; table: TableOfChart }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className={classes.scroll} aria-label={title} tabIndex={0}>
      <table className={classes.table} data-stacks={table.stacks || undefined}>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={column} scope="col" data-text={table.texts?.includes(at) || undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // Rows of a chart have no names of their own and never change places.
            // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity
            <tr key={at}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={table.columns[column]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td
                    key={table.columns[column]}
                    data-label={table.columns[column]}
                    data-text={table.texts?.includes(column) || undefined}
                  >
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
