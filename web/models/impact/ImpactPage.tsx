import { readRecord } from '@maek/domain/api.ts'
import { impactAssessment } from '@maek/domain/models/impact-assessment.ts'
import { impactGrounds } from '@maek/domain/models/impact-staleness.ts'
import { readImpact } from '@maek/domain/reports/impact-api.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useParam } from '../../address.ts'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { FieldValue } from '../../records/values/FieldValue.tsx'
import { ValuePlaceContext } from '../../records/values/value-place.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Day } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageSkeleton } from '../../ui/PageSkeleton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { LinkButton, TextLink } from '../../ui/TextLink.tsx'
import { Source } from '../card/Source.tsx'
import classes from './impact.module.css'

type Impact = z.infer<typeof readImpact.output>

const kindWords = words('AI 영향평가', 'Impact assessments')
const aboutWords = words(
  '왼쪽은 기록에서 가져온 사실, 오른쪽은 사람이 적은 평가입니다. 결론은 사람이 내립니다.',
  'At the left what the records say, at the right what people wrote. Conclusions are theirs.',
)
const factsWords = words('기록에서 가져온 사실', 'Facts on record')
const answerWords = words('평가', 'Assessment')
const gapWords = words('기록 없음', 'Nothing on record')
const unansweredWords = words('아직 적지 않았습니다', 'Not written yet')
const editWords = words('평가 작성', 'Write the assessment')
const recordWords = words('기록 보기', 'Show the record')
const conclusionWords = words('결론', 'Conclusion')
const currentWords = words(
  '승인 뒤 바뀐 사실이 없어 최신입니다.',
  'Nothing it rests on has changed since its approval.',
)
const unapprovedWords = words('아직 승인되지 않았습니다.', 'Not approved yet.')
const staleWords = words(
  '승인 뒤 근거가 된 사실이 바뀌었습니다. 다시 평가해 새 판을 승인해야 최신이 됩니다(ISO/IEC 42001 8.4).',
  'What it rests on has changed since its approval. Only a new approved edition makes it current (ISO/IEC 42001 8.4).',
)

/** An impact assessment beside the facts it has to speak of, and what has changed since it was approved. */
export function ImpactPage() {
  const say = useSay()
  const id = useParam('id')
  const view = useAsk(readRecord, { kind: 'impact-assessment', id })
  const found = useAsk(readImpact, { subject: id })
  return (
    <Answered query={view} waiting={<PageSkeleton />}>
      {(answer) => (
        <Page
          title={answer.record.title}
          about={say(aboutWords)}
          actions={
            <>
              {answer.canEdit.allowed && (
                <LinkButton {...paths.editRecord('impact-assessment', id)}>{say(editWords)}</LinkButton>
              )}
              <LinkButton variant="default" {...paths.record('impact-assessment', id)}>
                {say(recordWords)}
              </LinkButton>
            </>
          }
          eyebrow={
            <>
              <TextLink {...paths.records('impact-assessment')}>{say(kindWords)}</TextLink>
              <span aria-hidden>/</span>
              <TextLink {...paths.record('impact-assessment', id)}>{answer.record.number}</TextLink>
              <StateBadge kind="impact-assessment" state={answer.record.state} />
            </>
          }
        >
          <ValuePlaceContext
            value={{
              kind: 'impact-assessment',
              id,
              names: new Map(answer.linksOut.map((link) => [link.id, link])),
            }}
          >
            <Answered query={found}>{(impact) => <Assessed impact={impact} view={answer} />}</Answered>
          </ValuePlaceContext>
        </Page>
      )}
    </Answered>
  )
}

function Assessed({ impact, view }: { impact: Impact; view: RecordView }) {
  const say = useSay()
  return (
    <>
      <Staleness impact={impact} />
      {impact.questions.map((question) => (
        <Panel key={question.id} title={say(question.title)}>
          <p className={classes.by}>{say(question.citation)}</p>
          <div className={classes.sides}>
            <Facts question={question} />
            <Answers fields={question.fields} view={view} />
          </div>
        </Panel>
      ))}
      <Panel title={say(conclusionWords)}>
        <Answers fields={['conclusion', 'conclusionReason']} view={view} />
      </Panel>
    </>
  )
}

function Staleness({ impact: { staleness } }: { impact: Impact }) {
  const say = useSay()
  if (staleness.state === 'not-approved') return <Note tone="waiting">{say(unapprovedWords)}</Note>
  if (staleness.state === 'current') return <Note tone="good">{say(currentWords)}</Note>
  return (
    <Note tone="bad">
      <p>{say(staleWords)}</p>
      <ul>
        {staleness.changes.map(({ at, ground, record, what }) => (
          <li key={`${at} ${record.id} ${what.en}`}>
            <Day on={at} /> · {say(impactGrounds[ground])}: <Source record={record} /> {say(what)}
          </li>
        ))}
      </ul>
    </Note>
  )
}

function Facts({ question: { facts, missing } }: { question: Impact['questions'][number] }) {
  const say = useSay()
  return (
    <section aria-label={say(factsWords)}>
      <h3 className={classes.side}>{say(factsWords)}</h3>
      <dl className={classes.facts}>
        {facts.map(({ label, value, source }) => (
          <div key={`${source.id} ${label.en}`}>
            <dt>
              {say(label)} <Source record={source} />
            </dt>
            <dd>{say(value)}</dd>
          </div>
        ))}
      </dl>
      {missing.map((one) => (
        <p key={one.en} className={classes.gap}>
          ⚠ {say(gapWords)}: {say(one)}
        </p>
      ))}
    </section>
  )
}

function Answers({ fields, view }: { fields: readonly string[]; view: RecordView }) {
  const say = useSay()
  return (
    <section aria-label={say(answerWords)}>
      {fields.map((name) => {
        const field = impactAssessment.fields[name]
        if (!field) return null
        const value = view.record.body[name]
        return (
          <div key={name} className={classes.answer}>
            <h3 className={classes.side}>{say(field.label)}</h3>
            {value === undefined ? (
              <p className={classes.gap}>{say(unansweredWords)}</p>
            ) : (
              <FieldValue field={field} value={value} />
            )}
          </div>
        )
      })}
    </section>
  )
}
