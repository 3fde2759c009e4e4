import type { subjectOutput } from '@maek/domain/components/subject-api.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { TextLink } from '../ui/TextLink.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import classes from './components.module.css'

const approvedWords = words('승인된 SBOM', 'Approved SBOM')
const othersWords = words('다른 부분의 SBOM(여기에 없음):', 'SBOMs of other parts, not counted here:')
const shownMax = 5
const draftWords = words('승인 전 SBOM', 'SBOM not approved')

/** Which SBOM was looked at, and of which release and device. */
export function SubjectLine({ subject }: { subject: z.infer<typeof subjectOutput> }) {
  const say = useSay()
  const { sbom, release, device, others } = subject
  return (
    <p className={classes.line}>
      {device && <TextLink {...paths.record('device', device.id)}>{device.title}</TextLink>}
      {release && <TextLink {...paths.record('release', release.id)}>{release.title}</TextLink>}
      <TextLink {...paths.record('sbom', sbom.id)}>{sbom.number}</TextLink>
      <ToneBadge
        tone={sbom.approved ? 'good' : 'draft'}
        label={say(sbom.approved ? approvedWords : draftWords)}
      />
      {others.length > 0 && (
        <span className={classes.line}>
          {say(othersWords)}
          {others.slice(0, shownMax).map((other) => (
            <TextLink key={other.id} {...paths.sbom(other.id)}>
              {other.number}
            </TextLink>
          ))}
          {others.length > shownMax && ` … (${others.length})`}
        </span>
      )}
    </p>
  )
}
