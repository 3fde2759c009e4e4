import type { RequirementAnswer } from '@maek/domain/assurance/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { kindTitle } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import classes from './requirement.module.css'

const moreWords = words('건 더 있음', 'more')

type MentionPanelProps = RequirementAnswer['counting'] & {
  readonly title: string
  readonly tone: 'good' | 'bad'
}

/** Records an answer rests on, or those it misses; at most the fifty the answer names, with the whole number. */
export function MentionPanel({ title, tone, total, records }: MentionPanelProps) {
  const say = useSay()
  const rest = total - records.length
  return (
    <Panel title={title} actions={<ToneBadge tone={tone} label={String(total)} />}>
      <ul className={classes.mentions}>
        {records.map((record) => (
          <li key={record.id}>
            <span className={classes.dim}>{record.number}</span>{' '}
            <TextLink {...paths.record(record.kind, record.id)}>{record.title}</TextLink>{' '}
            <span className={classes.dim}>{say(kindTitle(record.kind))}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className={classes.dim}>
          {rest} {say(moreWords)}
        </p>
      )}
    </Panel>
  )
}
