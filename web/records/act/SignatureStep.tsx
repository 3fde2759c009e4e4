import { prepareAction } from '@maek/domain/api.ts'
import { type Meaning, meanings } from '@maek/domain/life.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import type { signatureInput } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { call, once } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Note } from '../../ui/Note.tsx'
import ui from '../../ui/ui.module.css'
import classes from './act.module.css'
import { PasswordFallback } from './PasswordFallback.tsx'

type Prepared = z.infer<typeof prepareAction.output>
type Signature = z.infer<typeof signatureInput>

const statementWords = words('서명할 내용', 'What you sign')
const digestWords = words('서명 대상의 SHA-256', 'SHA-256 of what is signed')
const meaningWords = words('서명의 의미', 'Meaning of the signature')
const passkeyWords = words('패스키로 서명', 'Sign with passkey')
const cancelWords = words('취소', 'Cancel')
const refusedWords = words(
  '패스키 확인이 끝나지 않았습니다. 다시 시도하거나 아래의 비밀번호 서명을 쓰십시오.',
  'The passkey was not confirmed. Try again, or use the password below.',
)

type SignatureStepProps = {
  readonly record: StoredRecord
  readonly action: string
  readonly meaning: Meaning
  /** A ticket serves once: each failed attempt asks for a new one. */
  readonly attempt: number
  readonly busy: boolean
  readonly onSign: (signature: Signature) => void
  readonly onCancel: () => void
}

/** Shows exactly what will be signed, in both languages, with its digest; then the passkey, or the password. */
export function SignatureStep({ record, action, meaning, attempt, ...rest }: SignatureStepProps) {
  const { kind, id, version } = record
  const prepared = useQuery({
    queryKey: ['prepareAction', id, version, action, attempt],
    queryFn: () => call(prepareAction, { kind, id, action, version }),
    meta: once,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  return (
    <Answered query={prepared}>
      {(answer) => <SignatureOffer prepared={answer} meaning={meaning} {...rest} />}
    </Answered>
  )
}

type SignatureOfferProps = Omit<SignatureStepProps, 'record' | 'action' | 'attempt'> & {
  readonly prepared: Prepared
}

function SignatureOffer({ prepared, meaning, busy, onSign, onCancel }: SignatureOfferProps) {
  const say = useSay()
  const { ticket, statement, digest, passkey } = prepared
  const confirm = useMutation({
    mutationFn: async () => (await import('./passkey.ts')).confirmByPasskey(passkey),
    onSuccess: (assertion) => onSign({ method: 'passkey', ticket, assertion }),
  })
  return (
    <>
      <section aria-label={say(statementWords)}>
        <h3 className={classes.label}>{say(statementWords)}</h3>
        <div className={classes.statement}>
          <div lang="ko">{statement.ko}</div>
          <div lang="en">{statement.en}</div>
        </div>
      </section>
      <div>
        <span className={classes.label}>{say(meaningWords)}: </span>
        <strong>
          {meanings[meaning].ko} · {meanings[meaning].en}
        </strong>
      </div>
      <div>
        <h3 className={classes.label}>{say(digestWords)}</h3>
        <div className={ui.digest}>{digest}</div>
      </div>
      {confirm.error && (
        <Note tone="bad" alert>
          {say(refusedWords)}
        </Note>
      )}
      <PasswordFallback
        open={passkey === null}
        busy={busy}
        onPassword={(password) => onSign({ method: 'password', ticket, password })}
      />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel}>
          {say(cancelWords)}
        </Button>
        {passkey !== null && (
          <Button
            leftSection={<IconFingerprint size={18} />}
            loading={confirm.isPending || busy}
            onClick={() => confirm.mutate()}
          >
            {say(passkeyWords)}
          </Button>
        )}
      </div>
    </>
  )
}
