import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { PasswordBox } from '../../ui/PasswordBox.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { askAuth } from '../auth.ts'
import classes from './settings.module.css'

const titleWords = words('비밀번호 변경', 'Change password')
const currentWords = words('지금 비밀번호', 'Current password')
const freshWords = words('새 비밀번호', 'New password')
const helpWords = words(
  '12자 이상. 다른 기기의 접속은 모두 끊깁니다.',
  'At least 12 characters. Your other sessions end.',
)
const changeWords = words('변경', 'Change')
const doneWords = words('비밀번호를 바꾸었습니다.', 'The password was changed.')

export function PasswordPanel() {
  const say = useSay()
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [fresh, setFresh] = useState('')
  const change = useMutation({
    mutationFn: () =>
      askAuth('/change-password', {
        currentPassword: current,
        newPassword: fresh,
        revokeOtherSessions: true,
      }),
    onSuccess: () => {
      setCurrent('')
      setFresh('')
      return queries.invalidateQueries()
    },
  })
  return (
    <Panel title={say(titleWords)}>
      <form
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <div className={classes.inline}>
          <PasswordBox
            className={classes.grow}
            label={say(currentWords)}
            value={current}
            onChange={setCurrent}
            autoComplete="current-password"
          />
          <PasswordBox
            className={classes.grow}
            label={say(freshWords)}
            value={fresh}
            onChange={setFresh}
            autoComplete="new-password"
            minLength={12}
          />
          <Button type="submit" variant="default" loading={change.isPending}>
            {say(changeWords)}
          </Button>
        </div>
        <span className={classes.dim}>{say(helpWords)}</span>
        {change.isSuccess && <Note tone="good">{say(doneWords)}</Note>}
        {change.error && <RefusalNote error={change.error} />}
      </form>
    </Panel>
  )
}
