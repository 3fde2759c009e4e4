import { say as words } from '@maek/domain/words.ts'
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { askAuth } from './auth.ts'
import { Door } from './Door.tsx'
import classes from './door.module.css'

const titleWords = words('2단계 인증', 'Second step')
const aboutWords = words(
  '인증 앱에 보이는 여섯 자리 번호를 입력하십시오.',
  'Enter the six digits your authenticator app shows.',
)
const aboutRecoveryWords = words(
  '보관해 둔 복구 코드 하나를 입력하십시오. 코드마다 한 번만 쓸 수 있습니다.',
  'Enter one of the recovery codes you kept. Each works once.',
)
const codeWords = words('인증 번호', 'Code')
const recoveryWords = words('복구 코드', 'Recovery code')
const checkWords = words('확인', 'Verify')
const useRecoveryWords = words(
  '인증 앱을 쓸 수 없습니까? 복구 코드 사용',
  'No app at hand? Use a recovery code',
)
const useAppWords = words('인증 앱의 번호 사용', 'Use the app’s code')
const backWords = words('처음부터 다시', 'Start again')

type SecondFactorFormProps = { readonly onDone: () => void; readonly onBack: () => void }

/** Second step: a time-based code (RFC 6238), or one of the recovery codes. */
export function SecondFactorForm({ onDone, onBack }: SecondFactorFormProps) {
  const say = useSay()
  const [recovery, setRecovery] = useState(false)
  const [code, setCode] = useState('')
  const verify = useMutation({
    mutationFn: () =>
      askAuth(recovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', {
        code: recovery ? code.trim() : code.replaceAll(/\D/g, ''),
      }),
    onSuccess: onDone,
  })
  return (
    <Door title={say(titleWords)} about={say(recovery ? aboutRecoveryWords : aboutWords)}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          verify.mutate()
        }}
      >
        <TextInput
          key={recovery ? 'recovery' : 'app'}
          label={say(recovery ? recoveryWords : codeWords)}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode={recovery ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          maxLength={20}
          required
          withAsterisk={false}
          // The step has this one field: a reader arrives at it.
          autoFocus
        />
        {verify.error && <RefusalNote error={verify.error} />}
        <Button type="submit" loading={verify.isPending}>
          {say(checkWords)}
        </Button>
        <button
          type="button"
          className={classes.quiet}
          onClick={() => {
            setRecovery(!recovery)
            setCode('')
            verify.reset()
          }}
        >
          {say(recovery ? useAppWords : useRecoveryWords)}
        </button>
        <button type="button" className={classes.quiet} onClick={onBack}>
          {say(backWords)}
        </button>
      </form>
    </Door>
  )
}
