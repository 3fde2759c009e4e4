import type { Field } from '@maek/domain/field.ts'
import { say as words } from '@maek/domain/words.ts'
import type { ComponentType } from 'react'
import { useSay } from '../../language.tsx'
import { isBlank, rowList } from './shapes.ts'
import classes from './values.module.css'

type RowsValueProps = {
  readonly columns: Readonly<Record<string, Field>>
  readonly value: unknown
  /** Shows one value of a column. Handed in: a table is itself one of the values a field can have. */
  readonly Cell: ComponentType<{ readonly field: Field; readonly value: unknown }>
}

/** Of a longer table only so much is shown until it is unfolded. */
const shownMax = 12
const moreWords = words('나머지 보기', 'Show the rest')

/** A small table inside a record. Columns that no row fills are left out; what is long unfolds. */
export function RowsValue({ columns, value, Cell }: RowsValueProps) {
  const say = useSay()
  const rows = rowList(value)
  const filled = Object.fromEntries(
    Object.entries(columns).filter(([name]) => rows.some((row) => !isBlank(row[name]))),
  )
  const lines = rows.map((row, index) => ({ row, key: `${index + 1}` }))
  const [first, rest] = [lines.slice(0, shownMax), lines.slice(shownMax)]
  return (
    <>
      <RowsTable columns={filled} lines={first} Cell={Cell} />
      {rest.length > 0 && (
        <details className={classes.rest}>
          <summary>
            {say(moreWords)} ({rest.length})
          </summary>
          <RowsTable columns={filled} lines={rest} Cell={Cell} />
        </details>
      )}
    </>
  )
}

type RowsTableProps = Pick<RowsValueProps, 'columns' | 'Cell'> & {
  readonly lines: readonly { readonly row: Readonly<Record<string, unknown>>; readonly key: string }[]
}

function RowsTable({ columns, lines, Cell }: RowsTableProps) {
  const say = useSay()
  const names = Object.entries(columns)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard (WCAG 2.1.1).
    <div className={classes.scroll} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {names.map(([name, column]) => (
              <th key={name} scope="col" data-number={isNumber(column) || undefined}>
                {say(column.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ row, key }) => (
            <tr key={key}>
              {names.map(([name, column]) => (
                <td key={name} data-label={say(column.label)} data-number={isNumber(column) || undefined}>
                  <Cell field={column} value={row[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function isNumber(field: Field): boolean {
  return field.widget === 'whole' || field.widget === 'decimal'
}
