import { intakeObservations } from '@maek/domain/monitoring/api.ts'
import {
  type ColumnChoice,
  columnParameters,
  type ObservationContents,
  observationsIn,
  proposeColumns,
  unchosen,
} from '@maek/domain/monitoring/observation-columns.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { useSay } from '../language.tsx'
import { RowFaults } from '../models/intake/RowFaults.tsx'
import { paths } from '../paths.ts'
import { Note } from '../ui/Note.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { UploadForm } from '../vulnerabilities/UploadForm.tsx'
import { useUpload } from '../vulnerabilities/use-upload.ts'
import { columnsIn } from './columns-in.ts'
import classes from './monitoring.module.css'
import { count } from './numbers.ts'
import { ObservationColumns } from './ObservationColumns.tsx'

type Taken = z.infer<typeof intakeObservations.output>

const titleWords = words('관측 자료 올리기', 'Upload observations')
const predictionsWords = words('예측', 'Predictions')
const labelsWords = words('정답', 'Labels')
const helpWords = words(
  'CSV, NDJSON, Parquet. 사람을 알아볼 수 있는 값이 있으면 어느 줄인지 알리고 아무것도 저장하지 않습니다.',
  'CSV, NDJSON or Parquet. Anything that identifies a person is refused with its row, and nothing is stored.',
)
const columnWords: Readonly<Record<ObservationContents, ReturnType<typeof words>>> = {
  predictions: words(
    '열: event_id, predicted_at(시간대 포함), score(0–1), 선택: decision, site_key, subject_key, attribute_…, input_…. 이름이 다르면 파일을 고른 뒤 정합니다.',
    'Columns: event_id, predicted_at (with its zone), score (0–1); optional decision, site_key, subject_key, attribute_…, input_…. If they are called otherwise, choose the file and say which is which.',
  ),
  labels: words(
    '열: event_id, label(0·1), labelled_at(시간대 포함), 선택: source, label_id, supersedes. 이름이 다르면 파일을 고른 뒤 정합니다.',
    'Columns: event_id, label (0 or 1), labelled_at (with its zone); optional source, label_id, supersedes. If they are called otherwise, choose the file and say which is which.',
  ),
}
const contentsWords = words('무엇입니까?', 'What is it?')
const supersedesWords = words('정정하는 자료의 번호(있으면)', 'Number of the batch it corrects, if any')
const doneWords = words('등록했습니다', 'Registered')
const knownWords = words('이미 등록한 파일입니다', 'This file was registered before')
const closeWords = words('닫기', 'Close')

/** One file of predictions or labels: chosen, its columns named, sent, and told what came of it. */
export function ObserveDialogue({ model, onClose }: { model: string; onClose: () => void }) {
  const say = useSay()
  const work = useUpload(intakeObservations)
  return (
    <Modal opened onClose={onClose} title={say(titleWords)} size="lg">
      {work.upload.data ? (
        <Outcome taken={work.upload.data} onClose={onClose} />
      ) : (
        <ObserveForm model={model} work={work} />
      )}
    </Modal>
  )
}

type ObserveFormProps = {
  readonly model: string
  readonly work: ReturnType<
    typeof useUpload<typeof intakeObservations.input, typeof intakeObservations.output>
  >
}

function ObserveForm({ model, work: { upload, part } }: ObserveFormProps) {
  const say = useSay()
  const columns = useMutation({ mutationFn: columnsIn })
  const [contents, setContents] = useState<ObservationContents>('predictions')
  const [chosen, setChosen] = useState<ColumnChoice | null>(null)
  const [supersedes, setSupersedes] = useState('')
  const names = columns.data ?? null
  const choice = chosen ?? proposeColumns(contents, names ?? [])
  const isRead = columns.isSuccess || columns.isError
  const contain = (next: ObservationContents) => {
    setContents(next)
    setChosen(null)
  }
  const choose = (file: File | null) => {
    setChosen(null)
    columns.reset()
    upload.reset()
    if (!file) return
    // What can only be labels, or only predictions, need not be asked about.
    const tell = (read: readonly string[] | null) => setContents(observationsIn(read ?? []) ?? contents)
    columns.mutate(file, { onSuccess: tell })
  }
  const send = (file: File) => {
    if (columns.isPending || (names !== null && unchosen(contents, choice).length > 0)) return
    const given = { name: file.name, contents, model, ...(supersedes !== '' && { supersedes }) }
    upload.mutate({ file, input: { ...given, ...columnParameters(contents, names ?? [], choice) } })
  }
  return (
    <UploadForm
      help={say(helpWords)}
      accept=".csv,.ndjson,.jsonl,.json,.parquet"
      bytesMax={intakeObservations.bytesMax ?? 0}
      isBusy={upload.isPending}
      part={part}
      onFile={send}
      onChoose={choose}
    >
      <SegmentedControl
        aria-label={say(contentsWords)}
        value={contents}
        onChange={(value) => contain(value === 'labels' ? 'labels' : 'predictions')}
        data={[
          { value: 'predictions', label: say(predictionsWords) },
          { value: 'labels', label: say(labelsWords) },
        ]}
      />
      {columns.error && <RowFaults error={columns.error} />}
      {isRead ? (
        <ObservationColumns contents={contents} names={names} choice={choice} onChange={setChosen} />
      ) : (
        <p className={classes.dim}>{say(columnWords[contents])}</p>
      )}
      <TextInput
        label={say(supersedesWords)}
        value={supersedes}
        onChange={(event) => setSupersedes(event.currentTarget.value.trim())}
        placeholder="OBS-2026-0001"
      />
      {upload.error && <RowFaults error={upload.error} />}
    </UploadForm>
  )
}

const figureWords = {
  rows: words('행', 'Rows'),
  repeated: words('파일 안 중복', 'Repeated in the file'),
  replayed: words('이미 받은 행', 'Received before'),
  unknown: words('예측을 기다리는 정답', 'Labels awaiting their prediction'),
} as const

function Outcome({ taken, onClose }: { taken: Taken; onClose: () => void }) {
  const say = useSay()
  const figures = Object.entries(figureWords).map(([name, label]) => ({
    label,
    value: Object.entries(taken).find(([key]) => key === name)?.[1],
  }))
  return (
    <div className={classes.stack}>
      <Note tone="good">
        {say(taken.known ? knownWords : doneWords)}:{' '}
        <TextLink {...paths.record('observation-batch', taken.record.id)}>{taken.record.number}</TextLink>
      </Note>
      <dl className={classes.figures}>
        {figures.map(({ label, value }) => (
          <div key={label.en}>
            <dt>{say(label)}</dt>
            <dd>{count(Number(value ?? 0))}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Button onClick={onClose}>{say(closeWords)}</Button>
      </div>
    </div>
  )
}
