import type { Field } from '@maek/domain/field.ts'
import type { Body } from '@maek/domain/kind.ts'
import { say as words } from '@maek/domain/words.ts'
import { ActionIcon, Button, Input, VisuallyHidden } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useSay } from '../../language.tsx'
import { rowList } from '../values/shapes.ts'
import { type Faults, faultAt, faultsBelow } from './faults.ts'
import classes from './form.module.css'
import type { WidgetProps } from './widget.ts'

const addWords = words('행 추가', 'Add a row')
const removeWords = words('행 삭제', 'Delete row')

type Columns = readonly (readonly [name: string, column: Field])[]

type RowsInputProps = WidgetProps & {
  /** The input of one cell. Handed in: a table is itself one of the inputs a field can have. */
  readonly Cell: ComponentType<WidgetProps>
}

/** A small table, cell by cell; on a phone each row is a card. */
export function RowsInput({ id, field, value, onChange, faults, face, Cell }: RowsInputProps) {
  const say = useSay()
  const columns = Object.entries(field.columns ?? {})
  const rows = rowList(value)
  const lines = rows.map((row, index) => ({ row, index, key: `row-${index}` }))
  const { disabled = false, ...shown } = face
  return (
    <Input.Wrapper {...shown} labelElement="div">
      <div className={classes.rows}>
        {rows.length > 0 && (
          <table className={classes.table}>
            <ColumnTitles columns={columns} />
            <tbody>
              {lines.map(({ row, index, key }) => (
                <Line
                  key={key}
                  id={`${id}-${index}`}
                  number={index + 1}
                  row={row}
                  columns={columns}
                  onChange={(next) => onChange(rows.map((other, at) => (at === index ? next : other)))}
                  onRemove={() => onChange(rows.filter((_, at) => at !== index))}
                  faults={faultsBelow(faults, `${index}`)}
                  disabled={disabled}
                  Cell={Cell}
                />
              ))}
            </tbody>
          </table>
        )}
        <Button
          id={id}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={disabled}
          onClick={() => onChange([...rows, {}])}
        >
          {say(addWords)}
        </Button>
      </div>
    </Input.Wrapper>
  )
}

function ColumnTitles({ columns }: { columns: Columns }) {
  const say = useSay()
  return (
    <thead>
      <tr>
        {columns.map(([name, column]) => (
          <th key={name} scope="col" title={column.help && say(column.help)}>
            {say(column.label)}
            {column.presence === 'entry' && <span className={classes.star}> *</span>}
          </th>
        ))}
        <th scope="col">
          <VisuallyHidden>{say(removeWords)}</VisuallyHidden>
        </th>
      </tr>
    </thead>
  )
}

type LineProps = {
  readonly id: string
  readonly number: number
  readonly row: Body
  readonly columns: Columns
  readonly onChange: (row: Body) => void
  readonly onRemove: () => void
  readonly faults: Faults
  readonly disabled: boolean
  readonly Cell: ComponentType<WidgetProps>
}

function Line({ id, number, row, columns, onChange, onRemove, faults, disabled, Cell }: LineProps) {
  const say = useSay()
  return (
    <tr>
      {columns.map(([name, column]) => {
        const fault = faultAt(faults, name)
        const label = `${say(column.label)} ${number}`
        return (
          <td key={name} data-label={say(column.label)}>
            <Cell
              id={`${id}-${name}`}
              field={column}
              value={row[name]}
              onChange={(value) => onChange({ ...row, [name]: value })}
              faults={faultsBelow(faults, name)}
              face={{ 'aria-label': label, error: fault && say(fault), disabled }}
            />
          </td>
        )
      })}
      <td className={classes.remove}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`${say(removeWords)} ${number}`}
          disabled={disabled}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </td>
    </tr>
  )
}
