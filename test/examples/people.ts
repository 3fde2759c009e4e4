import type { Body } from '@maek/domain/kind.ts'

/** Complete bodies, one a kind, as a careful maker would write them. References are fixed and stand for each other. */
export const ids = {
  person: '3f1c2a10-0000-4000-8000-000000000001',
  manager: '3f1c2a10-0000-4000-8000-000000000002',
  competence: '3f1c2a10-0000-4000-8000-000000000003',
} as const

const appointment = {
  sha256: 'a'.repeat(64),
  name: '품질책임자 임명장.pdf',
  size: 48_213,
  mediaType: 'application/pdf',
}

export const examples: Readonly<Record<string, Body>> = {
  person: {
    name: { ko: '김하늘', en: 'Haneul Kim' },
    engagement: 'employee',
    department: '품질보증팀',
    position: '품질책임자',
    responsibilities: ['quality-manager', 'safety-reporting'],
    authority: '출하 중지와 회수 개시를 단독으로 결정한다. 개발 조직과 분리되어 대표이사에게 직접 보고한다.',
    startedOn: '2025-03-02',
    qualification: '의공학 석사, 의료기기 품질관리 6년',
    appointmentFiles: [appointment],
    email: 'haneul.kim@example.com',
    phone: '+82-10-0000-0000',
    deputy: ids.manager,
  },
  competence: {
    task: '흉부 X선 판독 보조 모델의 성능 평가',
    person: ids.person,
    area: 'ai-development',
    lifeCycleStages: ['verification', 'operation'],
    criteria: '통계학 또는 의공학 학사 이상, 진단 정확도 연구 2건 이상 수행',
    levelNeeded: 'independent',
    levelHeld: 'supervised',
    basis: '석사 학위와 평가 보고서 1건을 검토함',
    method: 'portfolio',
    assessedOn: '2026-02-10',
    assessor: ids.manager,
    gapAction: '2026년 6월까지 선임 연구원의 지도 아래 평가 1건을 더 수행한다.',
    validUntil: '2027-02-10',
  },
  training: {
    subject: '디지털의료기기 품질책임자 보수교육',
    person: ids.person,
    trainingType: 'statutory',
    topics: ['quality-manager', 'regulation'],
    competence: ids.competence,
    need: '품질책임자는 해마다 8시간 이상 교육을 받아야 한다.',
    plannedOn: '2026-05-12',
    heldOn: '2026-05-12',
    hours: '8.0',
    trainer: '한국의료기기안전정보원',
    evidence: [{ ...appointment, sha256: 'b'.repeat(64), name: '수료증.pdf' }],
    effectMethod: 'test',
    effectCriteria: '시험 80점 이상',
    effect: 'effective',
    effectCheckedOn: '2026-06-12',
  },
}
