import { dutyById } from '@maek/domain/clocks/duties.ts'
import type { Body } from '@maek/domain/kind.ts'
import { readRemediationTargets } from '@maek/domain/vulnerabilities/api.ts'
import { undecidedDuties } from '@maek/domain/vulnerabilities/case-clocks.ts'
import { remediationDue } from '@maek/domain/vulnerabilities/remediation.ts'
import { scoreVector } from '@maek/domain/vulnerabilities/severity.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import type { OverviewPartProps } from '../../records/kind-parts.ts'
import { FieldValue } from '../../records/values/FieldValue.tsx'
import { isBlank, textList } from '../../records/values/shapes.ts'
import { Day } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { answerRows, ssvcColumns } from './answer-rows.ts'
import classes from './case.module.css'
import { readPoints } from './read-points.ts'
import { ScorePair } from './ScorePair.tsx'
import { SsvcOutcomes } from './SsvcQuestions.tsx'

const titleWords = words('점수와 우선순위', 'Scores and priority')
const targetWords = words('조치 목표일', 'Remedy by')
const ownWords = words('우리가 정한 목표이며 법정 기한이 아닙니다', 'our own target, not a legal period')
const daysWords = words('일', ' days')
const waitingWords = words(
  '사실이 빠져 아직 판단하지 못한 의무가 있습니다.',
  'Some duties cannot be judged yet: facts are missing.',
)

/** What decides how fast we must be: two scores, patient harm and control, SSVC, our target and open legal questions. */
export function CaseOverview({ kind, view }: OverviewPartProps) {
  const say = useSay()
  const { body, state } = view.record
  const told = ['control', 'harm', 'exploitability', 'hazards'].filter((name) => !isBlank(body[name]))
  const isOver = kind.life.states[state]?.ended === true || kind.life.states[state]?.closed === true
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.stack}>
        <ScorePair
          published={{
            vector: text(body, 'publishedVector'),
            score: text(body, 'publishedScore'),
            issuer: text(body, 'publishedIssuer'),
          }}
          device={text(body, 'deviceVector')}
        />
        {told.length > 0 && (
          <dl className={classes.facts}>
            {told.map((name) => {
              const field = kind.fields[name]
              return (
                field && (
                  <div key={name}>
                    <dt>{say(field.label)}</dt>
                    <dd>
                      <FieldValue field={field} value={body[name]} />
                    </dd>
                  </div>
                )
              )
            })}
          </dl>
        )}
        <SsvcOutcomes answers={readPoints(answerRows(body.ssvc, ssvcColumns))} />
        {!isOver && <Target body={body} />}
        {!isOver && <OpenDuties body={body} />}
      </div>
    </Panel>
  )
}

/** By the device's own score where there is one, else by the published one. */
function Target({ body }: { body: Body }) {
  const say = useSay()
  const awareAt = text(body, 'awareAt')
  const vector = text(body, 'deviceVector') ?? text(body, 'publishedVector')
  const score = vector === null ? null : scoreVector(vector)
  const [release] = textList(body.releases)
  const told = useAsk(readRemediationTargets, release === undefined ? {} : { release }).data
  const word = score?.ok ? score.value.word : 'unknown'
  const due = awareAt === null || !told ? null : remediationDue(word, awareAt, told.targets)
  if (due === null || body.vexStatus === 'not_affected') return null
  return (
    <p className={classes.target}>
      <strong>
        {say(targetWords)}: <Day on={due.dueOn} />
      </strong>{' '}
      <span className={classes.dim}>
        {due.days}
        {say(daysWords)} · {say(ownWords)}
        {told?.policy && (
          <>
            {' · '}
            <TextLink {...paths.record('component-policy', told.policy.id)}>{told.policy.number}</TextLink>
          </>
        )}
      </span>
    </p>
  )
}

function OpenDuties({ body }: { body: Body }) {
  const say = useSay()
  const open = undecidedDuties(body)
  if (open.length === 0) return null
  return (
    <Note tone="waiting">
      <p>{say(waitingWords)}</p>
      <ul>
        {open.map(({ duty, because }) => (
          <li key={duty}>
            {say(dutyById(duty)?.title ?? words(duty, duty))}: {say(because)}
          </li>
        ))}
      </ul>
    </Note>
  )
}

function text(body: Body, name: string): string | null {
  const value = body[name]
  return typeof value === 'string' && value !== '' ? value : null
}
