import { changeMember } from '@maek/domain/people/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTell } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import type { Member } from './member.ts'
import { RolesInput } from './RolesInput.tsx'
import classes from './settings.module.css'

const disabledWords = words('사용 중지', 'Disabled')
const disabledHelp = words(
  '접속이 곧바로 끊기고 다시 들어올 수 없습니다. 남긴 기록과 서명은 그대로 있습니다.',
  'Their sessions end at once and they cannot come back. Their records and signatures stay.',
)
const noneWords = words('역할을 하나 이상 고르십시오.', 'Choose at least one role.')
const saveWords = words('저장', 'Save')
const cancelWords = words('취소', 'Cancel')

export function MemberDialogue({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useSay()
  const change = useTell(changeMember)
  const [roles, setRoles] = useState(member.roles)
  const [disabled, setDisabled] = useState(member.disabled)
  const none = roles.length === 0
  return (
    <Dialogue onClose={onClose} title={`${member.name} · ${member.email}`} size="lg">
      <form
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault()
          if (!none) change.mutate({ userId: member.userId, roles, disabled }, { onSuccess: onClose })
        }}
      >
        <RolesInput value={roles} onChange={setRoles} error={none ? say(noneWords) : undefined} />
        <Switch
          label={say(disabledWords)}
          description={say(disabledHelp)}
          checked={disabled}
          onChange={(event) => setDisabled(event.currentTarget.checked)}
        />
        {change.error && <RefusalNote error={change.error} />}
        <div className={classes.buttons}>
          <Button type="submit" loading={change.isPending}>
            {say(saveWords)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say(cancelWords)}
          </Button>
        </div>
      </form>
    </Dialogue>
  )
}
