import { listRevisions } from '@maek/domain/api.ts'
import { bodyInWords } from '@maek/domain/codes.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useAsk } from '../../api.ts'
import { actionLabel } from '../../kinds.ts'
import { useSay } from '../../language.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Moment } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import type { PlainKind } from '../plain-kind.ts'
import classes from '../record.module.css'
import { FieldChange } from './FieldChange.tsx'

type Revision = z.infer<typeof listRevisions.output>['revisions'][number]

const titleWords = words('변경 이력', 'History')
const reasonWords = words('사유', 'Reason')
const versionWords = words('판', 'Version')
const changedWords = words('바뀐 항목', 'Changed fields')
const ledgerWords = words('원장', 'Ledger')

/** Every change ever made, newest first, field by field against the version before. */
export function HistoryTab({ kind, record }: { kind: PlainKind; record: StoredRecord }) {
  const say = useSay()
  const history = useAsk(listRevisions, { kind: kind.name, id: record.id })
  return (
    <Panel title={say(titleWords)}>
      <Answered query={history}>
        {({ revisions }) => {
          const newestFirst = [...revisions].sort((left, right) => right.version - left.version)
          return (
            <ol className={classes.list}>
              {newestFirst.map((revision, index) => (
                <RevisionItem
                  key={revision.version}
                  kind={kind}
                  revision={revision}
                  before={newestFirst[index + 1]}
                />
              ))}
            </ol>
          )
        }}
      </Answered>
    </Panel>
  )
}

type RevisionItemProps = {
  readonly kind: PlainKind
  readonly revision: Revision
  readonly before: Revision | undefined
}

function RevisionItem({ kind, revision, before }: RevisionItemProps) {
  const say = useSay()
  const names = Object.keys(kind.fields)
  const changed = [...revision.changedFields].sort(
    (left, right) => names.indexOf(left) - names.indexOf(right),
  )
  return (
    <li className={classes.revision}>
      <div className={classes.revisionHead}>
        <strong>
          {say(versionWords)} {revision.version}
        </strong>
        <span>{say(actionLabel(kind.name, revision.act))}</span>
        <StateBadge kind={kind.name} state={revision.state} />
        <span>{revision.actorName}</span>
        <span className={classes.dim}>
          <Moment at={revision.at} /> · {say(ledgerWords)} #{revision.ledgerIndex}
        </span>
      </div>
      {revision.reason !== null && (
        <div>
          <span className={classes.dim}>{say(reasonWords)}: </span>
          {revision.reason}
        </div>
      )}
      {changed.length > 0 && (
        <details>
          <summary>
            {say(changedWords)} {changed.length}
          </summary>
          {changed.map((name) => (
            <FieldChange
              key={name}
              name={name}
              field={kind.fields[name]}
              before={before && bodyInWords(kind, before.body)[name]}
              after={bodyInWords(kind, revision.body)[name]}
            />
          ))}
        </details>
      )}
    </li>
  )
}
