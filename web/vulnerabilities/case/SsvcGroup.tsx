import { decideSsvc } from '@maek/domain/vulnerabilities/ssvc.ts'
import { suggestSsvc } from '@maek/domain/vulnerabilities/ssvc-suggest.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { faultAt } from '../../records/form/faults.ts'
import type { FieldGroupProps } from '../../records/kind-parts.ts'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { type AnswerRow, answerRows, bodyRows, ssvcColumns } from './answer-rows.ts'
import classes from './case.module.css'
import { readPoints } from './read-points.ts'
import { SsvcOutcomes, SsvcQuestions } from './SsvcQuestions.tsx'

const titleWords = words('우선순위: SSVC', 'Priority: SSVC')
const aboutWords = words(
  'CERT/CC와 CISA가 공개한 결정표 그대로 판단합니다. 제안은 신호에서 온 것이며, 받기 전에는 답이 아닙니다.',
  'Decided by the tables that CERT/CC and CISA publish. Suggestions come from signals and are no answers until taken.',
)

export function SsvcGroup({ values, onChange, faults, sealed }: FieldGroupProps) {
  const say = useSay()
  const rows = answerRows(values.ssvc, ssvcColumns)
  const answers = readPoints(rows)
  const fault = faultAt(faults, 'ssvc') ?? faultAt(faults, 'ssvcPriority')
  const text = (name: string) => (typeof values[name] === 'string' ? String(values[name]) : null)
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.stack} id="field-ssvc">
        <p className={classes.about}>{say(aboutWords)}</p>
        {fault && (
          <Note tone="bad" alert>
            {say(fault)}
          </Note>
        )}
        <SsvcOutcomes answers={answers} />
        <SsvcQuestions
          rows={rows}
          suggestions={suggestSsvc({
            exploitation: text('exploited'),
            harm: text('harm'),
            vector: text('publishedVector'),
          })}
          onChange={(next) => onChange(ssvcFields(next))}
          disabled={sealed.has('ssvc')}
        />
      </div>
    </Panel>
  )
}

/** The fields of a case that follow from the answers. */
export function ssvcFields(rows: readonly AnswerRow[]) {
  const decided = decideSsvc('supplier', readPoints(rows))
  return {
    ssvc: bodyRows(rows, ssvcColumns),
    ssvcPriority: decided.decided ? decided.outcome.name : undefined,
  }
}
