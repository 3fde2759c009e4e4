import { choice, choices, day, files, later, line, optional, pair, prose, ref } from '../field.ts'
import { guarded, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { register } from '../lives.ts'
import { say } from '../words.ts'

/** Duties that a standard or law wants to see held by a named person. */
export const responsibilities = {
  'top-management': say('최고경영자', 'Top management'),
  'quality-manager': say('품질책임자', 'Quality manager (responsible person)'),
  'management-representative': say('경영대리인', 'Management representative'),
  'regulatory-compliance': say('규제 준수 책임자(RA·PRRC)', 'Regulatory compliance (PRRC)'),
  'ai-governance': say('AI 경영시스템 책임자', 'AI management system owner'),
  'ai-oversight': say('AI 운영 감독자', 'Human oversight of AI in use'),
  'risk-management': say('위험관리 책임자', 'Risk management lead'),
  development: say('소프트웨어 개발', 'Software development'),
  verification: say('검증·시험', 'Verification and test'),
  'data-management': say('데이터 관리', 'Data management'),
  'model-development': say('AI 모델 개발', 'AI model development'),
  clinical: say('임상 자문', 'Clinical expertise'),
  'release-approval': say('출하 승인', 'Release approval'),
  'product-security': say('제품 보안 책임자', 'Product security lead'),
  'incident-response': say('침해대응팀', 'Incident response team'),
  'vulnerability-handling': say('취약점 처리(PSIRT)', 'Vulnerability handling (PSIRT)'),
  privacy: say('개인정보 보호책임자', 'Privacy officer'),
  'safety-reporting': say('안전성정보 보고', 'Vigilance and safety reporting'),
  'internal-audit': say('내부심사원', 'Internal auditor'),
} as const

export const person = kind({
  name: 'person',
  code: 'PER',
  domain: 'people',
  title: say('인력', 'Person'),
  plural: say('인력', 'People'),
  about: say(
    '품질·AI·보안 업무를 하는 사람과 그 책임·권한. ISO 13485 5.5.1·5.5.2, ISO/IEC 42001 5.3·A.3.2, 보안지침 제17조의 담당자 명단이 여기서 나옵니다.',
    'Who does quality, AI and security work, with which responsibility and authority: ISO 13485 5.5.1 and 5.5.2, ISO/IEC 42001 5.3 and A.3.2, the team roster of MFDS security notice Art. 17.',
  ),
  life: guarded(
    register,
    ['confirm'],
    [
      neededWhen('responsibilities', ['quality-manager', 'management-representative'], {
        needed: 'appointmentFiles',
        because: say(
          '품질책임자·경영대리인은 임명장을 첨부하십시오(ISO 13485 5.5.2).',
          'Attach the appointment letter of the quality manager or management representative (ISO 13485 5.5.2).',
        ),
      }),
    ],
  ),
  titleField: 'name',
  reviewMonths: 12,
  retention: {
    years: 5,
    from: 'closing',
    because: say(
      '퇴사 뒤에도 당시의 책임과 서명을 증명해야 하며(ISO 13485 4.2.5), 기간이 지나면 지체 없이 파기합니다(개인정보 보호법 제21조).',
      'Past responsibility and signatures stay provable after leaving (ISO 13485 4.2.5); then it is erased without delay (PIPA Art. 21).',
    ),
  },
  fields: {
    name: pair({ label: say('성명', 'Name'), max: 80, personal: true, searched: true }),
    engagement: choice({
      label: say('고용 형태', 'Engagement'),
      choices: {
        employee: say('임직원', 'Employee'),
        contractor: say('외주·파견 인력', 'Contractor'),
        adviser: say('자문위원', 'Adviser'),
      },
    }),
    department: later(line({ label: say('부서', 'Department'), listed: true, searched: true })),
    position: later(line({ label: say('직위·직무', 'Position'), listed: true })),
    responsibilities: later(
      choices({
        label: say('책임', 'Responsibilities'),
        help: say(
          '맡긴 책임만 고르십시오. 심사원은 각 책임의 담당자가 비어 있지 않은지 봅니다(42001 A.3.2).',
          'Choose only what was assigned. An auditor checks that no responsibility is without a holder (42001 A.3.2).',
        ),
        choices: responsibilities,
        listed: true,
      }),
    ),
    authority: later(
      prose({
        label: say('권한과 독립성', 'Authority and independence'),
        help: say(
          '무엇을 스스로 결정하고 중지시킬 수 있는지, 품질에 필요한 독립성을 어떻게 지키는지(ISO 13485 5.5.1).',
          'What this person may decide or stop alone, and how the independence that quality needs is kept (ISO 13485 5.5.1).',
        ),
        max: 4000,
      }),
    ),
    startedOn: later(
      day({
        label: say('업무 시작일', 'Started on'),
        help: say(
          '품질책임자는 이 날부터 6개월 안에 첫 교육을 받습니다.',
          'A quality manager takes the first course within six months of this day.',
        ),
        sorted: true,
      }),
    ),
    endedOn: optional(day({ label: say('업무 종료일', 'Ended on') })),
    qualification: later(
      prose({
        label: say('자격과 경력', 'Qualification and experience'),
        help: say(
          '학력, 면허, 경력. 품질책임자는 시행규칙 별표 4의 자격을 적으십시오.',
          'Education, licences, experience; for a quality manager the qualification of Annex 4 of the Rule.',
        ),
        max: 4000,
        personal: true,
      }),
    ),
    appointmentFiles: optional(
      files({ label: say('임명장·자격 증빙', 'Appointment letter and certificates') }),
    ),
    email: optional(
      line({ label: say('이메일', 'Email'), pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, personal: true }),
    ),
    phone: optional(
      line({
        label: say('비상 연락처', 'Emergency phone'),
        help: say(
          '침해대응·안전성정보 보고 담당자는 적으십시오.',
          'For incident response and safety reporting.',
        ),
        max: 40,
        personal: true,
      }),
    ),
    reportsTo: optional(
      ref('person', { label: say('상급자', 'Reports to'), reverse: say('소속 인력', 'Leads') }),
    ),
    deputy: optional(
      ref('person', { label: say('직무 대행자', 'Deputy'), reverse: say('대행하는 사람', 'Stands in for') }),
    ),
  },
  check: ({ startedOn, endedOn }) =>
    startedOn && endedOn && endedOn < startedOn
      ? {
          field: 'endedOn',
          because: say('종료일이 시작일보다 빠릅니다.', 'The end is before the start.'),
        }
      : null,
})
