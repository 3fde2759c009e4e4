import { bodyInWords } from '@maek/domain/codes.ts'
import type { Field } from '@maek/domain/field.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { Suspense } from 'react'
import { useSay } from '../../language.tsx'
import { Day, Moment } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useKindPart } from '../kind-parts.ts'
import type { PlainKind } from '../plain-kind.ts'
import classes from '../record.module.css'
import { FieldValue } from '../values/FieldValue.tsx'
import { isBlank } from '../values/shapes.ts'
import { ClocksPanel } from './ClocksPanel.tsx'

const contentWords = words('내용', 'Content')
const factsWords = words('기록 정보', 'About this record')
const authorWords = words('최종 작성자', 'Last author')
const createdWords = words('작성', 'Created')
const updatedWords = words('변경', 'Updated')
const approvedWords = words('승인', 'Approved')
const inForceWords = words('시행 중인 판', 'Version in force')
const retentionWords = words('보존', 'Retention')
const missingWords = words('다음 단계 전에 채울 항목', 'To be filled in before the next step')
const untilApproved = words(
  '아래 내용은 아직 승인되지 않은 초안입니다. 시행 중인 것은 마지막 승인판입니다.',
  'What you see is a draft not approved yet; the last approved version stays in force.',
)
const yearsWords = words('년', 'years')

export function OverviewTab({ kind, view }: { kind: PlainKind; view: RecordView }) {
  const say = useSay()
  const { record, missing, clocks } = view
  const body = bodyInWords(kind, record.body)
  const filled = Object.entries(kind.fields).filter(([name]) => !isBlank(body[name]))
  const { Overview } = useKindPart(kind.name)
  const drafting = record.approvedVersion !== null && kind.life.states[record.state]?.editable === true
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        {drafting && <Note tone="waiting">{say(untilApproved)}</Note>}
        {missing.length > 0 && <Missing kind={kind} names={missing} />}
        {Overview && (
          <Suspense>
            <Overview kind={kind} view={view} />
          </Suspense>
        )}
        <Panel title={say(contentWords)}>
          <dl className={classes.fields}>
            {filled.map(([name, field]) => (
              <div key={name} className={classes.field} data-wide={isWide(field) || undefined}>
                <dt>{say(field.label)}</dt>
                <dd>
                  <FieldValue field={field} value={body[name]} />
                </dd>
              </div>
            ))}
          </dl>
        </Panel>
      </div>
      <div className={classes.side}>
        {clocks.length > 0 && <ClocksPanel clocks={clocks} />}
        <Facts kind={kind} view={view} />
      </div>
    </div>
  )
}

/** What is still to be filled in, counted; the names unfold. */
function Missing({ kind, names }: { kind: PlainKind; names: readonly string[] }) {
  const say = useSay()
  return (
    <Note tone="neutral">
      <details open={names.length <= 6}>
        <summary>
          {say(missingWords)}: {names.length}
        </summary>
        {names.map((name) => say(kind.fields[name]?.label ?? words(name, name))).join(', ')}
      </details>
    </Note>
  )
}

function isWide(field: Field): boolean {
  return field.widget === 'rows'
}

function Facts({ kind, view }: { kind: PlainKind; view: RecordView }) {
  const say = useSay()
  const { record } = view
  return (
    <Panel title={say(factsWords)}>
      <dl className={classes.facts}>
        <dt>{say(authorWords)}</dt>
        <dd>{record.authorName}</dd>
        <dt>{say(createdWords)}</dt>
        <dd>
          <Moment at={record.createdAt} />
        </dd>
        <dt>{say(updatedWords)}</dt>
        <dd>
          <Moment at={record.updatedAt} />
        </dd>
        {record.approvedAt !== null && (
          <>
            <dt>{say(approvedWords)}</dt>
            <dd>
              <Day on={record.approvedAt} />
            </dd>
            <dt>{say(inForceWords)}</dt>
            <dd>{record.approvedVersion}</dd>
          </>
        )}
        <dt>{say(retentionWords)}</dt>
        <dd>
          {kind.retention.years} {say(yearsWords)}
          <div className={classes.dim}>{say(kind.retention.because)}</div>
        </dd>
      </dl>
    </Panel>
  )
}
