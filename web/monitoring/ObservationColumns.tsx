import { personalWords } from '@maek/domain/models/performance/table-faults.ts'
import { personalHeading } from '@maek/domain/models/performance/table-header.ts'
import {
  type ColumnChoice,
  columnPrefixes,
  type Meaning,
  meaningsIn,
  type ObservationContents,
} from '@maek/domain/monitoring/observation-columns.ts'
import { say as words } from '@maek/domain/words.ts'
import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core'
import { useSay } from '../language.tsx'
import { RefusedColumns } from '../models/intake/RefusedColumns.tsx'
import { Note } from '../ui/Note.tsx'
import classes from './monitoring.module.css'

const legendWords = words('열의 뜻', 'What the columns mean')
const chooseWords = words('열 고르기', 'Choose a column')
const noneWords = words('없음', 'None')
const unreadWords = words(
  '열 이름을 읽지 못했습니다. UTF-8로 저장한 CSV, NDJSON, Parquet인지 확인하거나, 기본 이름과 다른 열의 이름을 적으십시오.',
  'The names of the columns could not be read. Check that it is CSV in UTF-8, NDJSON or Parquet, or type the names that differ from the usual ones.',
)
const listWords = {
  attributes: words('하위집단을 나누는 열', 'Columns of subgroups'),
  inputs: words('수치 입력 열', 'Columns of numeric inputs'),
} as const
const listHelp = {
  attributes: words(
    '예: 성별, 연령대, 장비. 하위집단별 성능을 봅니다.',
    'Such as sex, age band, scanner; performance is looked at in each.',
  ),
  inputs: words('분포 변화(드리프트)를 볼 수치입니다.', 'Numbers whose drift is watched.'),
} as const

type ObservationColumnsProps = {
  readonly contents: ObservationContents
  /** Null where they could not be read: names are typed then. */
  readonly names: readonly string[] | null
  readonly choice: ColumnChoice
  readonly onChange: (choice: ColumnChoice) => void
}

/** Which column of the chosen file means what; proposed, and for people to change. */
export function ObservationColumns({ contents, names, choice, onChange }: ObservationColumnsProps) {
  const say = useSay()
  const refused = (names ?? []).flatMap((name) => {
    const kind = personalHeading(name.replace(/^(attribute|input)_/, ''))
    return kind === null ? [] : [{ name, because: personalWords(kind) }]
  })
  const used = new Set([...Object.values(choice.named), ...choice.attributes, ...choice.inputs])
  const free = (own: readonly (string | null | undefined)[]) =>
    (names ?? []).filter((name) => !used.has(name) || own.includes(name))
  const name = (meaning: Meaning, column: string | null) =>
    onChange({ ...choice, named: { ...choice.named, [meaning]: column } })
  return (
    <>
      {names === null && (
        <Note tone="waiting">
          <p>{say(unreadWords)}</p>
        </Note>
      )}
      <RefusedColumns columns={refused} />
      <fieldset className={classes.columns}>
        <legend>{say(legendWords)}</legend>
        {meaningsIn(contents).map(({ meaning, column }) => (
          <OneColumn
            key={meaning}
            label={say(column.title)}
            usual={column.usual}
            isNeeded={column.isNeeded}
            names={names && free([choice.named[meaning]])}
            value={choice.named[meaning] ?? null}
            onChange={(next) => name(meaning, next)}
          />
        ))}
        {contents === 'predictions' &&
          (['attributes', 'inputs'] as const).map((list) => (
            <ManyColumns
              key={list}
              label={say(listWords[list])}
              help={say(listHelp[list])}
              usual={`${columnPrefixes[list]}…`}
              names={names && free(choice[list])}
              value={choice[list]}
              onChange={(next) => onChange({ ...choice, [list]: next })}
            />
          ))}
      </fieldset>
    </>
  )
}

type OneColumnProps = {
  readonly label: string
  readonly usual: string
  readonly isNeeded: boolean
  readonly names: readonly string[] | null
  readonly value: string | null
  readonly onChange: (column: string | null) => void
}

function OneColumn({ label, usual, isNeeded, names, value, onChange }: OneColumnProps) {
  const say = useSay()
  if (names === null) {
    return (
      <TextInput
        label={label}
        placeholder={usual}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      />
    )
  }
  return (
    <Select
      label={label}
      placeholder={say(isNeeded ? chooseWords : noneWords)}
      data={[...names]}
      value={value}
      required={isNeeded}
      clearable={!isNeeded}
      searchable
      onChange={onChange}
    />
  )
}

type ManyColumnsProps = {
  readonly label: string
  readonly help: string
  readonly usual: string
  readonly names: readonly string[] | null
  readonly value: readonly string[]
  readonly onChange: (columns: readonly string[]) => void
}

function ManyColumns({ label, help, usual, names, value, onChange }: ManyColumnsProps) {
  const say = useSay()
  const shared = { label, description: help, value: [...value], onChange, className: classes.wide }
  if (names === null) return <TagsInput {...shared} placeholder={usual} splitChars={[',']} />
  return (
    <MultiSelect
      {...shared}
      placeholder={value.length === 0 ? say(noneWords) : ''}
      // Lists are sent with commas between them.
      data={names.filter((name) => !name.includes(','))}
      searchable
      clearable
    />
  )
}
