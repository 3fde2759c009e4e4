import { hazard } from '@maek/domain/risks/hazard.ts'
import { riskControl } from '@maek/domain/risks/risk-control.ts'
import { lineOf, proseOf } from './marked.ts'
import type { Pen } from './pen.ts'
import type { SamplePeople } from './people.ts'

type Told = { readonly device: string; readonly policy: string; readonly people: SamplePeople }
type Texts = readonly [ko: string, en: string]

/** Three hazards with their controls; the third control is not yet shown to work, so its hazard stays open. */
export async function writeRisks(pen: Pen, told: Told): Promise<{ hazards: string[]; controls: string[] }> {
  const missed = await writeHazard(pen, told, {
    title: ['작은 핵의 악성 사례를 놓침', 'Malignant cases with small nuclei are missed'],
    aspects: ['safety', 'ai'],
    causes: ['data-bias', 'overreliance'],
    harm: ['진단이 늦어진다', 'Diagnosis is delayed'],
    residual: 'outweighed',
  })
  const tampered = await writeHazard(pen, told, {
    title: ['모델 파일이 바뀌어 결과가 틀어짐', 'Results are wrong because the model file was changed'],
    aspects: ['security'],
    causes: ['unauthorised-access'],
    harm: ['잘못된 확률이 제시된다', 'A wrong probability is shown'],
    residual: 'acceptable',
  })
  const drifted = await writeHazard(pen, told, {
    title: ['염색 방법이 달라져 성능이 낮아짐', 'Performance falls because staining differs'],
    aspects: ['ai'],
    causes: ['drift'],
    harm: ['위양성이 늘어 불필요한 검사를 받는다', 'False positives lead to needless tests'],
    residual: 'acceptable',
  })
  const controls = await Promise.all([
    writeControl(pen, told, {
      hazard: missed.id,
      text: ['임계값을 0.25로 낮춤', 'Operating point lowered to 0.25'],
      shown: true,
    }),
    writeControl(pen, told, {
      hazard: tampered.id,
      text: ['기동 때 모델 해시 확인', 'Hash of the model checked at start'],
      shown: true,
    }),
    writeControl(pen, told, {
      hazard: drifted.id,
      text: ['월별 성능 점검', 'Monthly check of performance'],
      shown: false,
    }),
  ])
  await Promise.all([pen.lead(missed, 'confirm'), pen.lead(tampered, 'confirm')])
  return { hazards: [missed, tampered, drifted].map(({ id }) => id), controls }
}

type HazardTexts = {
  readonly title: Texts
  readonly aspects: readonly string[]
  readonly causes: readonly string[]
  readonly harm: Texts
  readonly residual: 'acceptable' | 'outweighed'
}

function writeHazard(pen: Pen, { device, policy, people }: Told, texts: HazardTexts) {
  const outweighed = texts.residual === 'outweighed'
  return pen.write(hazard, {
    title: lineOf(...texts.title),
    device,
    aspects: texts.aspects,
    source: proseOf(...texts.title),
    causes: texts.causes,
    sequence: proseOf(
      '원인 → 잘못된 확률 → 판독자가 결과를 믿음',
      'Cause → wrong probability → the reader relies on it',
    ),
    situation: proseOf('환자가 잘못된 결과에 따라 진료받는다.', 'The patient is managed on a wrong result.'),
    harm: proseOf(...texts.harm),
    affected: ['patients'],
    likelihoodBasis: texts.aspects.includes('security') ? 'exploitability' : 'probability',
    severityBefore: 'serious',
    probabilityBefore: 'occasional',
    estimateReason: proseOf('성능 평가와 문헌', 'Performance evaluation and literature'),
    acceptabilityBefore: 'not-acceptable',
    treatment: 'reduce',
    severityAfter: 'serious',
    probabilityAfter: 'remote',
    residual: texts.residual,
    ...(outweighed && {
      benefitReason: proseOf('조기 발견의 이득이 크다.', 'Earlier detection outweighs it.'),
    }),
    assessors: [people.quality, people.research],
    assessedOn: pen.day(-80),
    policy,
  })
}

async function writeControl(
  pen: Pen,
  { people }: Told,
  told: { readonly hazard: string; readonly text: Texts; readonly shown: boolean },
): Promise<string> {
  const written = await pen.write(riskControl, {
    title: lineOf(...told.text),
    hazards: [told.hazard],
    controlType: 'protective',
    aspects: ['safety'],
    description: proseOf(...told.text),
    optionAnalysis: proseOf('설계만으로는 충분히 낮출 수 없다.', 'Design alone does not lower it enough.'),
    implementation: proseOf('요구사항 SRS-샘플', 'Requirement SRS-sample'),
    implementationCheck: lineOf('시험 TR-01', 'Test TR-01'),
    owner: people.research,
    newRisk: 'none',
    ...(told.shown && {
      effectCheck: proseOf('시험 성적서로 효과를 보였다.', 'Shown by a test report.'),
      effect: 'effective',
      checkedOn: pen.day(-60),
    }),
  })
  const led = await pen.lead(written, 'implement', ...(told.shown ? ['confirm-effect'] : []))
  return led.id
}
