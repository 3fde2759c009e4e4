import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSay } from '../../language.tsx'
import { PasswordBox } from '../../ui/PasswordBox.tsx'
import classes from './act.module.css'

const titleWords = words('패스키 없이 비밀번호로 서명(대체 수단)', 'Sign by password instead (fallback)')
const aboutWords = words(
  '비밀번호 서명은 대체 수단으로 표시되어 남습니다. 설정에서 패스키를 등록하면 더 강한 증거가 됩니다.',
  'A signature by password is marked as a fallback. Register a passkey in the settings for stronger proof.',
)
const passwordWords = words('비밀번호', 'Password')
const signWords = words('비밀번호로 서명', 'Sign with password')

type PasswordFallbackProps = {
  readonly open: boolean
  readonly busy: boolean
  readonly onPassword: (password: string) => void
}

/** Re-authentication by password: allowed, and always marked as the weaker way. */
export function PasswordFallback({ open, busy, onPassword }: PasswordFallbackProps) {
  const say = useSay()
  const [password, setPassword] = useState('')
  return (
    <details className={classes.fallback} open={open}>
      <summary>{say(titleWords)}</summary>
      <form
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault()
          onPassword(password)
        }}
      >
        <div className={classes.reason}>{say(aboutWords)}</div>
        <PasswordBox
          label={say(passwordWords)}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <div className={classes.buttons}>
          <Button type="submit" variant="default" loading={busy}>
            {say(signWords)}
          </Button>
        </div>
      </form>
    </details>
  )
}
