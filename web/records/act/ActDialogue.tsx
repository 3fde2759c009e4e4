import { actOnRecord } from '@maek/domain/api.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import type { signatureInput } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { useTell } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import type { PlainKind } from '../plain-kind.ts'
import classes from './act.module.css'
import { SignatureStep } from './SignatureStep.tsx'

const reasonWords = words('사유', 'Reason')
const reasonHelp = words(
  '이력과 심사 자료에 그대로 남습니다.',
  'It stays in the history and in what inspectors see.',
)
const needReasonWords = words('사유를 적으십시오.', 'Give the reason.')
const cancelWords = words('취소', 'Cancel')
const nextStateWords = words('진행 후 상태', 'State after this step')

type Signature = z.infer<typeof signatureInput>

type ActDialogueProps = {
  readonly kind: PlainKind
  readonly record: StoredRecord
  readonly name: string
  readonly onClose: () => void
}

/** One step of the lifecycle: its reason where one is asked, its signature where one is needed. */
export function ActDialogue(props: ActDialogueProps) {
  const { kind, record, name, onClose } = props
  const say = useSay()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const { tell, attempt, take } = useStep(props)
  const action = kind.life.actions[name]
  if (!action) return null
  const lacksReason = action.reason === true && reason.trim() === ''
  const act = (signature?: Signature) => {
    setAsked(true)
    if (!lacksReason) take(reason.trim(), signature)
  }
  return (
    <Dialogue onClose={onClose} size="lg" title={`${say(action.label)}: ${record.number} ${record.title}`}>
      <div className={classes.stack}>
        <div>
          {say(nextStateWords)}: <StateBadge kind={kind.name} state={action.to} />
        </div>
        {action.reason && (
          <ReasonInput
            value={reason}
            onChange={setReason}
            error={asked && lacksReason && say(needReasonWords)}
          />
        )}
        {tell.error && <RefusalNote error={tell.error} />}
        {action.signs ? (
          <SignatureStep
            record={record}
            action={name}
            meaning={action.signs}
            attempt={attempt}
            busy={tell.isPending}
            onSign={act}
            onCancel={onClose}
          />
        ) : (
          <div className={classes.buttons}>
            <Button variant="default" onClick={onClose}>
              {say(cancelWords)}
            </Button>
            <Button loading={tell.isPending} onClick={() => act()}>
              {say(action.label)}
            </Button>
          </div>
        )}
      </div>
    </Dialogue>
  )
}

/** Takes the step; a refused one counts as an attempt, after which a signature is asked for anew. */
function useStep({ kind, record, name, onClose }: ActDialogueProps) {
  const tell = useTell(actOnRecord)
  const [attempt, setAttempt] = useState(0)
  const take = (reason: string, signature?: Signature) => {
    const input = {
      kind: kind.name,
      id: record.id,
      action: name,
      version: record.version,
      ...(reason !== '' && { reason }),
      ...(signature && { signature }),
    }
    tell.mutate(input, { onSuccess: onClose, onError: () => setAttempt(attempt + 1) })
  }
  return { tell, attempt, take }
}

type ReasonInputProps = {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | false
}

function ReasonInput({ value, onChange, error }: ReasonInputProps) {
  const say = useSay()
  return (
    <Textarea
      label={say(reasonWords)}
      description={say(reasonHelp)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      required
      autosize
      minRows={2}
      maxLength={2000}
      data-autofocus
    />
  )
}
