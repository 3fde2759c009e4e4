import { say as words } from '@maek/domain/words.ts'
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay } from '../language.tsx'
import { PasswordBox } from '../ui/PasswordBox.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { askAuth, propertyOf } from './auth.ts'
import classes from './door.module.css'

const emailWords = words('이메일', 'Email')
const passwordWords = words('비밀번호', 'Password')
const signInWords = words('로그인', 'Sign in')

type PasswordFormProps = { readonly onDone: () => void; readonly onSecondFactor: () => void }

/** First step: e-mail and password. The house may ask for a code next. */
export function PasswordForm({ onDone, onSecondFactor }: PasswordFormProps) {
  const say = useSay()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => askAuth('/sign-in/email', { email: email.trim(), password }),
    onSuccess: (answer) => (propertyOf(answer, 'twoFactorRedirect') === true ? onSecondFactor() : onDone()),
  })
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate()
      }}
    >
      <TextInput
        type="email"
        label={say(emailWords)}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        autoComplete="username webauthn"
        maxLength={200}
        required
        withAsterisk={false}
        data-autofocus
      />
      <PasswordBox
        label={say(passwordWords)}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      {signIn.error && <RefusalNote error={signIn.error} />}
      <Button type="submit" loading={signIn.isPending}>
        {say(signInWords)}
      </Button>
    </form>
  )
}
