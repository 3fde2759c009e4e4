import { readLook } from '@maek/domain/monitoring/api.ts'
import type { LookResult } from '@maek/domain/monitoring/look-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import type { OverviewPartProps } from '../records/kind-parts.ts'
import { Answered } from '../ui/Answered.tsx'
import { Panel } from '../ui/Panel.tsx'
import { LinkButton } from '../ui/TextLink.tsx'
import { AlertDecision } from './AlertDecision.tsx'
import { alertSource } from './alert-source.ts'
import { OneChart } from './look/ChartsPanel.tsx'
import { DriftPictures } from './look/DriftPictures.tsx'
import classes from './monitoring.module.css'

const wordsOf = {
  title: words('경보가 발생한 시점의 관리도', 'The chart when it alarmed'),
  look: words('이 점검 전체 보기', 'Show the whole look'),
  gone: words(
    '이 점검에는 경보의 원인이 된 관리도가 없습니다. 아래 ‘무엇이 보였나’를 보십시오.',
    'The chart that alarmed is not in this look; see “What was seen” below.',
  ),
}

/** Above the fields of an alert: how it must end and by when, and the chart as it stood at the look that opened it. */
export function AlertOverview({ view }: OverviewPartProps) {
  const { plan, look, cause } = view.record.body
  return (
    <>
      <AlertDecision view={view} />
      {typeof plan === 'string' && typeof look === 'string' && typeof cause === 'string' && (
        <Picture plan={plan} look={look} cause={cause} />
      )}
    </>
  )
}

type PictureProps = { readonly plan: string; readonly look: string; readonly cause: string }

function Picture({ plan, look, cause }: PictureProps) {
  const say = useSay()
  const answer = useAsk(readLook, { plan, look })
  return (
    <Panel
      title={say(wordsOf.title)}
      actions={
        <LinkButton variant="default" size="xs" {...paths.monitoringPlan(plan, look)}>
          {say(wordsOf.look)}
        </LinkButton>
      }
    >
      <Answered query={answer}>{({ result }) => <Source result={result} cause={cause} />}</Answered>
    </Panel>
  )
}

function Source({ result, cause }: { result: LookResult; cause: string }) {
  const say = useSay()
  const source = alertSource(cause)
  const chart = source?.kind === 'chart' ? result.charts.find(({ id }) => id === source.chart) : undefined
  if (chart) return <OneChart chart={chart} />
  const drift =
    source?.kind === 'drift' ? result.drift.find(({ variable }) => variable === source.variable) : undefined
  return drift ? <DriftPictures drift={drift} /> : <p className={classes.dim}>{say(wordsOf.gone)}</p>
}
