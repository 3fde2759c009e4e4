import { ssvcValue } from '@maek/domain/vulnerabilities/ssvc-points.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { PriorityBadge } from '../case/PriorityBadge.tsx'
import type { Finding } from '../severities.ts'

const ssvcWords = words('SSVC 우선순위', 'SSVC priority')

/** What SSVC decides, where its questions have been answered in the case. */
export function PriorityMark({ finding }: { finding: Pick<Finding, 'case'> }) {
  const say = useSay()
  const outcome = ssvcValue('priority', finding.case?.ssvc ?? '')
  if (!outcome) return null
  return (
    <span title={say(ssvcWords)}>
      <PriorityBadge outcome={outcome} />
    </span>
  )
}
