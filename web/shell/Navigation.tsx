import { say as words } from '@maek/domain/words.ts'
import {
  IconActivity,
  IconBug,
  IconCalculator,
  IconCalendarOff,
  IconChevronRight,
  IconDatabaseImport,
  IconHome,
  IconLicense,
  IconMap2,
  IconPackage,
  IconPuzzle,
  IconRadar2,
  IconSettings,
} from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { kindHead, kindsByDomain } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { type Path, paths } from '../paths.ts'
import classes from './Shell.module.css'

const pages = [
  { path: paths.home(), label: words('첫 화면', 'Home'), Icon: IconHome },
  { path: paths.readiness(), label: words('준비도', 'Readiness'), Icon: IconMap2 },
  { path: paths.findings(), label: words('취약점 현황', 'Findings'), Icon: IconBug },
  { path: paths.reach(), label: words('도달 범위', 'Reach'), Icon: IconRadar2 },
  { path: paths.licences(), label: words('라이선스 현황', 'Licences'), Icon: IconLicense },
  { path: paths.support(), label: words('지원 기간', 'Support'), Icon: IconCalendarOff },
  { path: paths.watchIndex(), label: words('현장 성능', 'Field performance'), Icon: IconActivity },
  { path: paths.sampleSize(), label: words('표본 수 계산', 'Sample size'), Icon: IconCalculator },
  { path: paths.feeds(), label: words('취약점 정보원', 'Sources'), Icon: IconDatabaseImport },
  { path: paths.unmatched(), label: words('대조 안 됨', 'Unmatched'), Icon: IconPuzzle },
  { path: paths.packs(), label: words('심사 자료집', 'Packs'), Icon: IconPackage },
] as const

const settingsPage = { path: paths.settings(), label: words('설정', 'Settings'), Icon: IconSettings } as const

const storageKey = 'maek-navigation'

/** Pages first, then every kind of record by domain; the domain of the page shown stands open. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  const say = useSay()
  const { kind } = useParams({ strict: false })
  const current = typeof kind === 'string' ? kindHead(kind)?.domain : undefined
  const [open, setOpen] = useState(keptOpen)
  const toggle = (domain: string, isOpen: boolean) => {
    const next = isOpen ? [...new Set([...open, domain])] : open.filter((name) => name !== domain)
    localStorage.setItem(storageKey, next.join(' '))
    setOpen(next)
  }
  return (
    <>
      <ul className={classes.list}>
        {pages.map((page) => (
          <NavigationLink key={page.path.to} path={page.path} label={say(page.label)} onGo={onGo}>
            <page.Icon size={18} aria-hidden />
          </NavigationLink>
        ))}
      </ul>
      <hr className={classes.divider} />
      {kindsByDomain().map(({ domain, title, kinds }) => (
        <details
          key={domain}
          className={classes.group}
          open={domain === current || open.includes(domain)}
          onToggle={(event) => toggle(domain, event.currentTarget.open)}
        >
          <summary>
            <IconChevronRight size={16} aria-hidden />
            {say(title)}
          </summary>
          <ul className={`${classes.list} ${classes.inner}`}>
            {kinds.map((head) => (
              <NavigationLink
                key={head.name}
                path={paths.records(head.name)}
                label={say(head.plural)}
                onGo={onGo}
              />
            ))}
          </ul>
        </details>
      ))}
      <hr className={classes.divider} />
      <ul className={classes.list}>
        <NavigationLink path={settingsPage.path} label={say(settingsPage.label)} onGo={onGo}>
          <settingsPage.Icon size={18} aria-hidden />
        </NavigationLink>
      </ul>
    </>
  )
}

type NavigationLinkProps = {
  readonly path: Path
  readonly label: string
  readonly onGo: (() => void) | undefined
  readonly children?: React.ReactNode
}

function NavigationLink({ path, label, onGo, children }: NavigationLinkProps) {
  return (
    <li>
      <Link
        to={path.to}
        className={classes.link}
        activeOptions={{ exact: path.to === '/', includeSearch: false }}
        {...(onGo && { onClick: onGo })}
      >
        {children}
        {label}
      </Link>
    </li>
  )
}

function keptOpen(): string[] {
  return (localStorage.getItem(storageKey) ?? '').split(' ').filter((name) => name !== '')
}
