import { say as words } from '@maek/domain/words.ts'
import { lazy, Suspense } from 'react'
import { useParam } from '../address.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Page } from '../ui/Page.tsx'
import { LinesSkeleton } from '../ui/PageSkeleton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import classes from './settings/settings.module.css'

const titleWords = words('설정', 'Settings')
const sectionsWords = words('설정 구역', 'Sections of the settings')

const sections = [
  {
    name: 'security',
    label: words('내 계정과 보안', 'Account and security'),
    Content: lazy(async () => ({
      default: (await import('./settings/SecuritySection.tsx')).SecuritySection,
    })),
  },
  {
    name: 'appearance',
    label: words('언어와 화면', 'Language and display'),
    Content: lazy(async () => ({
      default: (await import('./settings/AppearanceSection.tsx')).AppearanceSection,
    })),
  },
  {
    name: 'members',
    label: words('사용자', 'Members'),
    Content: lazy(async () => ({ default: (await import('./settings/MembersSection.tsx')).MembersSection })),
  },
  {
    name: 'tokens',
    label: words('API 토큰', 'API tokens'),
    Content: lazy(async () => ({ default: (await import('./settings/TokensSection.tsx')).TokensSection })),
  },
  {
    name: 'house',
    label: words('백업과 샘플', 'Backup and sample'),
    Content: lazy(async () => ({ default: (await import('./settings/HouseSection.tsx')).HouseSection })),
  },
] as const

/** Each section has its own address, `/settings/members`; the first stands at `/settings` too. */
export function SettingsPage() {
  const say = useSay()
  const name = useParam('section')
  const section = sections.find((one) => one.name === name) ?? sections[0]
  return (
    <Page title={`${say(section.label)}`} eyebrow={say(titleWords)}>
      <div className={classes.layout}>
        <nav className={classes.sections} aria-label={say(sectionsWords)}>
          {sections.map((one) => (
            <span key={one.name} data-current={one === section || undefined}>
              <TextLink {...paths.settings(one.name)} className={classes.section}>
                {say(one.label)}
              </TextLink>
            </span>
          ))}
        </nav>
        <div className={classes.content}>
          <Suspense
            fallback={
              <Panel>
                <LinesSkeleton />
              </Panel>
            }
          >
            <section.Content />
          </Suspense>
        </div>
      </div>
    </Page>
  )
}
