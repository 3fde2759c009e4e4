import { intakeStepWords } from '@maek/domain/models/intake-words.ts'
import { readPlanTable } from '@maek/domain/models/plan-table-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { FileBox } from '../../ui/FileBox.tsx'
import { LinesSkeleton } from '../../ui/PageSkeleton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { ColumnNotes } from './ColumnNotes.tsx'
import { ColumnRolesForm } from './ColumnRolesForm.tsx'
import { type ColumnRoles, namedRoles, noRoles } from './column-roles.ts'
import classes from './intake.module.css'
import { PredictionsTaken } from './PredictionsTaken.tsx'
import { RowFaults } from './RowFaults.tsx'
import { TaskColumnsForm } from './TaskColumnsForm.tsx'
import { type ChosenColumns, openRoles, type PlanTable, proposedColumns, rolesLine } from './task-columns.ts'
import { usePredictionsIntake } from './use-predictions-intake.ts'

const fileWords = words('예측 결과 파일', 'Predictions file')
const helpWords = words(
  'CSV, NDJSON(gzip 가능), Parquet. 사람을 알아볼 수 있는 값이 한 칸이라도 있으면 파일 전체를 거절하고 아무것도 저장하지 않습니다.',
  'CSV, NDJSON (gzip too) or Parquet. With a single cell that identifies a person the whole file is refused and nothing is stored.',
)
const lookingWords = words('열을 살펴보는 중', 'Looking at the columns')
const sendWords = words('올리고 평가하기', 'Upload and evaluate')
const sendingWords = words('올리는 중', 'Uploading')
const onceWords = words(
  '결과는 한 번만 올릴 수 있고, 확정된 계획의 기준으로 판정합니다. 거절된 파일은 저장되지 않으니 고쳐서 다시 올리면 됩니다.',
  'Results go in once and are judged by the signed plan. A file that is refused is not kept: mend it and upload again.',
)

type PredictionsFormProps = { readonly evaluation: string; readonly onClose: () => void }

/** Choose a file, say what its columns mean, watch it being judged; for an evaluation of any task. */
export function PredictionsForm({ evaluation, onClose }: PredictionsFormProps) {
  const table = useAsk(readPlanTable, { id: evaluation })
  if (table.error) return <RefusalNote error={table.error} onRetry={() => void table.refetch()} />
  if (!table.data) return <LinesSkeleton />
  return <TableForm evaluation={evaluation} table={table.data} onClose={onClose} />
}

function TableForm({ evaluation, table, onClose }: PredictionsFormProps & { readonly table: PlanTable }) {
  const say = useSay()
  const { inspection, intake, part, step } = usePredictionsIntake(evaluation)
  const [file, setFile] = useState<File | null>(null)
  const [roles, setRoles] = useState<ColumnRoles | null>(null)
  const [chosen, setChosen] = useState<ChosenColumns | null>(null)
  if (intake.data) return <PredictionsTaken taken={intake.data} onClose={onClose} />
  const found = inspection.data
  const binary = table.task === 'binary' ? (roles ?? { ...noRoles, ...found?.proposal }) : null
  const columns = chosen ?? proposedColumns(table.columns, found)
  const isComplete = binary
    ? binary.case && binary.label && binary.score
    : openRoles(table.columns, columns).length === 0
  const choose = (next: File | null) => {
    setFile(next)
    setRoles(null)
    setChosen(null)
    inspection.reset()
    intake.reset()
    if (next) inspection.mutate(next)
  }
  const send = () => {
    if (!file || !found || !isComplete) return
    const line = rolesLine(table.columns, columns)
    intake.mutate({ file, named: binary ? namedRoles(binary) : line === '' ? {} : { columns: line } })
  }
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <FileChoice onChoose={choose} />
      {inspection.isPending && <p className={classes.dim}>{say(lookingWords)} …</p>}
      {inspection.error && <RowFaults error={inspection.error} />}
      {found && <ColumnNotes columns={found.columns} groups={table.groups} />}
      {found && binary && <ColumnRolesForm columns={found.columns} roles={binary} onChange={setRoles} />}
      {found && !binary && (
        <TaskColumnsForm
          columns={table.columns}
          found={found.columns}
          chosen={columns}
          onChange={setChosen}
        />
      )}
      {intake.error && <RowFaults error={intake.error} />}
      {intake.isPending && <HowFar part={part} step={step} />}
      <p className={classes.dim}>{say(onceWords)}</p>
      <div>
        <Button type="submit" loading={intake.isPending} disabled={!found || !isComplete}>
          {say(sendWords)}
        </Button>
      </div>
    </form>
  )
}

function FileChoice({ onChoose }: { onChoose: (file: File | null) => void }) {
  const say = useSay()
  const accept = '.csv,.tsv,.ndjson,.jsonl,.gz,.parquet'
  return <FileBox label={say(fileWords)} help={say(helpWords)} accept={accept} onChoose={onChoose} />
}

type HowFarProps = {
  readonly part: number
  readonly step: { readonly step: keyof typeof intakeStepWords; readonly part: number } | undefined
}

function HowFar({ part, step }: HowFarProps) {
  const say = useSay()
  const isSent = part >= 1
  const share = isSent ? (step?.part ?? 0) : part
  const told = isSent ? say(intakeStepWords[step?.step ?? 'unknown']) : say(sendingWords)
  return (
    <div role="status">
      <Progress value={share * 100} animated aria-label={told} />
      <span className={classes.dim}>
        {told} {share > 0 && `${Math.floor(share * 100)} %`}
      </span>
    </div>
  )
}
