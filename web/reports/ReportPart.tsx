import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import type { OverviewPartProps } from '../records/kind-parts.ts'
import { Panel } from '../ui/Panel.tsx'
import { LinkButton } from '../ui/TextLink.tsx'
import { LabelSectionsMenu } from './LabelSectionsMenu.tsx'
import classes from './packs.module.css'
import { VulnerabilityReportMenu } from './VulnerabilityReportMenu.tsx'

const titleWords = words('보고서', 'Reports')
const findingsWords = words('취약점 현황', 'Findings')

/** The report to hand out of a release or of the release of an SBOM, and the findings of that SBOM. */
export function ReportPart({ view }: OverviewPartProps) {
  const say = useSay()
  const { record } = view
  const isSbom = record.kind === 'sbom'
  const release = isSbom ? record.body.release : record.id
  if (typeof release !== 'string') return null
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.reports}>
        {isSbom && (
          <LinkButton variant="default" {...paths.findings({ sbom: record.id })}>
            {say(findingsWords)}
          </LinkButton>
        )}
        <VulnerabilityReportMenu release={release} sbom={isSbom ? record.id : undefined} />
        {!isSbom && <LabelSectionsMenu release={release} />}
      </div>
    </Panel>
  )
}
