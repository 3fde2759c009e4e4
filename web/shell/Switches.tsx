import { say as words } from '@maek/domain/words.ts'
import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { useLanguage, useSay } from '../language.tsx'

const toDarkWords = words('어두운 화면으로', 'Switch to dark')
const toLightWords = words('밝은 화면으로', 'Switch to light')

/** Names the other language in that language, as a reader who needs it will look for it. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage()
  const other = language === 'ko' ? 'en' : 'ko'
  return (
    <Button variant="subtle" color="gray" size="compact-sm" lang={other} onClick={() => choose(other)}>
      {other === 'ko' ? '한국어' : 'English'}
    </Button>
  )
}

export function SchemeSwitch() {
  const say = useSay()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  const label = say(dark ? toLightWords : toDarkWords)
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  )
}
