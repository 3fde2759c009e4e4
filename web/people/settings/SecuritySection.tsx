import { roles } from '@maek/domain/permissions.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { useSession } from '../../session.ts'
import { Panel } from '../../ui/Panel.tsx'
import { PasskeysPanel } from './PasskeysPanel.tsx'
import { PasswordPanel } from './PasswordPanel.tsx'
import { SecondFactorPanel } from './SecondFactorPanel.tsx'
import { SessionsPanel } from './SessionsPanel.tsx'
import classes from './settings.module.css'

const profileWords = words('내 정보', 'Profile')
const nameWords = words('이름', 'Name')
const emailWords = words('이메일', 'Email')
const organisationWords = words('조직', 'Organisation')
const rolesWords = words('역할', 'Roles')

export function SecuritySection() {
  const say = useSay()
  const session = useSession()
  if (!session?.user) return null
  return (
    <>
      <Panel title={say(profileWords)}>
        <dl className={classes.facts}>
          <dt>{say(nameWords)}</dt>
          <dd>{session.user.name}</dd>
          <dt>{say(emailWords)}</dt>
          <dd>{session.user.email}</dd>
          <dt>{say(organisationWords)}</dt>
          <dd>{session.organisation && say(session.organisation.name)}</dd>
          <dt>{say(rolesWords)}</dt>
          <dd>{session.roles.map((role) => say(roles[role])).join(', ')}</dd>
        </dl>
      </Panel>
      <PasskeysPanel />
      <SecondFactorPanel enabled={session.secondFactor} />
      <PasswordPanel />
      <SessionsPanel />
    </>
  )
}
