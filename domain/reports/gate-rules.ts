import { holds } from '../guards.ts'
import { say, type Words } from '../words.ts'
import type { Blocker, GateFacts, GateRecord } from './gate-facts.ts'
import { coverageBlockers, coverageWords, findingBlockers } from './gate-findings.ts'
import { licenceBlockers } from './gate-licences.ts'

export type GateRule = {
  /** Stable: pipelines and records name it. */
  readonly id: string
  /** The article or clause that asks for it. */
  readonly source: Words
  /** What holds when nothing blocks. */
  readonly holds: Words
  /** The same with the numbers at hand, where there are any. */
  readonly tells?: (facts: GateFacts) => Words
  readonly blockers: (facts: GateFacts) => readonly Blocker[]
}

const about = (record: GateRecord, because: Words): Blocker => ({
  because,
  record: record.id,
  kind: record.kind,
})
const nothing = (because: Words): Blocker => ({ because, record: null, kind: null })
const inForce = (record: GateRecord) => record.approved && !record.ended

/** Every rule of the gate, in the order in which they are told. */
export const gateRules: readonly GateRule[] = [
  {
    id: 'release-reviewed',
    source: say('ISO 13485 8.2.6, IEC 62304 5.8', 'ISO 13485 8.2.6, IEC 62304 5.8'),
    holds: say('릴리스가 검토 중이거나 승인되었습니다.', 'The release is in review or approved.'),
    blockers: ({ release }) =>
      release.state === 'in-review' || release.state === 'released'
        ? []
        : [
            about(
              release,
              say(
                '릴리스가 아직 검토에 올라가지 않았거나 철회되었습니다. 출하 검토를 요청하십시오.',
                'The release is not in review yet, or was withdrawn. Submit it for review.',
              ),
            ),
          ],
  },
  {
    id: 'sbom-in-force',
    source: say(
      '보안지침 제16조, IEC 62304 8.1.2, FDA 524B(b)(3)',
      'MFDS notice Art. 16, IEC 62304 8.1.2, FDA 524B(b)(3)',
    ),
    holds: say('승인된 SBOM이 있습니다.', 'There is an approved SBOM.'),
    blockers: ({ sboms }) => {
      if (sboms.some(inForce)) return []
      const draft = sboms.find((sbom) => !sbom.ended)
      if (!draft)
        return [
          nothing(
            say('이 릴리스의 SBOM이 없습니다. 등록하십시오.', 'The release has no SBOM. Register one.'),
          ),
        ]
      return [
        about(
          draft,
          say(
            `${draft.number}: SBOM이 아직 승인되지 않았습니다.`,
            `${draft.number}: the SBOM is not approved yet.`,
          ),
        ),
      ]
    },
  },
  {
    id: 'components-covered',
    source: say('보안지침 제20조, IEC 81001-5-1 9', 'MFDS notice Art. 20, IEC 81001-5-1 9'),
    holds: say('구성요소를 취약점 정보와 대조했습니다.', 'Components were matched against advisories.'),
    tells: coverageWords,
    blockers: coverageBlockers,
  },
  {
    id: 'findings-decided',
    source: say(
      '보안지침 제20조·제22조, IEC 81001-5-1 9, FDA 524B(b)(2)',
      'MFDS notice Arts. 20 and 22, IEC 81001-5-1 9, FDA 524B(b)(2)',
    ),
    holds: say(
      '출시를 막는 취약점(방침이 정한 심각도, 없으면 높음 이상과 점수 없음; 실제 악용이 알려진 것은 언제나)마다 영향 없음·수정·기한부 수용으로 서명된 결정이 있습니다.',
      'Every vulnerability that stops a release (of a severity the policy names, else high and above and not scored; always when known to be exploited) has a signed decision: not affected, fixed, or accepted until a date.',
    ),
    blockers: findingBlockers,
  },
  {
    id: 'licences-allowed',
    source: say('ISO 13485 7.4.1·7.4.3, 보안지침 제16조', 'ISO 13485 7.4.1 and 7.4.3, MFDS notice Art. 16'),
    holds: say(
      '승인된 구성요소 방침이 금지하는 라이선스가 없습니다(방침이 없으면 판정하지 않음).',
      'No licence is forbidden by the component policy in force (without a policy nothing is judged).',
    ),
    blockers: licenceBlockers,
  },
  {
    id: 'models-evaluated',
    source: say('ISO/IEC 42001 A.6.2.4, ISO 13485 7.3.7', 'ISO/IEC 42001 A.6.2.4, ISO 13485 7.3.7'),
    holds: say(
      '모델마다 허용기준을 충족한 승인된 평가가 있습니다.',
      'Every model has an approved evaluation that met its criteria.',
    ),
    blockers: modelBlockers,
  },
  {
    id: 'impact-assessed',
    source: say(
      'ISO/IEC 42001 6.1.4·8.4, 인공지능기본법 제35조',
      'ISO/IEC 42001 6.1.4 and 8.4, AI Basic Act Art. 35',
    ),
    holds: say(
      'AI 시스템마다 승인된 영향평가가 있습니다.',
      'Every AI system has an approved impact assessment.',
    ),
    blockers: impactBlockers,
  },
  {
    id: 'risks-acceptable',
    source: say('ISO 14971 7.3·8', 'ISO 14971 7.3 and 8'),
    holds: say('모든 잔여위험이 판정되었고 허용됩니다.', 'Every residual risk was judged and is acceptable.'),
    blockers: hazardBlockers,
  },
  {
    id: 'nothing-critical-open',
    source: say('ISO 13485 8.3·8.2.3, ISO/IEC 42001 10.2', 'ISO 13485 8.3 and 8.2.3, ISO/IEC 42001 10.2'),
    holds: say(
      '종결되지 않은 치명 부적합이나 사고가 없습니다.',
      'No critical nonconformity or incident is open.',
    ),
    blockers: ({ nonconformities, incidents }) =>
      [...nonconformities, ...incidents]
        .filter((record) => !record.closed && !record.ended && record.body.severity === 'critical')
        .map((record) =>
          about(
            record,
            say(
              `${record.number}: 치명으로 판정되었으나 아직 종결되지 않았습니다.`,
              `${record.number}: it is critical and not closed yet.`,
            ),
          ),
        ),
  },
]

function modelBlockers({ device, models, evaluations }: GateFacts): Blocker[] {
  const standing = models.filter((model) => !model.ended)
  if (device?.body.usesAi === true && standing.length === 0) {
    return [
      nothing(
        say(
          'AI를 쓰는 제품인데 릴리스에 연결된 모델 버전이 없습니다. 모델 버전에서 이 릴리스를 고르십시오.',
          'The device uses AI but no model version names this release. Choose the release in its model version.',
        ),
      ),
    ]
  }
  return standing.flatMap((model) => {
    const own = evaluations.filter(
      (evaluation) => evaluation.body.modelVersion === model.id && inForce(evaluation),
    )
    if (own.some((evaluation) => evaluation.body.verdict === 'met')) return []
    const because =
      own.length > 0
        ? say(
            `${model.number}: 승인된 평가가 허용기준을 충족하지 못했습니다.`,
            `${model.number}: its approved evaluation did not meet the criteria.`,
          )
        : say(
            `${model.number}: 승인된 성능 평가가 없습니다.`,
            `${model.number}: it has no approved evaluation.`,
          )
    return [about(model, because)]
  })
}

function impactBlockers({ device, aiSystems, assessments, stale = [] }: GateFacts): Blocker[] {
  if (device?.body.usesAi !== true) return []
  const standing = aiSystems.filter((system) => !system.ended)
  if (standing.length === 0) {
    return [
      about(
        device,
        say(
          'AI를 쓰는 제품인데 AI 시스템 기록이 연결되지 않았습니다.',
          'The device uses AI but no AI system is linked to it.',
        ),
      ),
    ]
  }
  return standing.flatMap((system) => {
    const own = assessments.filter(
      (assessment) => assessment.body.aiSystem === system.id && !assessment.ended,
    )
    const standingOnes = own.filter(inForce)
    if (standingOnes.some(({ id }) => !stale.includes(id))) return []
    const [outdated] = standingOnes
    if (outdated) {
      const because = say(
        `${outdated.number}: 승인 뒤 사용목적·모델·대상 집단·사용처가 바뀌어 다시 평가해야 합니다.`,
        `${outdated.number}: intended use, model, population or sites changed after its approval; it has to be made anew.`,
      )
      return [about(outdated, because)]
    }
    const [draft] = own
    const subject = draft ?? system
    return [
      about(
        subject,
        draft
          ? say(
              `${draft.number}: 영향평가가 아직 승인되지 않았습니다.`,
              `${draft.number}: the impact assessment is not approved yet.`,
            )
          : say(`${system.number}: 영향평가가 없습니다.`, `${system.number}: there is no impact assessment.`),
      ),
    ]
  })
}

function hazardBlockers({ device, hazards }: GateFacts): Blocker[] {
  const standing = hazards.filter((hazard) => !hazard.ended)
  if (standing.length === 0) {
    const because = say('이 제품의 위험분석 기록이 없습니다.', 'There is no hazard recorded for the device.')
    return [device ? about(device, because) : nothing(because)]
  }
  return standing.flatMap((hazard) => {
    if (holds(hazard.body, 'residual', 'not-acceptable'))
      return [
        about(
          hazard,
          say(
            `${hazard.number}: 잔여위험이 허용되지 않습니다.`,
            `${hazard.number}: the residual risk is not acceptable.`,
          ),
        ),
      ]
    if (hazard.body.residual === undefined)
      return [
        about(
          hazard,
          say(
            `${hazard.number}: 잔여위험이 아직 판정되지 않았습니다.`,
            `${hazard.number}: the residual risk is not judged yet.`,
          ),
        ),
      ]
    return []
  })
}
