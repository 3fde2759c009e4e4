import { readWatch } from '@maek/domain/monitoring/api.ts'
import { observationBatch } from '@maek/domain/monitoring/observation-batch.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconUpload } from '@tabler/icons-react'
import { useParam } from '../address.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.ts'
import { Answered } from '../ui/Answered.tsx'
import { DialogueButton } from '../ui/DialogueButton.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Day } from '../ui/Moment.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { PageSkeleton } from '../ui/PageSkeleton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { LinkButton, TextLink } from '../ui/TextLink.tsx'
import { BatchTable } from './BatchTable.tsx'
import classes from './monitoring.module.css'
import { count } from './numbers.ts'
import { ObserveDialogue } from './ObserveDialogue.tsx'
import { OutcomeBadge } from './OutcomeBadge.tsx'
import type { Watch } from './watch-answer.ts'

const titleWords = words('현장 성능', 'Field performance')
const observeWords = words('관측 자료 올리기', 'Upload observations')
const mayNotWords = words('관측 자료를 등록할 권한이 없습니다.', 'Your role may not register observations.')
const newPlanWords = words('모니터링 계획 쓰기', 'Write a monitoring plan')
const plansWords = words('모니터링 계획', 'Monitoring plans')
const noPlanWords = words('이 모델의 모니터링 계획이 없습니다', 'Nothing watches this model')
const noPlanTextWords = words(
  '무엇을, 어떤 기준으로, 얼마나 자주 볼지 계획을 쓰고 서명하십시오. 서명된 계획만 경보를 엽니다.',
  'Write down and sign what is watched, by which limits and how often. Only a signed plan opens alerts.',
)
const alertsWords = words('성능 경보', 'Alerts')
const noAlertWords = words('열린 경보가 없습니다.', 'No alert is open.')
const decideByWords = words('결정 기한', 'decide by')
const lateWords = words('기한이 지났습니다', 'overdue')
const batchesWords = words('받은 자료', 'Data received')
const predictionsWords = words('예측', 'Predictions')
const labelsWords = words('정답', 'Labels')
const dueWords = words('점검할 때가 되었습니다', 'A look is due')
const neverWords = words('아직 점검하지 않았습니다', 'No look yet')
const throughWords = words('점검한 마지막 날', 'looked through')

/** What has come for one model from the field, by which plans it is watched, and which alerts wait. */
export function WatchPage() {
  const say = useSay()
  const model = useParam('model')
  const watch = useAsk(readWatch, { model })
  const mayWrite = useMay()('write', observationBatch.domain)
  return (
    <Answered query={watch} waiting={<PageSkeleton />}>
      {(answer) => (
        <Page
          title={`${say(titleWords)} · ${answer.model.title}`}
          eyebrow={<TextLink {...paths.record('model-version', model)}>{answer.model.number}</TextLink>}
          actions={
            <>
              <LinkButton variant="default" {...paths.newRecord('monitoring-plan', { modelVersion: model })}>
                {say(newPlanWords)}
              </LinkButton>
              <DialogueButton
                label={say(observeWords)}
                because={mayWrite ? null : say(mayNotWords)}
                leftSection={<IconUpload size={16} aria-hidden />}
              >
                {(close) => <ObserveDialogue model={answer.model.number} onClose={close} />}
              </DialogueButton>
            </>
          }
        >
          <Alerts watch={answer} />
          <Plans watch={answer} />
          <Panel title={say(batchesWords)}>
            <dl className={classes.figures}>
              <Figure label={say(predictionsWords)} value={answer.predictions} />
              <Figure label={say(labelsWords)} value={answer.labels} />
            </dl>
            <BatchTable batches={answer.batches} total={answer.batchCount} />
          </Panel>
        </Page>
      )}
    </Answered>
  )
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{count(value)}</dd>
    </div>
  )
}

function Alerts({ watch: { alerts } }: { watch: Watch }) {
  const say = useSay()
  const open = alerts.filter(({ state }) => state !== 'settled')
  return (
    <Panel title={say(alertsWords)}>
      {open.length === 0 ? (
        <p className={classes.dim}>{say(noAlertWords)}</p>
      ) : (
        <ul className={classes.rows}>
          {open.map((one) => (
            <li key={one.id}>
              <StateBadge kind="alert" state={one.state} />
              <TextLink {...paths.record('alert', one.id)}>{one.title}</TextLink>
              <span className={classes.dim}>
                {one.number} · {say(decideByWords)} <Day on={one.decideBy} />
                {one.isLate && ` · ${say(lateWords)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Plans({ watch: { plans } }: { watch: Watch }) {
  const say = useSay()
  if (plans.length === 0) return <Empty title={say(noPlanWords)}>{say(noPlanTextWords)}</Empty>
  return (
    <Panel title={say(plansWords)}>
      <ul className={classes.rows}>
        {plans.map((plan) => (
          <li key={plan.id}>
            <StateBadge kind="monitoring-plan" state={plan.state} />
            <TextLink {...paths.monitoringPlan(plan.id)}>{plan.title}</TextLink>
            <span className={classes.dim}>{plan.number}</span>
            {plan.lastLook ? (
              <>
                <OutcomeBadge outcome={plan.lastLook.outcome} />
                <span className={classes.dim}>
                  {say(throughWords)} <Day on={plan.lastLook.through} />
                </span>
              </>
            ) : (
              <span className={classes.dim}>{say(neverWords)}</span>
            )}
            {plan.due !== null && (
              <Note tone="waiting">
                {say(dueWords)}: <Day on={plan.due} />
              </Note>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
