import type { Body } from '@maek/domain/kind.ts'
import { ids as engineering } from './engineering.ts'
import { exampleFile, linked } from './linked.ts'
import { ids as models } from './models.ts'

export const ids = { changePlan: '6d000000-0000-4000-8000-000000000010' } as const

/** Complete bodies of what an update of the model brings: its plan, the decision, a check of the weights. */
export const examples: Readonly<Record<string, Body>> = {
  'change-plan': {
    name: '결절 검출 모델 변경관리 계획서 1판',
    aiSystem: models.aiSystem,
    clearedVersion: models.previousModel,
    devices: [linked.device],
    modifications: [
      {
        code: 'M1',
        type: 'data',
        what: '국내 병원의 흉부 X선을 더해 재학습',
        bounds: '허가받은 촬영 조건, 같은 구조와 입력 크기',
        execution: 'manual',
        reach: 'global',
      },
      {
        code: 'M2',
        type: 'threshold',
        what: '판정 임계값 조정',
        bounds: '0.35 이상 0.50 이하',
        execution: 'manual',
        reach: 'global',
      },
    ],
    dataProtocol: '학습 자료는 승인된 데이터셋만 쓴다. 시험 자료는 학습에 쓰지 않은 병원에서 새로 모은다.',
    retrainingProtocol: '새 자료 5,000건마다 또는 성능 경보 때 재학습한다. 구조와 전처리는 바꾸지 않는다.',
    evaluationProtocol: '최초 허가 버전과 직전 버전에 대한 짝비교. 실패하면 배포하지 않고 원인을 기록한다.',
    updateProtocol:
      '시험 병원 2주 병행 운용 뒤 배포한다. 표시 사항을 갱신하고 병원에 알린다. 5분 안에 되돌린다.',
    testData: 'fresh',
    criteria: [{ metric: '민감도', marginCleared: '0.05', marginPrevious: '0.03' }],
    alpha: '0.025',
    plannedUpdates: 5,
    spending: 'equal',
    impacts: [
      {
        code: 'M1',
        benefit: '위양성 감소',
        risk: '드문 장비에서 성능 저하',
        control: '장비별 하위집단 평가와 배포 뒤 감시',
      },
      { code: 'M2', benefit: '현장 유병률에 맞춤', risk: '미검출 증가', control: '민감도 비열등성 확인' },
    ],
    combinedImpact: '재학습과 임계값 조정을 함께 하면 민감도가 낮아질 수 있어 두 버전 모두와 비교한다.',
    impactAssessments: [models.impactAssessment],
    hazards: [linked.hazard],
    documents: [linked.document],
    authorisations: [{ market: 'kr', by: '식품의약품안전처', number: '제허 26-101호', on: '2026-02-10' }],
    authorisationFiles: [exampleFile('허가증.pdf')],
  },
  'weights-check': {
    name: '가온대학교병원 추론 서버 가중치',
    modelVersion: models.modelVersion,
    expected: '2c'.repeat(32),
    found: '2c'.repeat(32),
    result: 'same',
    size: 84_213_760,
    release: linked.release,
    site: linked.site,
    checkedOn: '2026-06-01',
    method: 'maek model verify',
  },
  'update-decision': {
    name: '결절 검출 모델 2.1.0 갱신 판단',
    modelVersion: models.modelVersion,
    outcome: 'within-plan',
    changePlan: ids.changePlan,
    change: engineering.change,
    clearedVersion: models.previousModel,
    markets: [{ market: 'kr', path: 'kr-within-plan' }],
    tests: [
      {
        test: 'P1',
        question: '허가(인증)된 변경관리 계획서가 시행 중인가',
        citation: '시행규칙 제7조제2항',
        answer: 'yes',
        because: '식품의약품안전처 제허 26-101호',
        evidence: 'PCP-2026-0001',
      },
    ],
    alpha: '0.005',
    spent: '0',
    look: 1,
    decidedAt: '2026-05-02T01:00:00.000Z',
    factsDigest: '5f'.repeat(32),
    statement: '시험 결과를 검토했고 계획서 범위 안으로 판단한다.',
  },
}
