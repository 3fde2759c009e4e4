import { impactAssessment } from '@maek/domain/models/impact-assessment.ts'
import { impactGrounds } from '@maek/domain/models/impact-staleness.ts'
import { readImpact } from '@maek/domain/reports/impact-api.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useParam } from '../../address.ts'
import { useAsk } from '../../api.ts'
import { CitedFacts } from '../../facts/CitedFacts.tsx'
import classes from '../../facts/facts.module.css'
import { Source } from '../../facts/Source.tsx'
import { WrittenAnswers } from '../../facts/WrittenAnswers.tsx'
import { useSay } from '../../language.tsx'
import { RecordFacePage } from '../../records/RecordFacePage.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Day } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'

type Impact = z.infer<typeof readImpact.output>

const kind = impactAssessment.name
const aboutWords = words(
  '기록에서 가져온 사실과 사람이 적은 평가를 질문마다 나란히 봅니다. 결론은 사람이 내립니다.',
  'For each question what the records say, beside what people wrote. Conclusions are theirs.',
)
const factsWords = words('기록에서 가져온 사실', 'Facts on record')
const answerWords = words('평가', 'Assessment')
const editWords = words('평가 작성', 'Write the assessment')
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
  const found = useAsk(readImpact, { subject: useParam('id') })
  return (
    <RecordFacePage kind={kind} about={say(aboutWords)} edit={editWords}>
      {(view) => <Answered query={found}>{(impact) => <Assessed impact={impact} view={view} />}</Answered>}
    </RecordFacePage>
  )
}

function Assessed({ impact, view: { record } }: { impact: Impact; view: RecordView }) {
  const say = useSay()
  return (
    <>
      <Staleness impact={impact} />
      {impact.questions.map(({ id, title, citation, facts, missing, fields }) => (
        <Panel key={id} title={say(title)}>
          <p className={classes.by}>{say(citation)}</p>
          <div className={classes.sides}>
            <section aria-label={say(factsWords)}>
              <h3 className={classes.side}>{say(factsWords)}</h3>
              <CitedFacts
                facts={facts.map(({ source, ...fact }) => ({ ...fact, sources: [source] }))}
                missing={missing}
              />
            </section>
            <section aria-label={say(answerWords)}>
              <WrittenAnswers fields={impactAssessment.fields} names={fields} body={record.body} />
            </section>
          </div>
        </Panel>
      ))}
      <Panel title={say(conclusionWords)}>
        <WrittenAnswers
          fields={impactAssessment.fields}
          names={['conclusion', 'conclusionReason']}
          body={record.body}
        />
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
