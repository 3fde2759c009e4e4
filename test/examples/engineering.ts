import type { Body } from '@maek/domain/kind.ts'
import { exampleFile, linked } from './linked.ts'
import { ids as models } from './models.ts'

export const ids = { change: '6e000000-0000-4000-8000-000000000001' } as const

export const examples: Readonly<Record<string, Body>> = {
  change: {
    name: '결절 검출 모델 2.1.0 적용',
    description: '이동형 장비 영상을 더해 재학습한 모델로 바꾸어 위양성을 줄인다.',
    origins: ['model-update', 'improvement'],
    owner: linked.author,
    devices: [linked.device],
    fromRelease: linked.release,
    releases: [linked.nextRelease],
    aiSystems: [models.aiSystem],
    modelVersions: [models.modelVersion],
    aspects: ['model', 'data', 'label'],
    krDecision: 'within-plan',
    krReason:
      '변경관리 계획서 3.2항의 재학습 범위와 허용기준 안이며 시행규칙 제23조제2항에 따라 중요한 변경이 아니다.',
    euDecision: 'not-significant',
    usDecision: 'within-plan',
    safetyImpact: '위험 HAZ-12(미검출)의 통제는 그대로다. 민감도 하한 0.80을 유지한다.',
    securityImpact: '통신과 인증은 바뀌지 않는다. 가중치 해시를 무결성 목록에 더한다.',
    aiImpact: '영향평가의 장비별 성능 차이 항목을 다시 평가한다.',
    labelImpact: true,
    sbomImpact: true,
    usabilityImpact: false,
    plan: '승인 뒤 시험 병원 1곳에서 2주 병행 운용하고 전 병원에 배포한다.',
    verificationPlan: '외부 검증(EVL)과 회귀 시험 214건, 전자적 표시 대조.',
    rollback: '이전 가중치를 남겨 두고 5분 안에 되돌린다. 분기마다 연습한다.',
    hazards: [linked.hazard],
    riskControls: [linked.riskControl],
    documents: [linked.document],
    implementedOn: '2026-05-20',
    result: '회귀 시험 214건 통과, 병행 운용에서 이상 없음.',
    evidence: [exampleFile('회귀 시험 보고서.pdf')],
  },
}
