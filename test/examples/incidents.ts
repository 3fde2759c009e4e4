import type { Body } from '@maek/domain/kind.ts'
import { exampleFile, linked } from './linked.ts'
import { ids as models } from './models.ts'
import { ids as vulnerabilities } from './vulnerabilities.ts'

export const ids = {
  incident: '72000000-0000-4000-8000-000000000001',
  notice: '72000000-0000-4000-8000-000000000002',
} as const

export const examples: Readonly<Record<string, Body>> = {
  incident: {
    name: '판독 보조 서버 무단 접근',
    awareAt: '2026-11-18T01:20:00.000Z',
    summary: '유지보수 계정으로 판독 보조 서버에 무단 접속해 판독 목록을 조회한 흔적을 발견했다.',
    events: ['electronicInfringement', 'leakOfSensitiveData', 'networkIntrusion'],
    market: ['KR'],
    deviceForm: 'standalone',
    role: ['manufacturer'],
    hospitalCustomer: true,
    personalData: true,
    onlineService: true,
    usesAi: true,
    occurredAt: '2026-11-17T18:05:00.000Z',
    source: 'monitoring',
    owner: linked.author,
    severity: 'serious',
    devices: [linked.device],
    releases: [linked.release],
    sites: [linked.site],
    aiSystems: [models.aiSystem],
    modelVersions: [models.modelVersion],
    vulnerabilityCases: [vulnerabilities.vulnerabilityCase],
    hazards: [linked.hazard],
    personsAffected: 214,
    leakedItems: '가명 환자번호, 촬영일, 결절 점수',
    firstImpact: '조회된 판독 목록 214건. 판독 결과 변조는 없다.',
    firstActions: '계정 차단, 세션 종료, 로그 보존, 병원 담당자 전화.',
    reportability: '침해행위로 식약처·의료기관·사용자에 즉시 알리고, 민감정보 유출로 72시간 안에 신고한다.',
    timeline: [
      { at: '2026-11-18T01:20:00.000Z', what: '이상 접속 경보 확인', role: '보안관제' },
      { at: '2026-11-18T01:35:00.000Z', what: '계정 차단, 세션 종료', role: '제품 보안 책임자' },
    ],
    containedAt: '2026-11-18T01:35:00.000Z',
    containment: '유지보수 계정 전체를 잠그고 원격 접속 경로를 닫았다.',
    continuity: '판독 보조는 읽기 전용으로 계속 제공했고 진료 중단은 없었다.',
    rootCause: '퇴사자 계정이 회수되지 않았다.',
    prevention: '계정 회수를 인사 절차에 묶고 원격 접속에 다단계 인증을 적용한다.',
    effectCheck: '한 달 동안 회수 누락 0건, 모의 침투에서 재현되지 않음.',
    evidence: [exampleFile('접속 로그 보존본.zip', 'application/zip')],
    preventionDecidedAt: '2026-11-20T08:00:00.000Z',
  },
  notice: {
    name: '침해행위 신고(식약처)',
    incident: ids.incident,
    duty: 'kr-infringement-notice-mfds',
    addressee: 'authority',
    recipient: '식품의약품안전처',
    channel: 'portal',
    content: {
      ko: '유형: 무단 접근. 인지: 2026-11-18 10:20. 초기 영향: 판독 목록 조회. 조치: 계정 차단.',
      en: 'Type: unauthorised access. Aware: 2026-11-18 10:20 KST. First impact: list viewed. Action: account locked.',
    },
    attachments: [exampleFile('침해행위 신고서.pdf')],
    sentAt: '2026-11-18T02:10:00.000Z',
    sender: linked.author,
    receipt: '접수번호 2026-1118-0007',
    receiptFiles: [exampleFile('접수증.pdf')],
    acknowledgedAt: '2026-11-18T02:12:00.000Z',
  },
}
