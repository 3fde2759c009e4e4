import { inviteMember } from '@maek/domain/people/api.ts'
import type { Role } from '@maek/domain/permissions.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTell } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { Moment } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { RolesInput } from './RolesInput.tsx'
import { SecretText } from './SecretText.tsx'
import classes from './settings.module.css'

const titleWords = words('사용자 초대', 'Invite a member')
const emailWords = words('이메일', 'Email')
const inviteWords = words('초대 주소 만들기', 'Make the invitation link')
const noneWords = words('역할을 하나 이상 고르십시오.', 'Choose at least one role.')
const handOverWords = words(
  '이 주소를 초대할 사람에게 직접 전하십시오. 한 번만 쓸 수 있고 다시 보이지 않습니다. 만료:',
  'Hand this link to the person yourself. It works once and is not shown again. It expires',
)

/** No mail server is needed: the link is copied and handed over. */
export function InvitePanel() {
  const say = useSay()
  const invite = useTell(inviteMember)
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<readonly Role[]>([])
  const [asked, setAsked] = useState(false)
  const none = roles.length === 0
  const submit = () => {
    setAsked(true)
    if (none) return
    invite.mutate(
      { email: email.trim(), roles: [...roles] },
      {
        onSuccess: () => {
          setEmail('')
          setRoles([])
          setAsked(false)
        },
      },
    )
  }
  return (
    <Panel title={say(titleWords)}>
      <form
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextInput
          type="email"
          label={say(emailWords)}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          maxLength={200}
          required
          withAsterisk={false}
        />
        <RolesInput value={roles} onChange={setRoles} error={asked && none ? say(noneWords) : undefined} />
        <div className={classes.buttons}>
          <Button type="submit" loading={invite.isPending}>
            {say(inviteWords)}
          </Button>
        </div>
        {invite.error && <RefusalNote error={invite.error} />}
        {invite.data && (
          <>
            <p className={classes.text} role="status">
              {say(handOverWords)} <Moment at={invite.data.expiresAt} />
            </p>
            <SecretText text={invite.data.link} />
          </>
        )}
      </form>
    </Panel>
  )
}
