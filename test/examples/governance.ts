import type { Body } from '@maek/domain/kind.ts'
import { ids as people } from './people.ts'

export const examples: Readonly<Record<string, Body>> = {
  policy: {
    title: { ko: '인공지능 방침', en: 'AI policy' },
    covers: ['ai', 'ai-ethics'],
    scope: {
      ko: '당사가 개발·공급·운영하는 모든 AI 의료기기와 업무에 쓰는 AI 도구',
      en: 'All AI medical devices we develop, supply or run, and AI tools used at work',
    },
    text: {
      ko: '우리는 환자에게 이로운 AI를 만든다. 적용 법규와 요구사항을 지키고, 성과를 측정해 계속 개선한다.',
      en: 'We make AI that serves patients. We meet the law and our requirements, measure and keep improving.',
    },
    commitments: ['fits-purpose', 'meets-requirements', 'improves', 'frames-objectives'],
    principles: ['safety', 'human-oversight', 'fairness', 'transparency'],
    exceptions: '연구 목적의 내부 시험은 AI 책임자의 서면 허가를 받아 예외로 한다.',
    alignment: '품질방침 제2항과 목표의 틀을 함께 쓰며, 보안방침과의 충돌은 없다.',
    communication: '전 직원 교육과 숙지 확인, 회사 누리집 공개',
    owner: people.manager,
    effectiveOn: '2026-01-02',
  },
  supplier: {
    name: '가온클라우드 주식회사',
    supplies: ['cloud'],
    offering: 'GPU 추론 클라우드, 서울 리전',
    criticality: 'high',
    outsourcedProcess: false,
    handlesPersonalData: true,
    country: '대한민국',
    contactName: '이서준',
    contactEmail: 'partner@example.com',
    securityContact: 'security@example.com',
    purchaseRequirements: '가용성 99.9%, 데이터 국내 보관, 보안패치 30일 안 적용, 변경 60일 전 통지',
    criteria: '보안 인증, 가용성 실적, 침해 통지 체계, 복구 시험 결과',
    evaluationMethods: ['certificate', 'questionnaire'],
    evaluatedOn: '2026-01-15',
    evaluator: people.person,
    evaluationResult: 'with-conditions',
    conditions: '2026년 3월까지 복구 시험 결과를 제출한다.',
    certificates: [{ standard: 'ISO/IEC 27001:2022', number: 'IS-0001', validUntil: '2027-08-31' }],
    incomingCheck: '배포 이미지의 해시와 서명을 확인하고 시험 환경에서 회귀시험을 한다.',
    agreed: ['security', 'vulnerability-notice', 'change-notice', 'personal-data'],
    agreementFiles: [
      { sha256: 'c'.repeat(64), name: '위탁계약서.pdf', size: 120_400, mediaType: 'application/pdf' },
    ],
    monitoring: '월별 가용성과 보안 공지를 확인하고 두 달 연속 미달이면 재평가한다.',
    reevaluateOn: '2027-01-15',
  },
}
