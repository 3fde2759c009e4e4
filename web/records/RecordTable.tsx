import type { Row } from '@maek/domain/record.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useSearchTexts, useSetSearch } from '../address.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Day } from '../ui/Moment.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ListedValue } from './ListedValue.tsx'
import classes from './list.module.css'
import type { PlainKind } from './plain-kind.ts'
import { isNumber } from './values/RowsValue.tsx'

const numberWords = words('번호', 'Number')
const titleWords = words('제목', 'Title')
const stateWords = words('상태', 'State')
const updatedWords = words('변경일', 'Updated')
const sortWords = words('정렬', 'Sort by')

type RecordTableProps = { readonly kind: PlainKind; readonly rows: readonly Row[]; readonly label: string }

/** The list of a kind: a table where there is room, cards on a phone (the same markup, laid out by CSS). */
export function RecordTable({ kind, rows, label }: RecordTableProps) {
  const say = useSay()
  const listed = Object.entries(kind.fields).filter(
    ([name, field]) => field.listed && name !== kind.titleField,
  )
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            <Heading name="number" label={say(numberWords)} sortable />
            <Heading name="title" label={say(titleWords)} sortable />
            {listed.map(([name, field]) => (
              <Heading
                key={name}
                name={name}
                label={say(field.label)}
                sortable={field.sorted ?? false}
                number={isNumber(field)}
              />
            ))}
            <Heading name="state" label={say(stateWords)} />
            <Heading name="updatedAt" label={say(updatedWords)} sortable />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className={classes.number}>{row.number}</td>
              <td className={classes.title}>
                <TextLink {...paths.record(kind.name, row.id)} className={classes.rowLink}>
                  {row.title}
                </TextLink>
              </td>
              {listed.map(([name, field]) => (
                <td key={name} data-label={say(field.label)} data-number={isNumber(field) || undefined}>
                  <ListedValue field={field} value={row.listed[name]} />
                </td>
              ))}
              <td className={classes.state}>
                <StateBadge kind={kind.name} state={row.state} />
              </td>
              <td data-label={say(updatedWords)} className={classes.day}>
                <Day on={row.updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type HeadingProps = {
  readonly name: string
  readonly label: string
  readonly sortable?: boolean
  readonly number?: boolean
}

function Heading({ name, label, sortable, number }: HeadingProps) {
  const say = useSay()
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const order = search.sort === name ? (search.order === 'asc' ? 'ascending' : 'descending') : undefined
  const Arrow = order === 'ascending' ? IconArrowUp : IconArrowDown
  if (!sortable) return <th scope="col">{label}</th>
  const next = order === 'descending' ? 'asc' : 'desc'
  return (
    <th scope="col" aria-sort={order} data-number={number || undefined}>
      <button
        type="button"
        className={classes.sort}
        title={`${say(sortWords)} ${label}`}
        onClick={() => setSearch({ sort: name, order: next, after: '' })}
      >
        {label}
        {order && <Arrow size={14} aria-hidden />}
      </button>
    </th>
  )
}
