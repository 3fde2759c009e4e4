import { say as words } from '@maek/domain/words.ts'
import { ActionIcon, Kbd } from '@mantine/core'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSay } from '../language.tsx'
import { useSession } from '../session.ts'
import classes from './Shell.module.css'
import { LanguageSwitch, SchemeSwitch } from './Switches.tsx'
import { UserMenu } from './UserMenu.tsx'

const homeWords = words('맥 첫 화면', 'Maek home')
const menuWords = words('메뉴 열기', 'Open menu')
const searchWords = words('검색·이동', 'Search or go to')
const sampleWords = words('샘플 데이터', 'Sample data')

const shortcut = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'

export function Header({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const say = useSay()
  const organisation = useSession()?.organisation
  return (
    <header className={classes.head}>
      <ActionIcon
        className={classes.burger}
        variant="subtle"
        color="gray"
        size="lg"
        onClick={onMenu}
        aria-label={say(menuWords)}
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <Link to="/" className={classes.mark} aria-label={say(homeWords)}>
        <img src="/icon.svg" alt="" width={24} height={24} />
        <span>맥</span>
      </Link>
      {organisation && (
        <div className={classes.organisation}>
          <span className={classes.organisationName}>{say(organisation.name)}</span>
          {organisation.sample && <span className={classes.sample}>{say(sampleWords)}</span>}
        </div>
      )}
      {/* Named by its words alone, which a phone hides only from the eye (WCAG 2.5.3). */}
      <button type="button" className={classes.search} onClick={onSearch}>
        <IconSearch size={18} aria-hidden />
        <span className={classes.searchText}>{say(searchWords)}</span>
        <Kbd size="xs">{shortcut}</Kbd>
      </button>
      <LanguageSwitch />
      <SchemeSwitch />
      <UserMenu />
    </header>
  )
}
