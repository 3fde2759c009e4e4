import { type RubricAnswers, readRubric, rubricOf } from '@maek/domain/vulnerabilities/rubric.ts'
import { scoreVector } from '@maek/domain/vulnerabilities/severity.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { faultAt } from '../../records/form/faults.ts'
import type { FieldGroupProps } from '../../records/kind-parts.ts'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { type AnswerRow, answerRows, bodyRows, rubricColumns } from './answer-rows.ts'
import classes from './case.module.css'
import { RubricQuestions } from './RubricQuestions.tsx'
import { ScorePair } from './ScorePair.tsx'

const titleWords = words('기기 점수: 의료기기 루브릭', 'Device score: the medical-device rubric')
const aboutWords = words(
  'MITRE의 의료기기용 CVSS 루브릭(FDA MDDT, CVSS v3.0)을 따른 질문입니다. 문구는 우리 것이고, “모름”은 언제나 나쁜 쪽으로 봅니다. FDA에 이 도구를 근거로 들 때에는 MITRE 원문과 대조하십시오.',
  'Questions after MITRE’s rubric for CVSS in medical devices (FDA MDDT, CVSS v3.0), in our own words; “not known” always counts as the worse answer. Compare with MITRE’s text before citing the tool to FDA.',
)
const leftWords = words('남은 질문', 'Questions left')
const doneWords = words('모두 답했습니다', 'All answered')
const sealedWords = words('결정이 승인되어 바꿀 수 없습니다.', 'Fixed: the decision has been approved.')

/** Answers → vector → score, live; vector and score are computed and cannot be typed. */
export function RubricGroup({ values, onChange, faults, sealed }: FieldGroupProps) {
  const say = useSay()
  const rows = answerRows(values.rubric, rubricColumns)
  const { answers, missing } = rubricOf(readAnswers(rows))
  const fixed = sealed.has('rubric')
  const fault = faultAt(faults, 'rubric') ?? faultAt(faults, 'deviceVector') ?? faultAt(faults, 'deviceScore')
  const give = (next: AnswerRow[]) => onChange(deviceFields(next))
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.stack} id="field-rubric">
        <p className={classes.about}>{say(aboutWords)}</p>
        {fixed && <Note tone="neutral">{say(sealedWords)}</Note>}
        {fault && (
          <Note tone="bad" alert>
            {say(fault)}
          </Note>
        )}
        <div className={classes.live}>
          <ScorePair
            published={{
              vector: textOf(values.publishedVector),
              score: textOf(values.publishedScore),
              issuer: textOf(values.publishedIssuer),
            }}
            device={textOf(values.deviceVector)}
          />
          <p className={classes.dim} role="status">
            {missing.length === 0 ? say(doneWords) : `${say(leftWords)}: ${missing.length}`}
          </p>
        </div>
        <RubricQuestions rows={rows} answers={answers} onChange={give} disabled={fixed} />
      </div>
    </Panel>
  )
}

/** The fields of a case that follow from the answers. */
function deviceFields(rows: readonly AnswerRow[]) {
  const { vector } = rubricOf(readAnswers(rows))
  const score = vector === null ? null : scoreVector(vector)
  return {
    rubric: bodyRows(rows, rubricColumns),
    deviceVector: vector ?? undefined,
    deviceScore: score?.ok ? score.value.overall.toFixed(1) : undefined,
  }
}

/** Rows that cannot be read (a question of another version) count as no answer; the server says so on saving. */
function readAnswers(rows: readonly AnswerRow[]): RubricAnswers {
  const readable = rows.flatMap(({ name, answer }) => {
    const row = { question: name, answer }
    return readRubric([row]).ok ? [row] : []
  })
  const read = readRubric(readable)
  return read.ok ? read.value : {}
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
