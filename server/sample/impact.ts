import { impactAssessment } from '@maek/domain/models/impact-assessment.ts'
import { lineOf, proseOf } from './marked.ts'
import type { Pen } from './pen.ts'
import type { SamplePeople } from './people.ts'

type Told = { readonly people: SamplePeople; readonly model: string; readonly system: string }

/**
 * Approved for the first model, and overtaken on purpose: the next version and the hospitals that come later are not in
 * it, so that a newcomer sees what a stale assessment looks like.
 */
export async function assessImpact(pen: Pen, told: Told): Promise<string> {
  const written = await pen.write(impactAssessment, {
    name: lineOf('유방 종괴 AI 영향평가', 'Impact assessment of the breast mass AI'),
    aiSystem: told.system,
    modelVersions: [told.model],
    triggers: ['first'],
    scope: proseOf('국내 병원에서의 판독 보조', 'Assistance in Korean hospitals'),
    performedBy: 'own',
    assessors: [told.people.research],
    assessedOn: pen.day(-45),
    sensitivity: 'sensitive',
    dataQuality: proseOf('공개 자료 569건, 한 기관', 'Public data, 569 cases from one institution'),
    modelInformation: proseOf('로지스틱 회귀 1.0.0', 'Logistic regression 1.0.0'),
    deployment: proseOf('병원 내 서버', 'Servers in hospitals'),
    affected: [
      {
        group: lineOf('유방 종괴 환자', 'Patients with a breast mass'),
        relation: 'patient',
        vulnerable: false,
      },
    ],
    vulnerableGroups: proseOf(
      '핵이 작은 사례가 적어 놓칠 수 있다.',
      'Cases of small nuclei are few and may be missed.',
    ),
    rights: [{ right: 'safety', how: lineOf('놓친 악성', 'A missed malignancy') }],
    impacts: [
      {
        impact: lineOf('판독 시간 단축', 'Less time for reading'),
        nature: 'benefit',
        dimension: 'access',
        severity: 'medium',
        likelihood: 'high',
        origin: 'foreseeable',
      },
    ],
    societal: proseOf('고용에 미치는 영향은 작다.', 'Little effect on work.'),
    usagePattern: proseOf('전문의가 결과를 확인한다.', 'A specialist confirms the result.'),
    indicators: [
      {
        indicator: lineOf('민감도', 'Sensitivity'),
        nature: 'quantitative',
        method: lineOf('클로퍼-피어슨', 'Clopper-Pearson'),
        result: '0.96',
      },
    ],
    measures: [
      {
        measure: lineOf('표시에 주의 문구', 'A warning in the label'),
        aim: 'mitigate',
        status: 'done',
      },
    ],
    improvementPlan: proseOf('다른 기관 자료를 더한다.', 'Data of other institutions will be added.'),
    consultation: proseOf('병리과 전문의 2명', 'Two pathologists'),
    conclusion: 'conditional',
    conclusionReason: proseOf('표시와 감시를 조건으로 한다.', 'On condition of label and monitoring.'),
  })
  return (await pen.lead(written, 'submit', 'approve')).id
}
