import { intakePredictions } from '@maek/domain/models/api.ts'
import type { readPlanTable } from '@maek/domain/models/plan-table-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, FileInput, NativeSelect, Progress, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { useSetSearch } from '../../address.ts'
import { call } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { csvHeader } from './csv-header.ts'
import classes from './tasks.module.css'

type PlanTable = z.output<(typeof readPlanTable)['output']>
type Column = PlanTable['columns'][number]
type Chosen = Readonly<Record<string, string>>

const wordsOf = {
  file: words('결과 표', 'Table of results'),
  choose: words('파일 고르기', 'Choose a file'),
  help: words('CSV(UTF-8), NDJSON, Parquet', 'CSV (UTF-8), NDJSON or Parquet'),
  columns: words('열 맞추기', 'Columns'),
  none: words('(없음)', '(none)'),
  send: words('올리고 판정하기', 'Upload and judge'),
  sending: words('올리는 중', 'Uploading'),
  once: words(
    '결과는 한 번만 올릴 수 있습니다. 거절된 파일은 저장되지 않으니 고쳐서 다시 올리면 됩니다.',
    'Results go in once. A file that is refused is not kept: mend it and upload again.',
  ),
}

/** Choose a file, say which column means what, have it judged by the plan. For every task but the binary one. */
export function TaskUpload({ id, table }: { id: string; table: PlanTable }) {
  const say = useSay()
  const queries = useQueryClient()
  const setSearch = useSetSearch()
  const [file, setFile] = useState<File | null>(null)
  const [header, setHeader] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState<Chosen>({})
  const [part, setPart] = useState(0)
  const upload = useMutation({
    mutationFn: (sent: File) =>
      call(
        intakePredictions,
        { name: sent.name, evaluation: id, columns: rolesLine(table.columns, chosen) },
        { bytes: sent, onProgress: setPart },
      ),
    onSuccess: async () => {
      await queries.invalidateQueries()
      setSearch({ tab: 'result' })
    },
  })
  const take = async (next: File | null) => {
    setFile(next)
    setPart(0)
    upload.reset()
    const names = next?.name.toLowerCase().endsWith('.csv')
      ? csvHeader(await next.slice(0, 65_536).text())
      : []
    setHeader(names)
    setChosen(Object.fromEntries(table.columns.map((one) => [one.role, proposed(one, names)])))
  }
  return (
    <form
      className={classes.upload}
      onSubmit={(event) => {
        event.preventDefault()
        if (file) upload.mutate(file)
      }}
    >
      <FileInput
        label={say(wordsOf.file)}
        description={`${say(wordsOf.help)}. ${say(wordsOf.once)}`}
        placeholder={say(wordsOf.choose)}
        accept=".csv,.ndjson,.jsonl,.parquet,.gz"
        value={file}
        onChange={(next) => void take(next)}
      />
      {file && <ColumnChoices columns={table.columns} header={header} chosen={chosen} onChoose={setChosen} />}
      {upload.error && <RefusalNote error={upload.error} />}
      {upload.isPending && <Progress value={part * 100} animated aria-label={say(wordsOf.sending)} />}
      <div>
        <Button type="submit" loading={upload.isPending} disabled={file === null}>
          {say(wordsOf.send)}
        </Button>
      </div>
    </form>
  )
}

type ColumnChoicesProps = {
  readonly columns: readonly Column[]
  readonly header: readonly string[]
  readonly chosen: Chosen
  readonly onChoose: (chosen: Chosen) => void
}

function ColumnChoices({ columns, header, chosen, onChoose }: ColumnChoicesProps) {
  const say = useSay()
  return (
    <fieldset className={classes.columns}>
      <legend>{say(wordsOf.columns)}</legend>
      {columns.map((one) => (
        <ColumnChoice
          key={one.role}
          column={one}
          header={header}
          value={chosen[one.role] ?? ''}
          onChange={(name) => onChoose({ ...chosen, [one.role]: name })}
        />
      ))}
    </fieldset>
  )
}

type ColumnChoiceProps = {
  readonly column: Column
  readonly header: readonly string[]
  readonly value: string
  readonly onChange: (name: string) => void
}

/** A choice among the columns of the file; where they are not known here, their name as text. */
function ColumnChoice({ column, header, value, onChange }: ColumnChoiceProps) {
  const say = useSay()
  const face = {
    label: say(column.label),
    description: say(column.type),
    withAsterisk: column.isNeeded,
    value,
  }
  if (header.length === 0)
    return <TextInput {...face} onChange={(event) => onChange(event.currentTarget.value.trim())} />
  return (
    <NativeSelect
      {...face}
      data={[{ value: '', label: say(wordsOf.none) }, ...header]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** The column of the schema's own name if the file has one, or may have. */
function proposed({ column, isNeeded }: Column, header: readonly string[]): string {
  if (header.includes(column)) return column
  return header.length === 0 && isNeeded ? column : ''
}

/** Only what differs from the schema's own names is told; roles without a column are left to the server to ask for. */
function rolesLine(columns: readonly Column[], chosen: Chosen): string {
  return columns
    .flatMap(({ role, column }) => {
      const name = chosen[role] ?? ''
      return name === '' || name === column ? [] : [`${role}=${name}`]
    })
    .join(',')
}
