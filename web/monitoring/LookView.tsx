import { readRecord } from '@maek/domain/api.ts'
import { readLook } from '@maek/domain/monitoring/api.ts'
import { useAsk } from '../api.ts'
import { Answered } from '../ui/Answered.tsx'
import { ChartsPanel } from './look/ChartsPanel.tsx'
import { DesignPanel } from './look/DesignPanel.tsx'
import { DriftPanel } from './look/DriftPanel.tsx'
import { EstimatePanel } from './look/EstimatePanel.tsx'
import { GroupsPanel } from './look/GroupsPanel.tsx'
import { KeptLooks } from './look/KeptLooks.tsx'
import { LabelsPanel } from './look/LabelsPanel.tsx'
import { MetricsPanel } from './look/MetricsPanel.tsx'
import { OriginPanel } from './look/OriginPanel.tsx'
import { VerdictPanel } from './look/VerdictPanel.tsx'
import classes from './monitoring.module.css'

/**
 * What a look found: a kept one, or what would be seen at this moment. First the verdict, then the charts that decide
 * it, then what they rest on: an owner may stop after a sentence, an auditor reads to the digests.
 */
export function LookView({ planId, lookId }: { planId: string; lookId: string | undefined }) {
  const plan = useAsk(readRecord, { kind: 'monitoring-plan', id: planId })
  const look = useAsk(readLook, {
    plan: planId,
    ...(lookId !== undefined && lookId !== '' && { look: lookId }),
  })
  const body = plan.data?.record.body ?? {}
  const alerts =
    plan.data?.linksIn.filter(({ kind, relation }) => kind === 'alert' && relation === 'plan') ?? []
  const waitDays = typeof body.matureAfterDays === 'number' ? body.matureAfterDays : null
  return (
    <Answered query={look}>
      {({ record, result, digest, inputsDigest, kept }) => (
        <div className={classes.look}>
          <VerdictPanel title={record ? record.number : null} result={result} alerts={alerts} />
          <KeptLooks plan={planId} kept={kept} shown={record?.id ?? null} />
          <ChartsPanel result={result} />
          <MetricsPanel result={result} />
          <LabelsPanel labels={result.labels} waitDays={waitDays} />
          <GroupsPanel result={result} />
          <DriftPanel drift={result.drift} />
          <EstimatePanel estimate={result.estimate} />
          <DesignPanel body={body} />
          <OriginPanel result={result} digest={digest} inputsDigest={inputsDigest} />
        </div>
      )}
    </Answered>
  )
}
