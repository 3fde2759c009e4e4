import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { use } from 'react'
import { TimeLine } from '../../charts/TimeLine.tsx'
import { useSay } from '../../language.tsx'
import { loadKind } from '../../records/plain-kind.ts'
import recordClasses from '../../records/record.module.css'
import { FieldValue } from '../../records/values/FieldValue.tsx'
import { isBlank } from '../../records/values/shapes.ts'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { awaitsPredictions } from '../intake/IntakePredictionsButton.tsx'
import { TablePanel } from '../tasks/TablePanel.tsx'
import classes from './evaluation.module.css'

const wordsOf = {
  fixed: words('결과를 보기 전에 확정한 것', 'Fixed before the result was seen'),
  order: words('순서', 'Order'),
  signed: words('계획 확정 서명', 'Plan signed'),
  result: words('결과 등록', 'Result taken in'),
  approved: words('승인', 'Approved'),
  notYet: words('아직 아님', 'not yet'),
  executed: words('수행일', 'Executed on'),
  awaited: words(
    '계획이 확정되어 결과를 기다립니다. 위의 “예측 결과 올리기”로 파일을 올리면 이 기준으로 판정합니다.',
    'The plan is signed and awaits its results. Upload the file by “Upload predictions” above; it is judged by these criteria.',
  ),
  open: words(
    '계획이 아직 서명되지 않았습니다. 서명하기 전에는 결과를 올릴 수 없습니다.',
    'The plan is not signed yet. No result is taken in before it is.',
  ),
}

/** What the plan says and when it was signed by whom: criteria count only if they were there before the result. */
export function PlanTab({ view }: { view: RecordView }) {
  const say = useSay()
  const kind = use(loadKind('evaluation'))
  const { record, signatures } = view
  // Sealed by the signature: exactly these fields could not change afterwards.
  const names = kind?.sealed?.running ?? []
  const plan = signatures.filter(({ meaning }) => meaning === 'review').at(-1)
  const approval = signatures.find(({ meaning }) => meaning === 'approval')
  const executed = record.body.executedOn
  return (
    <div className={recordClasses.columns}>
      <div className={classes.stack}>
        {record.state === 'planning' && <Note tone="waiting">{say(wordsOf.open)}</Note>}
        {awaitsPredictions(record) && <Note tone="waiting">{say(wordsOf.awaited)}</Note>}
        <Panel title={say(wordsOf.fixed)}>
          <dl className={recordClasses.fields}>
            {names.flatMap((name) => {
              const field = kind?.fields[name]
              if (!field || isBlank(record.body[name])) return []
              return [
                <div
                  key={name}
                  className={recordClasses.field}
                  data-wide={field.widget === 'rows' || undefined}
                >
                  <dt>{say(field.label)}</dt>
                  <dd>
                    <FieldValue field={field} value={record.body[name]} />
                  </dd>
                </div>,
              ]
            })}
          </dl>
        </Panel>
        <TablePanel id={record.id} />
      </div>
      <Panel title={say(wordsOf.order)}>
        <TimeLine
          notYet={say(wordsOf.notYet)}
          steps={[
            { name: say(wordsOf.signed), at: plan?.at ?? null, more: plan?.signerName },
            {
              name: say(wordsOf.result),
              at: typeof executed === 'string' ? executed : null,
            },
            { name: say(wordsOf.approved), at: record.approvedAt, more: approval?.signerName },
          ]}
        />
      </Panel>
    </div>
  )
}
