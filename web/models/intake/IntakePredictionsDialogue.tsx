import type { intakePredictions } from '@maek/domain/models/api.ts'
import { intakeStepWords } from '@maek/domain/models/intake-words.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Input, Modal, Progress, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { LinkButton } from '../../ui/TextLink.tsx'
import { ColumnRolesForm } from './ColumnRolesForm.tsx'
import classes from './intake.module.css'
import { RowFaults } from './RowFaults.tsx'
import { type ColumnRoles, usePredictionsIntake } from './use-predictions-intake.ts'

const titleWords = words('예측 결과 올리기', 'Upload predictions')
const fileWords = words('예측 결과 파일', 'Predictions file')
const helpWords = words(
  'CSV, NDJSON(gzip 가능), Parquet. 사람을 알아볼 수 있는 값이 한 칸이라도 있으면 파일 전체를 거절하고 아무것도 저장하지 않습니다.',
  'CSV, NDJSON (gzip too) or Parquet. With a single cell that identifies a person the whole file is refused and nothing is stored.',
)
const lookingWords = words('열을 살펴보는 중', 'Looking at the columns')
const sendWords = words('올리고 평가하기', 'Upload and evaluate')
const sendingWords = words('올리는 중', 'Uploading')
const rolesWords = words('열의 뜻', 'What the columns mean')
const rolesHelp = words(
  '역할=열, 쉼표로 구분. 비우면 기본 이름을 씁니다.',
  'role=column, separated by commas. Left empty, the usual names are taken.',
)
const onceWords = words(
  '결과는 한 번만 올릴 수 있습니다. 확정된 계획의 기준으로 판정합니다.',
  'Results are uploaded once and judged by the signed plan.',
)
const resultWords = words('결과 보기', 'Show the result')
const noRoles: ColumnRoles = {
  case: null,
  label: null,
  score: null,
  subject: null,
  reference: null,
  subgroups: [],
}

type DialogueProps = { readonly record: StoredRecord; readonly onClose: () => void }

/** Choose a file, say what its columns mean, watch it being judged. */
export function IntakePredictionsDialogue({ record, onClose }: DialogueProps) {
  const say = useSay()
  const work = usePredictionsIntake(record.id)
  return (
    <Modal
      opened
      onClose={() => {
        onClose()
        void work.refresh()
      }}
      title={say(titleWords)}
      size="lg"
    >
      {work.intake.data ? <Taken taken={work.intake.data} /> : <IntakeForm record={record} work={work} />}
    </Modal>
  )
}

type IntakeFormProps = {
  readonly record: StoredRecord
  readonly work: ReturnType<typeof usePredictionsIntake>
}

function IntakeForm({ record, work }: IntakeFormProps) {
  const say = useSay()
  const { inspection, intake, part, step } = work
  const [file, setFile] = useState<File | null>(null)
  const [chosen, setChosen] = useState<ColumnRoles | null>(null)
  const [columns, setColumns] = useState('')
  const isBinary = record.body.task === undefined || record.body.task === 'binary'
  const proposal = inspection.data && { ...noRoles, ...inspection.data.proposal }
  const roles = chosen ?? proposal ?? null
  const isReady = file !== null && (!isBinary || (roles?.case && roles.label && roles.score))
  const choose = (next: File | null) => {
    setFile(next)
    setChosen(null)
    inspection.reset()
    intake.reset()
    if (next && isBinary) inspection.mutate(next)
  }
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault()
        if (file && isReady) intake.mutate({ file, roles: isBinary ? roles : null, columns })
      }}
    >
      <FileChoice onFile={choose} />
      {inspection.isPending && <p className={classes.dim}>{say(lookingWords)} …</p>}
      {inspection.error && <RowFaults error={inspection.error} />}
      {isBinary && inspection.data && roles && (
        <ColumnRolesForm columns={inspection.data.columns} roles={roles} onChange={setChosen} />
      )}
      {!isBinary && (
        <TextInput
          label={say(rolesWords)}
          description={say(rolesHelp)}
          value={columns}
          onChange={(event) => setColumns(event.currentTarget.value)}
        />
      )}
      {intake.error && <RowFaults error={intake.error} />}
      {intake.isPending && <HowFar part={part} step={step} />}
      <p className={classes.dim}>{say(onceWords)}</p>
      <div>
        <Button type="submit" loading={intake.isPending} disabled={!isReady}>
          {say(sendWords)}
        </Button>
      </div>
    </form>
  )
}

function FileChoice({ onFile }: { onFile: (file: File | null) => void }) {
  const say = useSay()
  const id = useId()
  return (
    <Input.Wrapper id={id} label={say(fileWords)} description={say(helpWords)}>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.ndjson,.jsonl,.gz,.parquet"
        onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
      />
    </Input.Wrapper>
  )
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

type TakenProps = { readonly taken: ReturnType<typeof intakePredictions.output.parse> }

function Taken({ taken }: TakenProps) {
  const say = useSay()
  const met = taken.criteria.filter((one) => one.met).length
  const told = words(
    `사례 ${taken.cases}건을 평가했습니다. 허용기준 ${taken.criteria.length}개 중 ${met}개를 충족합니다.`,
    `${taken.cases} cases evaluated. ${met} of ${taken.criteria.length} acceptance criteria are met.`,
  )
  return (
    <div className={classes.stack}>
      <Note tone={met === taken.criteria.length ? 'good' : 'waiting'}>
        <p>{say(told)}</p>
        <ul>
          {taken.criteria.map(({ because, met: isMet }) => (
            <li key={because.en}>
              {isMet ? '✓' : '✗'} {say(because)}
            </li>
          ))}
        </ul>
      </Note>
      <div>
        <LinkButton {...paths.evaluation(taken.record.id)}>{say(resultWords)}</LinkButton>
      </div>
    </div>
  )
}
