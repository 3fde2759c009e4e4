import { say } from '../words.ts'

/** What is bought; the choice decides which questions the evaluation has to answer. */
export const supplies = {
  cloud: say('클라우드·호스팅', 'Cloud and hosting'),
  'third-party-software': say('외부 소프트웨어(SOUP)', 'Third-party software (SOUP)'),
  'ai-model': say('AI 모델·파운데이션 모델', 'AI or foundation model'),
  data: say('데이터', 'Data'),
  annotation: say('데이터 라벨링', 'Annotation'),
  development: say('개발 위탁', 'Outsourced development'),
  testing: say('시험·검증', 'Test laboratory'),
  maintenance: say('유지·관리업무 수탁', 'Outsourced maintenance'),
  hardware: say('하드웨어·부품', 'Hardware and parts'),
  manufacturing: say('제조·조립', 'Manufacturing'),
  distribution: say('유통·설치', 'Distribution and installation'),
  security: say('보안 서비스', 'Security service'),
  consulting: say('인허가·임상 자문', 'Regulatory or clinical consulting'),
} as const

/** What a written agreement may settle (ISO 13485 4.1.5 and 7.4.2; ISO/IEC 42001 A.10.2). */
export const agreed = {
  quality: say('품질 요구사항', 'Quality requirements'),
  'change-notice': say('변경 사전 통지', 'Notice of changes'),
  'audit-right': say('심사·접근권', 'Right to audit'),
  records: say('기록 제공·보존', 'Records'),
  security: say('보안 요구사항', 'Security requirements'),
  'vulnerability-notice': say('취약점·침해 통지', 'Notice of vulnerabilities and incidents'),
  'personal-data': say('개인정보 처리 위탁', 'Personal data processing'),
  'data-rights': say('데이터 권리·이용 조건', 'Data rights and terms of use'),
  'ai-responsibilities': say('AI 책임 배분', 'Allocation of AI responsibilities'),
  continuity: say('공급·서비스 연속성', 'Continuity of supply'),
} as const

export const evaluationMethods = {
  'on-site-audit': say('현장 심사', 'On-site audit'),
  questionnaire: say('서면 평가(질문서)', 'Questionnaire'),
  certificate: say('인증서 확인', 'Certificate review'),
  'product-test': say('제품·견본 시험', 'Test of the product'),
  'track-record': say('거래 실적', 'Track record'),
  'public-documents': say('공개 문서 검토', 'Review of public documents'),
} as const
