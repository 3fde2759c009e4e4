import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Day } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import { StateMark } from '../board/StateMark.tsx'
import type { FindingDetail } from './detail.ts'
import classes from './finding.module.css'

const titleWords = words('판정 이력', 'History of decisions')
const noneWords = words('아직 판정이 없습니다.', 'Nobody has decided yet.')
const countsWords = words('지금 유효', 'Counts now')
const authorWords = words('작성', 'by')
const approvedWords = words('승인', 'approved')
const untilWords = words('만료', 'until')

/** Every decision about it, newest first, with why one no longer counts. */
export function DecisionsPanel({ decisions }: Pick<FindingDetail, 'decisions'>) {
  const say = useSay()
  return (
    <Panel title={say(titleWords)}>
      {decisions.length === 0 && <p className={classes.dim}>{say(noneWords)}</p>}
      <ul className={classes.list}>
        {decisions.map((decision) => (
          <li key={decision.id} className={classes.item}>
            <StateMark state={decision.outcome} />
            <TextLink {...paths.record(decision.kind, decision.id)}>
              {decision.number} {decision.title}
            </TextLink>
            <StateBadge kind={decision.kind} state={decision.state} />
            {decision.counts && <ToneBadge tone="good" label={say(countsWords)} />}
            <span className={classes.dim}>
              {say(authorWords)} {decision.author}
              {decision.approvedAt !== null && (
                <>
                  {' · '}
                  {say(approvedWords)} <Day on={decision.approvedAt} />
                </>
              )}
              {decision.expiresOn !== null && (
                <>
                  {' · '}
                  {say(untilWords)} <Day on={decision.expiresOn} />
                </>
              )}
            </span>
            {decision.because && <span className={classes.because}>{say(decision.because)}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
