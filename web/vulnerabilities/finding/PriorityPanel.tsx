import { readRecord } from '@maek/domain/api.ts'
import { suggestSsvc } from '@maek/domain/vulnerabilities/ssvc-suggest.ts'
import { say as words } from '@maek/domain/words.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { LinkButton } from '../../ui/TextLink.tsx'
import { type AnswerRow, answerRows, bodyRows, ssvcColumns } from '../case/answer-rows.ts'
import { readPoints } from '../case/read-points.ts'
import { SsvcOutcomes, SsvcQuestions } from '../case/SsvcQuestions.tsx'
import { caseFrom } from '../case-from.ts'
import type { Finding } from '../severities.ts'
import classes from './finding.module.css'

const titleWords = words('우선순위: SSVC', 'Priority: SSVC')
const inCaseWords = words('답은 취약점 기록에 남습니다.', 'Answers are kept in the vulnerability case.')
const editWords = words('기록에서 루브릭·SSVC 답하기', 'Answer rubric and SSVC in the case')
const keepWords = words('이 답으로 취약점 기록 작성', 'Open a case with these answers')
const questionsWords = words('질문에 답하기', 'Answer the questions')
const mayNotWords = words(
  '취약점 기록을 작성할 권한이 없습니다.',
  'Your role may not write vulnerability cases.',
)

/** What SSVC says: from the case where there is one, else to try out and to begin a case with. */
export function PriorityPanel({ finding }: { finding: Finding }) {
  const say = useSay()
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.stack}>
        <p className={classes.dim}>{say(inCaseWords)}</p>
        {finding.case ? <KeptAnswers id={finding.case.id} /> : <TriedAnswers finding={finding} />}
      </div>
    </Panel>
  )
}

function KeptAnswers({ id }: { id: string }) {
  const say = useSay()
  const view = useQuery(ask(readRecord, { kind: 'vulnerability-case', id })).data
  if (!view) return null
  return (
    <>
      <SsvcOutcomes answers={readPoints(answerRows(view.record.body.ssvc, ssvcColumns))} />
      {view.canEdit.allowed && (
        <div>
          <LinkButton {...paths.editRecord('vulnerability-case', id)} variant="default" size="xs">
            {say(editWords)}
          </LinkButton>
        </div>
      )}
    </>
  )
}

function TriedAnswers({ finding }: { finding: Finding }) {
  const say = useSay()
  const navigate = useNavigate()
  const mayWrite = useMay()('write', 'vulnerabilities')
  const [rows, setRows] = useState<readonly AnswerRow[]>([])
  const keep = () =>
    navigate(
      paths.newRecord('vulnerability-case', {
        ...caseFrom(finding, undefined),
        ssvc: bodyRows(rows, ssvcColumns),
      }),
    )
  return (
    <>
      <SsvcOutcomes answers={readPoints(rows)} />
      <details>
        <summary>{say(questionsWords)}</summary>
        <div className={classes.stack}>
          <SsvcQuestions
            rows={rows}
            // Without a listing nobody says whether a catalogue was there to be listed in.
            suggestions={suggestSsvc({
              exploited: finding.kev === null ? null : true,
              exploitation: finding.exploitation,
              vector: finding.vector,
            })}
            onChange={setRows}
            disabled={false}
          />
          <div>
            <ReasonButton
              size="xs"
              variant="default"
              because={mayWrite ? null : say(mayNotWords)}
              onClick={() => void keep()}
            >
              {say(keepWords)}
            </ReasonButton>
          </div>
        </div>
      </details>
    </>
  )
}
