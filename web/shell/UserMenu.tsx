import { chooseOrganisation } from '@maek/domain/people/api.ts'
import { roles } from '@maek/domain/permissions.ts'
import { say as words } from '@maek/domain/words.ts'
import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck, IconLogout, IconSettings, IconUserCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTell } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.ts'

const userWords = words('사용자 메뉴', 'User menu')
const settingsWords = words('설정', 'Settings')
const organisationsWords = words('조직', 'Organisation')
const signOutWords = words('로그아웃', 'Sign out')

export function UserMenu() {
  const session = useSession()
  const say = useSay()
  const navigate = useNavigate()
  const choose = useTell(chooseOrganisation)
  if (!session?.user) return null
  const current = session.organisation?.id
  return (
    <Menu position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`${say(userWords)}: ${session.user.name}`}
        >
          <IconUserCircle size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.user.name} · {session.roles.map((role) => say(roles[role])).join(', ')}
        </Menu.Label>
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => void navigate(paths.settings())}>
          {say(settingsWords)}
        </Menu.Item>
        {session.organisations.length > 1 && <Menu.Label>{say(organisationsWords)}</Menu.Label>}
        {session.organisations.length > 1 &&
          session.organisations.map((organisation) => (
            <Menu.Item
              key={organisation.id}
              leftSection={organisation.id === current ? <IconCheck size={16} /> : <span />}
              onClick={() =>
                choose.mutate(
                  { organisation: organisation.id },
                  { onSuccess: () => void navigate(paths.home()) },
                )
              }
            >
              {say(organisation.name)}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {say(signOutWords)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Ends the session and forgets what this browser kept of it; a full load leaves nothing in memory. */
async function signOut() {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-maek': '1' },
    body: '{}',
  })
  for (const key of Object.keys(localStorage)) if (key.startsWith('maek-draft:')) localStorage.removeItem(key)
  window.location.assign('/sign-in')
}
