import { listMembers } from '@maek/domain/people/api.ts'
import { roles } from '@maek/domain/permissions.ts'
import { say as words } from '@maek/domain/words.ts'
import { useState } from 'react'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { useMay, useSession } from '../../session.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Moment } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import { InvitePanel } from './InvitePanel.tsx'
import { MemberDialogue } from './MemberDialogue.tsx'
import type { Member } from './member.ts'
import classes from './settings.module.css'

const membersWords = words('사용자', 'Members')
const openWords = words('수락을 기다리는 초대', 'Open invitations')
const untilBefore = words('', 'until ')
const untilAfter = words('까지', '')
const changeWords = words('변경', 'Change')
const disabledWords = words('사용 중지', 'Disabled')
const secondFactorWords = words('2단계 인증', 'Two-step')
const noSecondFactorWords = words('2단계 인증 없음', 'No two-step')
const passkeysWords = words('패스키', 'passkeys')
const meWords = words('나', 'You')
const onlyAdministratorWords = words(
  '사용자 관리는 시스템 관리자만 할 수 있습니다.',
  'Only an administrator may manage members.',
)

/** Who may enter and as what. Roles are read fresh on every act, so a change counts at once. */
export function MembersSection() {
  const say = useSay()
  const mayAdminister = useMay()('administer', 'people')
  const found = useAsk(listMembers, {})
  return (
    <>
      {mayAdminister ? <InvitePanel /> : <Note tone="neutral">{say(onlyAdministratorWords)}</Note>}
      <Panel title={say(membersWords)}>
        <Answered query={found}>{({ members }) => <MemberRows members={members} />}</Answered>
      </Panel>
      {found.data && found.data.invitations.length > 0 && (
        <Panel title={say(openWords)}>
          <ul className={classes.rows}>
            {found.data.invitations.map((invitation) => (
              <li key={invitation.id} className={classes.row}>
                <span className={classes.what}>
                  <span className={classes.name}>{invitation.email}</span>
                  <span className={classes.dim}>
                    {invitation.roles.map((role) => say(roles[role])).join(', ')}
                  </span>
                </span>
                <span className={classes.dim}>
                  {say(untilBefore)}
                  <Moment at={invitation.expiresAt} />
                  {say(untilAfter)}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

function MemberRows({ members }: { members: readonly Member[] }) {
  const say = useSay()
  const mayAdminister = useMay()('administer', 'people')
  const me = useSession()?.user?.id
  const [changing, setChanging] = useState<Member | null>(null)
  return (
    <>
      <ul className={classes.rows}>
        {members.map((member) => (
          <li key={member.userId} className={classes.row}>
            <span className={classes.what}>
              <span className={classes.name}>
                {member.name}
                {member.userId === me && <ToneBadge tone="neutral" label={say(meWords)} />}
                {member.disabled && <ToneBadge tone="bad" label={say(disabledWords)} />}
              </span>
              <span className={classes.dim}>{member.email}</span>
              <span className={classes.dim}>
                {member.roles.map((role) => say(roles[role])).join(', ')} ·{' '}
                {say(member.secondFactor ? secondFactorWords : noSecondFactorWords)} · {say(passkeysWords)}{' '}
                {member.passkeys}
              </span>
            </span>
            <ReasonButton
              variant="default"
              size="xs"
              because={mayAdminister ? null : say(onlyAdministratorWords)}
              onClick={() => setChanging(member)}
            >
              {say(changeWords)}
            </ReasonButton>
          </li>
        ))}
      </ul>
      {changing && <MemberDialogue member={changing} onClose={() => setChanging(null)} />}
    </>
  )
}
