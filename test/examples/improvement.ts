import type { Body } from '@maek/domain/kind.ts'
import { ids as engineering } from './engineering.ts'
import { ids as incidents } from './incidents.ts'
import { exampleFile, linked } from './linked.ts'
import { ids as models } from './models.ts'

export const ids = {
  nonconformity: '73000000-0000-4000-8000-000000000001',
  correctiveAction: '73000000-0000-4000-8000-000000000002',
} as const

export const examples: Readonly<Record<string, Body>> = {
  nonconformity: {
    name: '이동형 장비 영상에서 민감도 기준 미달',
    area: 'performance',
    description:
      '2026년 3분기 모니터링에서 이동형 장비 영상의 민감도가 0.71(0.60~0.80, n=84)로 기준 0.80에 못 미쳤다.',
    foundOn: '2026-10-06',
    requirement: '모니터링 계획 MP-03 4.2: 장비별 민감도 0.80 이상',
    owner: linked.author,
    severity: 'major',
    devices: [linked.device],
    releases: [linked.release],
    aiSystems: [models.aiSystem],
    modelVersions: [models.modelVersion],
    datasets: [models.trainingDataset],
    incidents: [incidents.incident],
    containment: '이동형 장비 영상에 주의 문구를 띄우고 설치 병원에 알렸다.',
    investigation: '학습 데이터에 이동형 영상이 1.8 %뿐임을 확인했다.',
    similarCases: '다른 제품의 모델에서는 같은 편중이 없었다.',
    disposition: 'preclude',
    dispositionReason: '개선 전까지 이동형 영상에서 판정을 표시하지 않는다.',
    outsideNotice: '사용 제한이므로 설치 의료기관에 안내문을 보낸다. 이상사례 보고 대상은 아니다.',
    correctiveActionNeeded: true,
    correctiveActionReason: '같은 원인이 다음 학습에서도 되풀이될 수 있다.',
    evidence: [exampleFile('3분기 모니터링 보고서.pdf')],
  },
  'corrective-action': {
    name: '학습 데이터의 장비 편중 방지',
    type: 'corrective',
    problem: '이동형 장비 영상이 적어 그 영상에서 성능이 기준에 못 미친다.',
    awareOn: '2026-10-07',
    owner: linked.author,
    dueOn: '2027-01-31',
    nonconformities: [ids.nonconformity],
    incidents: [incidents.incident],
    devices: [linked.device],
    aiSystems: [models.aiSystem],
    hazards: [linked.hazard],
    priority: 'high',
    correction: '이동형 영상의 판정 표시를 껐다.',
    causeMethod: 'five-whys',
    rootCause: '데이터 수집 기준에 장비 비율이 없어 편중을 알지 못했다.',
    similarCases: '데이터셋 6개를 점검해 1개에서 같은 편중을 찾았다.',
    steps: [
      {
        action: '이동형 영상 500건 추가 수집',
        role: '데이터 관리',
        dueOn: '2026-12-15',
        doneOn: '2026-12-10',
      },
      {
        action: '수집 기준에 장비 비율 하한 추가',
        role: '품질보증',
        dueOn: '2026-11-30',
        doneOn: '2026-11-20',
      },
    ],
    sideEffects: '다른 장비의 민감도와 특이도가 낮아지지 않았음을 회귀 평가로 확인했다.',
    changes: [engineering.change],
    documents: [linked.document],
    riskControls: [linked.riskControl],
    effectCriteria: '배포 뒤 2개월 동안 이동형 민감도 하한이 0.80 이상(n 200 이상).',
    effectCheckedOn: '2027-01-25',
    effect: 'effective',
    effectFindings: '민감도 0.87(0.82~0.91, n=231).',
    evidence: [exampleFile('효과 확인 보고서.pdf')],
  },
}
