import { intakeStepWords } from '@maek/domain/models/intake-words.ts'
import { intakeObservations } from '@maek/domain/monitoring/api.ts'
import type { ObservationContents } from '@maek/domain/monitoring/observation-columns.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import type { z } from 'zod'
import { useSay } from '../language.tsx'
import { RowFaults } from '../models/intake/RowFaults.tsx'
import { paths } from '../paths.ts'
import { Dialogue } from '../ui/Dialogue.tsx'
import { Note } from '../ui/Note.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { UploadForm } from '../vulnerabilities/UploadForm.tsx'
import classes from './monitoring.module.css'
import { count } from './numbers.ts'
import { ObservationColumns } from './ObservationColumns.tsx'
import { useObserve } from './use-observe.ts'

type Taken = z.infer<typeof intakeObservations.output>

const titleWords = words('관측 자료 올리기', 'Upload observations')
const predictionsWords = words('예측', 'Predictions')
const labelsWords = words('정답', 'Labels')
const helpWords = words(
  'CSV, NDJSON(gzip 가능), Parquet. 사람을 알아볼 수 있는 값이 있으면 어느 줄인지 알리고 아무것도 저장하지 않습니다.',
  'CSV, NDJSON (gzip too) or Parquet. Anything that identifies a person is refused with its row, and nothing is stored.',
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
  const work = useObserve(model)
  const taken = work.upload.data
  return (
    <Dialogue onClose={onClose} title={say(titleWords)} size="lg">
      {taken ? <Outcome taken={taken} onClose={onClose} /> : <ObserveForm work={work} />}
    </Dialogue>
  )
}

function ObserveForm({ work }: { work: ReturnType<typeof useObserve> }) {
  const say = useSay()
  const { upload, part, step, columns, contents } = work
  return (
    <UploadForm
      help={say(helpWords)}
      accept=".csv,.ndjson,.jsonl,.json,.gz,.parquet"
      bytesMax={intakeObservations.bytesMax ?? 0}
      isBusy={upload.isPending}
      part={part}
      stage={say(intakeStepWords[step?.step ?? 'unknown'])}
      stagePart={step?.part}
      onFile={work.send}
      onChoose={work.choose}
    >
      <SegmentedControl
        aria-label={say(contentsWords)}
        value={contents}
        onChange={(value) => work.contain(value === 'labels' ? 'labels' : 'predictions')}
        data={[
          { value: 'predictions', label: say(predictionsWords) },
          { value: 'labels', label: say(labelsWords) },
        ]}
      />
      {columns.error && <RowFaults error={columns.error} />}
      {work.isRead ? (
        <ObservationColumns
          contents={contents}
          names={work.names}
          choice={work.choice}
          onChange={work.name}
        />
      ) : (
        <p className={classes.dim}>{say(columnWords[contents])}</p>
      )}
      <TextInput
        label={say(supersedesWords)}
        value={work.supersedes}
        onChange={(event) => work.supersede(event.currentTarget.value.trim())}
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
