import { traceModel } from '@maek/domain/reports/model-trace-api.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { LinkButton, TextLink } from '../../ui/TextLink.tsx'
import classes from './card.module.css'

type Trace = z.infer<typeof traceModel.output>

const titleWords = words('학습데이터까지의 추적', 'Traced to the training data')
const completeWords = words('빠진 곳 없이 이어집니다.', 'Every step is on record.')
const brokenWords = words('기록되지 않은 곳이 있습니다.', 'Some steps are not on record.')
const graphWords = words('추적 그래프', 'Trace graph')
const gapWords = words('기록 없음', 'Nothing on record')

/** From a batch or a model back to data, labels and ethics review, with what is missing said at its place. */
export function TraceTab({ id }: { id: string }) {
  const found = useAsk(traceModel, { from: id })
  return <Answered query={found}>{(trace) => <Chain trace={trace} />}</Answered>
}

function Chain({ trace }: { trace: Trace }) {
  const say = useSay()
  return (
    <div className={classes.stack}>
      <Note tone={trace.isComplete ? 'good' : 'waiting'}>
        {say(trace.isComplete ? completeWords : brokenWords)}
      </Note>
      {trace.contradictions.map((one) => (
        <Note key={one.en} tone="bad">
          {say(one)}
        </Note>
      ))}
      <Panel
        title={say(titleWords)}
        actions={
          <LinkButton variant="default" {...paths.trace(trace.from.id)}>
            {say(graphWords)}
          </LinkButton>
        }
      >
        <ol className={classes.chain}>
          {trace.steps.map((step) => (
            <li key={step.id} data-broken={step.missing.length > 0 || undefined}>
              <h3>{say(step.title)}</h3>
              {step.records.map(({ record, facts }) => (
                <div key={record.id}>
                  <TextLink {...paths.record(record.kind, record.id)}>
                    {record.number} {record.title}
                  </TextLink>
                  <dl>
                    {facts.map(({ label, value }) => (
                      <div key={label.en} style={{ display: 'contents' }}>
                        <dt>{say(label)}</dt>
                        <dd>{say(value)}</dd>
                      </div>
                    ))}
                  </dl>
                </div>
              ))}
              {step.missing.map((one) => (
                <p key={one.en} className={classes.gap}>
                  ⚠ {say(gapWords)}: {say(one)}
                </p>
              ))}
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  )
}
