import { listRecords } from '@maek/domain/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { LinesSkeleton } from '../../ui/PageSkeleton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import classes from './intake.module.css'
import { PredictionsForm } from './PredictionsForm.tsx'

const titleWords = words('예측 결과 올리기', 'Upload predictions')
const evaluationWords = words('어느 평가의 결과입니까?', 'Which evaluation are they for?')
const awaitedWords = words(
  '계획이 확정되어 결과를 기다리는 평가',
  'Evaluations whose plan is signed and that await results',
)
const noneWords = words(
  '결과를 기다리는 평가가 없습니다. 평가를 만들고 계획을 확정 서명하면 여기에 올릴 수 있습니다.',
  'No evaluation awaits results. Open one and sign its plan; then its predictions go in here.',
)

type DialogueProps = {
  /** The evaluation, where it is known. */
  readonly evaluation?: string
  /** Else one of this model is chosen, or of any. */
  readonly model?: string
  readonly onClose: () => void
}

/** Predictions in, from wherever people look for it. */
export function IntakePredictionsDialogue({ evaluation, model, onClose }: DialogueProps) {
  const say = useSay()
  const queries = useQueryClient()
  const close = () => {
    onClose()
    void queries.invalidateQueries()
  }
  return (
    <Dialogue onClose={close} title={say(titleWords)} size="lg">
      {evaluation === undefined ? (
        <ChosenEvaluation model={model} onClose={close} />
      ) : (
        <PredictionsForm evaluation={evaluation} onClose={close} />
      )}
    </Dialogue>
  )
}

type ChosenEvaluationProps = { readonly model: string | undefined; readonly onClose: () => void }

function ChosenEvaluation({ model, onClose }: ChosenEvaluationProps) {
  const say = useSay()
  const [chosen, setChosen] = useState<string | null>(null)
  const running = useAsk(listRecords, { kind: 'evaluation', state: 'running', limit: 200 })
  if (running.error) return <RefusalNote error={running.error} onRetry={() => void running.refetch()} />
  if (!running.data) return <LinesSkeleton />
  const awaiting = running.data.rows.filter(
    ({ id, listed }) =>
      // The one just judged stays: its outcome is being shown.
      id === chosen || (!listed.verdict && (model === undefined || listed.modelVersion === model)),
  )
  if (awaiting.length === 0) return <p>{say(noneWords)}</p>
  const [only] = awaiting
  const evaluation = chosen ?? (awaiting.length === 1 ? (only?.id ?? null) : null)
  return (
    <div className={classes.stack}>
      <Select
        label={say(evaluationWords)}
        description={say(awaitedWords)}
        data={awaiting.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
        value={evaluation}
        searchable
        allowDeselect={false}
        onChange={setChosen}
      />
      {evaluation !== null && <PredictionsForm key={evaluation} evaluation={evaluation} onClose={onClose} />}
    </div>
  )
}
