import { say as words } from '@maek/domain/words.ts'
import { actionLabel, kindTitle } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Day } from '../ui/Moment.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import classes from './home.module.css'
import type { HomeAnswer } from './home-answer.ts'

const titleWords = words('내 서명을 기다리는 일', 'Awaiting my signature')
const noneWords = words('서명할 것이 없습니다.', 'Nothing waits for your signature.')
const sinceBefore = words('', 'since ')
const sinceAfter = words('부터', '')

/** Second question: what stands still until I sign. */
export function AwaitingPanel({ awaiting }: { awaiting: HomeAnswer['awaiting'] }) {
  const say = useSay()
  return (
    <Panel title={say(titleWords)}>
      {awaiting.length === 0 && <p className={classes.none}>{say(noneWords)}</p>}
      <ul className={classes.rows}>
        {awaiting.map((item) => (
          <li key={`${item.id} ${item.action}`} className={classes.row}>
            <span className={classes.rowMain}>
              <TextLink {...paths.record(item.kind, item.id)} className={classes.rowTitle}>
                {item.title}
              </TextLink>
              <span className={classes.dim}>
                {item.number} · {say(kindTitle(item.kind))} · {say(sinceBefore)}
                <Day on={item.since} />
                {say(sinceAfter)}
              </span>
            </span>
            <ToneBadge tone="waiting" label={say(actionLabel(item.kind, item.action))} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
