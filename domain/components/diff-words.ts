import { say, type Words } from '../words.ts'
import type { SbomDiff } from './diff.ts'
import { changeClasses, changeReasons, changeWords, impactOfClass, impactWords } from './diff-classes.ts'

/** Why the whole difference weighs what it does: the classes of the gravest impact, counted. Null: no baseline. */
export function whyImpact(diff: Pick<SbomDiff, 'impact' | 'counts'> | null): Words {
  if (!diff) {
    return say(
      '기준이 되는 승인된 SBOM이 아직 없습니다. 이 SBOM을 승인하면 이 릴리스의 사전 정의 SBOM이 됩니다.',
      'No SBOM of this release or device is approved yet. Once approved, this one is the predefined SBOM.',
    )
  }
  if (diff.impact === 'none') {
    return say('사전 정의된 SBOM과 같습니다.', 'It is what was predefined.')
  }
  const gravest = changeClasses.filter(
    (one) => (diff.counts[one] ?? 0) > 0 && impactOfClass(one) === diff.impact,
  )
  const list = (language: 'ko' | 'en') =>
    gravest.map((one) => `${changeWords[one][language]} ${diff.counts[one]}`).join(', ')
  const [first] = gravest
  const reason = first === undefined ? undefined : changeReasons[first]
  const impact = impactWords[diff.impact]
  return say(
    `${impact.ko}: ${list('ko')}. ${reason?.ko ?? ''}`.trim(),
    `${impact.en}: ${list('en')}. ${reason?.en ?? ''}`.trim(),
  )
}
