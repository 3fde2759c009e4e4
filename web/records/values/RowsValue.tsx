import type { Field } from '@maek/domain/field.ts'
import type { ComponentType } from 'react'
import { useSay } from '../../language.tsx'
import { rowList } from './shapes.ts'
import classes from './values.module.css'

type RowsValueProps = {
  readonly columns: Readonly<Record<string, Field>>
  readonly value: unknown
  /** Shows one value of a column. Handed in: a table is itself one of the values a field can have. */
  readonly Cell: ComponentType<{ readonly field: Field; readonly value: unknown }>
}

/** A small table inside a record. */
export function RowsValue({ columns, value, Cell }: RowsValueProps) {
  const say = useSay()
  const names = Object.entries(columns)
  const lines = rowList(value).map((row, index) => ({ row, key: `${index + 1}` }))
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
                <td key={name} data-number={isNumber(column) || undefined}>
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
