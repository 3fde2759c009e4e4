import { say } from '../words.ts'

/** One chain for four views of risk; a hazard may be seen from several. */
export const aspects = {
  safety: say('안전', 'Safety'),
  security: say('보안', 'Security'),
  ai: say('인공지능', 'AI'),
  privacy: say('개인정보', 'Privacy'),
} as const

/** Where it comes from (IEC 62304 7.1.2; ISO/TS 24971-2 topics; security notice Art. 12). */
export const causes = {
  specification: say('잘못되거나 빠진 요구사항', 'Wrong or missing requirement'),
  defect: say('소프트웨어 결함', 'Software defect'),
  'third-party-software': say('외부 소프트웨어(SOUP)의 고장', 'Failure of third-party software'),
  hardware: say('하드웨어 고장', 'Hardware fault'),
  'use-error': say('사용오류·예상되는 오용', 'Use error or foreseeable misuse'),
  environment: say('사용환경·연동 시스템', 'Environment or connected system'),
  'data-bias': say('데이터 편향·대표성 부족', 'Data bias or poor representation'),
  drift: say('성능 저하(드리프트)', 'Drift'),
  overreliance: say('AI 결과의 과신·불신', 'Over- or undertrust in AI'),
  'unexplained-output': say('설명할 수 없는 결과·환각', 'Unexplained output or hallucination'),
  'data-poisoning': say('데이터 중독', 'Data poisoning'),
  evasion: say('회피 공격', 'Evasion attack'),
  'model-extraction': say('모델 추출', 'Model extraction'),
  vulnerability: say('취약점 악용', 'Exploited vulnerability'),
  'unauthorised-access': say('무단 접근', 'Unauthorised access'),
  'data-leak': say('정보 유출', 'Disclosure of data'),
  unavailability: say('서비스 중단', 'Loss of availability'),
} as const

/** ISO/IEC 42001 6.1.2 looks beyond the patient: at groups, society and the organisation. */
export const affected = {
  patients: say('환자', 'Patients'),
  users: say('의료진·사용자', 'Users'),
  'other-people': say('주변 사람', 'Other people'),
  groups: say('특정 집단', 'Groups of people'),
  society: say('사회', 'Society'),
  organisation: say('조직', 'The organisation'),
  property: say('재산·환경', 'Property or environment'),
} as const
