import { readSession } from '@maek/domain/people/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSearchTexts } from '../address.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { Note } from '../ui/Note.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Door } from './Door.tsx'
import classes from './door.module.css'
import { useEnter } from './enter.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { passkeysPossible, signInByPasskey } from './passkeys.ts'
import { SecondFactorForm } from './SecondFactorForm.tsx'
import { safeNext } from './safe-next.ts'

const titleWords = words('로그인', 'Sign in')
const orWords = words('또는', 'or')
const passkeyWords = words('패스키로 로그인', 'Sign in with a passkey')
const unclaimedWords = words(
  '아직 관리자가 없습니다. 서버를 시작한 창에 나온 일회용 주소를 여십시오.',
  'There is no administrator yet. Open the one-time link printed where the server was started.',
)
const outsideWords = words(
  '이 계정은 어느 조직에도 속해 있지 않습니다. 관리자에게 초대를 요청하십시오.',
  'This account belongs to no organisation. Ask an administrator for an invitation.',
)

export function SignInPage() {
  const say = useSay()
  const { next } = useSearchTexts()
  const session = useAsk(readSession, {})
  const enter = useEnter()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const passkey = useMutation({ mutationFn: signInByPasskey, onSuccess: () => enter(next) })
  if (session.data?.signedIn) return <Navigate to={safeNext(next)} replace />
  if (step === 'code') {
    return <SecondFactorForm onDone={() => enter(next)} onBack={() => setStep('password')} />
  }
  return (
    <Door title={say(titleWords)}>
      {session.data?.unclaimed && <Note tone="waiting">{say(unclaimedWords)}</Note>}
      {session.data?.user && <Note tone="bad">{say(outsideWords)}</Note>}
      <PasswordForm onDone={() => enter(next)} onSecondFactor={() => setStep('code')} />
      {passkeysPossible && (
        <>
          <div className={classes.or}>{say(orWords)}</div>
          <Button
            variant="default"
            leftSection={<IconFingerprint size={18} />}
            loading={passkey.isPending}
            onClick={() => passkey.mutate()}
          >
            {say(passkeyWords)}
          </Button>
          {passkey.error && <RefusalNote error={passkey.error} />}
        </>
      )}
    </Door>
  )
}
