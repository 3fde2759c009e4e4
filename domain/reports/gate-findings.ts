import { severityWords } from '../vulnerabilities/finding-words.ts'
import { say, type Words } from '../words.ts'
import type { Blocker, GateFacts, GateOpen } from './gate-facts.ts'
import { blockingSeverities } from './gate-licences.ts'

/** No finding means nothing while nobody could have answered, or while nothing was listed. */
export function coverageBlockers({ components, sboms }: GateFacts): Blocker[] {
  if (components.covered > 0) return []
  // Without any SBOM another rule speaks.
  if (components.all === 0 && !sboms.some((sbom) => !sbom.ended)) return []
  const because =
    components.all === 0
      ? say(
          '등록된 SBOM에 구성요소가 하나도 없습니다. SBOM을 만드는 단계를 확인하십시오.',
          'The SBOM lists no component at all. Check the step that makes it.',
        )
      : say(
          '어떤 구성요소도 취약점 정보와 대조되지 않았습니다. 취약점 정보를 가져오십시오.',
          'No component could be matched against any advisory. Import advisories first.',
        )
  return [{ because, record: null, kind: null }]
}

/** How many of how many: what nobody could answer for is said where the rule passes. */
export function coverageWords({ components: { all, covered } }: GateFacts): Words {
  if (covered === all) {
    return say(
      `구성요소 ${all}개를 모두 취약점 정보와 대조했습니다.`,
      `All ${all} components were matched against advisories.`,
    )
  }
  return say(
    `구성요소 ${all}개 가운데 ${covered}개를 취약점 정보와 대조했습니다. 나머지에 발견이 없다고 안전하다는 뜻은 아닙니다.`,
    `${covered} of ${all} components were matched against advisories; for the others “no findings” does not mean safe.`,
  )
}

/**
 * Open findings of a severity that stops a release, and those known to be exploited, whatever their score. “Affected”
 * is a decision and no leave to ship: that is acceptance until a date, signed as such.
 */
export function findingBlockers({ findings, policy }: GateFacts): Blocker[] {
  const severities = blockingSeverities({ policy })
  return findings
    .filter(({ severity, exploited }) => exploited || severities.includes(severity))
    .map((finding) => ({
      because: becauseOf(finding),
      record: finding.case?.id ?? null,
      kind: finding.case ? 'vulnerability-case' : null,
      finding,
    }))
}

function becauseOf(finding: GateOpen): Words {
  const { severity, score, affectedBy } = finding
  const rated = severityWords[severity]
  const known = finding.exploited ? say(', 실제 악용(KEV)', ', known exploited (KEV)') : say('', '')
  const scored = score === null ? '' : ` ${score}`
  const ko = `${finding.vulnerability} (${rated.ko}${scored}${known.ko}, ${finding.component})`
  const en = `${finding.vulnerability} (${rated.en.toLowerCase()}${scored}${known.en}, ${finding.component})`
  return affectedBy === null
    ? say(`${ko}: 서명된 결정이 없습니다.`, `${en}: there is no signed decision.`)
    : say(
        `${ko}: ${affectedBy}에서 영향이 있다고 판정했습니다. 수정하거나 기한을 정해 수용하십시오.`,
        `${en}: ${affectedBy} says it affects the device. Fix it, or accept it until a date.`,
      )
}
