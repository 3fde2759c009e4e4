import { say as words } from '@maek/domain/words.ts'
import { ActionIcon, Button, Input, VisuallyHidden } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useSay } from '../../language.tsx'
import { rowList } from '../values/shapes.ts'
import { FieldInput } from './FieldInput.tsx'
import { type Faults, faultAt, faultsBelow } from './faults.ts'
import classes from './form.module.css'
import type { WidgetProps } from './widget.ts'

const addWords = words('행 추가', 'Add a row')
const removeWords = words('행 삭제', 'Delete row')

/** A small table, cell by cell; on a phone each row is a card. */
export function RowsInput({ id, field, value, onChange, faults, face }: WidgetProps) {
  const say = useSay()
  const columns = Object.entries(field.columns ?? {})
  const rows = rowList(value)
  const lines = rows.map((row, index) => ({ row, index, key: `row-${index}` }))
  const change = (index: number, name: string, cell: unknown) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [name]: cell } : row)))
  const { disabled, ...shown } = face
  return (
    <Input.Wrapper {...shown} labelElement="div">
      <div className={classes.rows}>
        {rows.length > 0 && (
          <table className={classes.table}>
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
            <tbody>
              {lines.map(({ row, index, key }) => (
                <tr key={key}>
                  {columns.map(([name, column]) => (
                    <td key={name} data-label={say(column.label)}>
                      <FieldInput
                        id={`${id}-${index}-${name}`}
                        field={column}
                        value={row[name]}
                        onChange={(cell) => change(index, name, cell)}
                        faults={faultsBelow(faults, `${index}.${name}`)}
                        face={cellFace(
                          say(column.label),
                          index,
                          faultText(faults, `${index}.${name}`, say),
                          disabled,
                        )}
                      />
                    </td>
                  ))}
                  <td className={classes.remove}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`${say(removeWords)} ${index + 1}`}
                      disabled={disabled ?? false}
                      onClick={() => onChange(rows.filter((_, at) => at !== index))}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Button
          id={id}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={disabled ?? false}
          onClick={() => onChange([...rows, {}])}
        >
          {say(addWords)}
        </Button>
      </div>
    </Input.Wrapper>
  )
}

function faultText(faults: Faults, place: string, say: ReturnType<typeof useSay>): string | null {
  const fault = faultAt(faults, place)
  return fault && say(fault)
}

function cellFace(label: string, index: number, error: string | null, disabled: boolean | undefined) {
  return { 'aria-label': `${label} ${index + 1}`, error, disabled: disabled ?? false }
}
