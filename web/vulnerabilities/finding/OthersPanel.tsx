import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { StateMark } from '../board/StateMark.tsx'
import type { FindingDetail } from './detail.ts'
import classes from './finding.module.css'

const titleWords = words('같은 취약점, 다른 구성요소', 'The same in other components')

export function OthersPanel({ others }: Pick<FindingDetail, 'others'>) {
  const say = useSay()
  if (others.length === 0) return null
  return (
    <Panel title={say(titleWords)}>
      <ul className={classes.list}>
        {others.map((other) => (
          <li key={other.id} className={classes.item}>
            <TextLink {...paths.finding(other.id)} className={classes.component}>
              {other.component}
            </TextLink>
            <StateMark state={other.state} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
