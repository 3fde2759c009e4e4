import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import type { OverviewPartProps } from '../records/kind-parts.ts'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import classes from './components.module.css'

const titleWords = words('이 릴리스의 구성요소', 'Components of this release')
const findingsWords = words('취약점 현황', 'Findings')
const licencesWords = words('라이선스 현황', 'Licences')
const supportWords = words('지원 기간', 'Support')
const gateWords = words('출시 관문', 'Release gate')

/** Where to look at what a release is made of. */
export function ReleaseComponents({ view }: OverviewPartProps) {
  const say = useSay()
  const release = view.record.id
  return (
    <Panel title={say(titleWords)}>
      <p className={classes.line}>
        <TextLink {...paths.findings({ release })}>{say(findingsWords)}</TextLink>
        <TextLink {...paths.licences({ release })}>{say(licencesWords)}</TextLink>
        <TextLink {...paths.support({ release })}>{say(supportWords)}</TextLink>
        <TextLink to={paths.packs().to} search={{ release }}>
          {say(gateWords)}
        </TextLink>
      </p>
    </Panel>
  )
}
