import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { PasswordBox } from '../../ui/PasswordBox.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import { askAuth, propertyOf, textOf } from '../auth.ts'
import { SecondFactorSetup } from './SecondFactorSetup.tsx'
import classes from './settings.module.css'

const titleWords = words('2단계 인증', 'Two-step sign-in')
const aboutWords = words(
  '비밀번호로 로그인할 때 인증 앱의 여섯 자리 번호를 한 번 더 묻습니다. 비밀번호가 새어도 계정은 열리지 않습니다.',
  'Signing in by password then also asks for six digits from an authenticator app, so that a leaked password does not open the account.',
)
const onWords = words('사용 중', 'On')
const offWords = words('사용 안 함', 'Off')
const passwordWords = words('비밀번호 확인', 'Confirm your password')
const enableWords = words('2단계 인증 켜기', 'Turn on')
const disableWords = words('2단계 인증 끄기', 'Turn off')

type Started = { readonly uri: string; readonly codes: readonly string[] }

export function SecondFactorPanel({ enabled }: { enabled: boolean }) {
  const say = useSay()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const [started, setStarted] = useState<Started | null>(null)
  const change = useMutation({
    mutationFn: () => askAuth(enabled ? '/two-factor/disable' : '/two-factor/enable', { password }),
    onSuccess: (answer) => {
      setPassword('')
      if (enabled) return queries.invalidateQueries()
      setStarted({ uri: textOf(answer, 'totpURI'), codes: texts(propertyOf(answer, 'backupCodes')) })
    },
  })
  const badge = <ToneBadge tone={enabled ? 'good' : 'draft'} label={say(enabled ? onWords : offWords)} />
  return (
    <Panel title={say(titleWords)} actions={badge}>
      <div className={classes.stack}>
        <p className={classes.text}>{say(aboutWords)}</p>
        {started ? (
          <SecondFactorSetup {...started} onDone={() => setStarted(null)} />
        ) : (
          <form
            className={classes.inline}
            onSubmit={(event) => {
              event.preventDefault()
              change.mutate()
            }}
          >
            <PasswordBox
              className={classes.grow}
              label={say(passwordWords)}
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
            />
            <Button type="submit" variant={enabled ? 'default' : 'filled'} loading={change.isPending}>
              {say(enabled ? disableWords : enableWords)}
            </Button>
          </form>
        )}
        {change.error && <RefusalNote error={change.error} />}
      </div>
    </Panel>
  )
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
