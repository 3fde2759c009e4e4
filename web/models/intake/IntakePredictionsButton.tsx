import { evaluation } from '@maek/domain/models/evaluation.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconUpload } from '@tabler/icons-react'
import { useSay } from '../../language.tsx'
import { useMay } from '../../session.ts'
import { DialogueButton } from '../../ui/DialogueButton.tsx'
import { IntakePredictionsDialogue } from './IntakePredictionsDialogue.tsx'

const uploadWords = words('예측 결과 올리기', 'Upload predictions')
const mayNotWords = words('평가 결과를 등록할 권한이 없습니다.', 'Your role may not register results.')

type IntakePredictionsButtonProps = { readonly evaluation?: string; readonly model?: string }

/** Opens the upload for one evaluation, or for one to be chosen (of a model, where it is given). */
export function IntakePredictionsButton(subject: IntakePredictionsButtonProps) {
  const say = useSay()
  const may = useMay()
  return (
    <DialogueButton
      label={say(uploadWords)}
      because={may('write', evaluation.domain) ? null : say(mayNotWords)}
      variant="default"
      leftSection={<IconUpload size={16} aria-hidden />}
    >
      {(close) => <IntakePredictionsDialogue {...subject} onClose={close} />}
    </DialogueButton>
  )
}

/** Whether an evaluation waits for its predictions: its plan is signed and there are no results. */
export function awaitsPredictions({ state, body }: Pick<StoredRecord, 'state' | 'body'>): boolean {
  return state === 'running' && body.predictions === undefined
}
