import { say as words } from '@maek/domain/words.ts'
import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useId } from 'react'
import { useLanguage, useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from './settings.module.css'

const titleWords = words('언어와 화면', 'Language and display')
const languageWords = words('언어', 'Language')
const schemeWords = words('화면 밝기', 'Colour scheme')
const autoWords = words('기기 설정대로', 'As the device')
const lightWords = words('밝게', 'Light')
const darkWords = words('어둡게', 'Dark')
const keptWords = words(
  '이 브라우저에만 저장됩니다. 기록은 어느 언어에서든 같은 내용입니다.',
  'Kept in this browser only. Records are the same in either language.',
)

export function AppearanceSection() {
  const say = useSay()
  const { language, choose } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const languageId = useId()
  const schemeId = useId()
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.stack}>
        <div className={classes.inline}>
          <span id={languageId} className={classes.grow}>
            {say(languageWords)}
          </span>
          <SegmentedControl
            aria-labelledby={languageId}
            value={language}
            onChange={(value) => choose(value === 'ko' ? 'ko' : 'en')}
            data={[
              { value: 'ko', label: <span lang="ko">한국어</span> },
              { value: 'en', label: <span lang="en">English</span> },
            ]}
          />
        </div>
        <div className={classes.inline}>
          <span id={schemeId} className={classes.grow}>
            {say(schemeWords)}
          </span>
          <SegmentedControl<MantineColorScheme>
            aria-labelledby={schemeId}
            value={colorScheme}
            onChange={setColorScheme}
            data={[
              { value: 'auto', label: say(autoWords) },
              { value: 'light', label: say(lightWords) },
              { value: 'dark', label: say(darkWords) },
            ]}
          />
        </div>
        <span className={classes.dim}>{say(keptWords)}</span>
      </div>
    </Panel>
  )
}
