import type { Body } from '@maek/domain/kind.ts'
import { exampleFile, linked } from './linked.ts'
import { ids as models } from './models.ts'

export const ids = { measure: '71000000-0000-4000-8000-000000000001' } as const

export const examples: Readonly<Record<string, Body>> = {
  measure: {
    name: { ko: '모델 가중치 무결성 확인과 안전 정지', en: 'Integrity check of model weights and safe stop' },
    article: 'article-12',
    place: 'product',
    status: 'in-place',
    owner: linked.author,
    devices: [linked.device],
    aiSystems: [models.aiSystem],
    what: '기동할 때와 매일 한 번 가중치의 SHA-256을 서명된 목록과 비교하고, 다르면 추론을 멈추고 알린다.',
    verification: '가중치 1바이트를 바꾼 시험 T-301, 분기마다 운영 서버 로그 검토.',
    result: '시험 통과, 2026년 1분기 로그에서 불일치 0건.',
    verifiedOn: '2026-04-15',
    verifier: linked.reviewer,
    reference: 'IEC 81001-5-1 5.2',
    documents: [linked.document],
    hazards: [linked.hazard],
    riskControls: [linked.riskControl],
    evidence: [exampleFile('T-301 시험 성적서.pdf')],
  },
  key: {
    name: '업데이트 서명 키 2026',
    purposes: ['code-signing'],
    owner: linked.author,
    algorithm: 'Ed25519',
    bits: 256,
    identifier: 'SHA256:5f2b9c0e7d41a6f3',
    storage: 'hsm',
    location: '본사 HSM 파티션 2(빌드 서버와 분리)',
    custodians: [linked.author, linked.reviewer],
    access: '두 사람이 함께 인증해야 서명할 수 있고 모든 서명이 기록된다.',
    createdOn: '2026-01-05',
    expiresOn: '2028-01-04',
    rotationMonths: 24,
    backup: '암호화된 백업 토큰 2개를 다른 금고에 보관. 복구 시험 2026-01-12.',
    replacement: '새 키로 목록을 다시 서명하고 이전 키를 폐지 목록에 올린 뒤 의료기관에 알린다.',
    devices: [linked.device],
    measures: [ids.measure],
    log: [
      { on: '2026-01-05', act: 'generated', role: '제품 보안 책임자' },
      { on: '2026-01-12', act: 'restored', role: '제품 보안 책임자', note: '복구 시험' },
    ],
  },
}
