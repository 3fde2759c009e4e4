import { readLook } from '@maek/domain/monitoring/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import type { OverviewPartProps } from '../records/kind-parts.ts'
import { Answered } from '../ui/Answered.tsx'
import { LinkButton } from '../ui/TextLink.tsx'
import { VerdictPanel } from './look/VerdictPanel.tsx'
import classes from './monitoring.module.css'

const wholeWords = words('관리도·지표·분포 전체 보기', 'Show charts, metrics and drift')

/** Above the fields of a kept look: its verdict in words, and the way to all it found. */
export function LookOverview({ view: { record } }: OverviewPartProps) {
  const { plan } = record.body
  return typeof plan === 'string' ? <Verdict plan={plan} look={record.id} title={record.number} /> : null
}

function Verdict({ plan, look, title }: { plan: string; look: string; title: string }) {
  const say = useSay()
  const answer = useAsk(readLook, { plan, look })
  return (
    <>
      <Answered query={answer}>{({ result }) => <VerdictPanel title={title} result={result} />}</Answered>
      <div className={`${classes.wholeLook} no-print`}>
        <LinkButton {...paths.monitoringPlan(plan, look)}>{say(wholeWords)}</LinkButton>
      </div>
    </>
  )
}
