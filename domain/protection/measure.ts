import { choice, choices, day, files, later, line, optional, pair, prose, ref, refs } from '../field.ts'
import { guarded, mustBe, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { controlled } from '../lives.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

/** Articles 3 to 12 of the MFDS notice 2025-30, the technical and physical measures. */
const articles = {
  'article-3': say('제3조 물리적 보안', 'Art. 3 Physical security'),
  'article-4': say('제4조 보안 통신', 'Art. 4 Secure communication'),
  'article-5': say('제5조 권한 및 인증', 'Art. 5 Authorisation and authentication'),
  'article-6': say('제6조 기술적 보안', 'Art. 6 Technical security'),
  'article-7': say('제7조 파일 및 입력 유효성', 'Art. 7 File and input validation'),
  'article-8': say('제8조 데이터 보안', 'Art. 8 Data security'),
  'article-9': say('제9조 암호화 키 관리', 'Art. 9 Key management'),
  'article-10': say('제10조 유지 관리(업데이트)', 'Art. 10 Maintenance (updates)'),
  'article-11': say('제11조 보안 모니터링 및 대응', 'Art. 11 Monitoring and response'),
  'article-12': say('제12조 인공지능 보안', 'Art. 12 AI security'),
} as const

/** What several articles ask for one by one: rules look for each, since an article may be only partly served. */
const topics = {
  'account-life': say('최소권한·계정 수명주기', 'Least privilege and account life cycle'),
  session: say('세션·쿠키 보호', 'Session protection'),
  authentication: say('강한 인증', 'Strong authentication'),
  'remote-access': say('원격접속 통제', 'Remote access control'),
  'update-integrity': say('업데이트 무결성', 'Update integrity'),
  'update-failure': say('업데이트 실패 대비', 'Update failure handling'),
  logs: say('로그 관리', 'Log management'),
  'data-attack': say('데이터 공격 방어', 'Data-attack defence'),
  'training-data': say('학습데이터 보호', 'Training-data protection'),
  'model-extraction': say('모델 추출 대응', 'Model-extraction defence'),
  'runtime-failure': say('운영 중 문제 대응', 'Runtime failure handling'),
} as const

const measureLife = guarded(
  guarded(
    controlled,
    ['submit'],
    [
      neededWhen('status', ['in-place', 'partly'], {
        needed: 'verifiedOn',
        because: say('확인한 날을 적으십시오.', 'Give the day it was verified.'),
      }),
      neededWhen('status', ['in-place', 'partly'], {
        needed: 'evidence',
        because: say('증빙을 첨부하십시오.', 'Attach the evidence.'),
      }),
      neededWhen('status', ['partly', 'planned', 'not-applicable'], {
        needed: 'gap',
        because: say(
          '남은 부분이나 적용하지 않는 이유를 적으십시오.',
          'Write what is missing, or why it does not apply.',
        ),
      }),
      neededWhen('status', ['partly', 'planned'], {
        needed: 'dueOn',
        because: say('완료 예정일을 적으십시오.', 'Give the day it will be complete.'),
      }),
      neededWhen('article', ['article-12'], {
        needed: 'aiSystems',
        because: say('제12조는 AI 시스템을 지정해야 합니다.', 'Art. 12 needs the AI systems it protects.'),
      }),
    ],
  ),
  ['approve'],
  [
    mustBe(
      'status',
      ['in-place', 'not-applicable', 'partly'],
      say('아직 계획인 보호조치는 승인할 수 없습니다.', 'A measure that is only planned cannot be approved.'),
    ),
  ],
)

/** What is done against electronic infringement under one article, how it was verified, and the proof. */
export const measure = kind({
  name: 'measure',
  code: 'MEA',
  domain: 'protection',
  title: say('보호조치', 'Measure'),
  plural: say('보호조치', 'Measures'),
  about: say(
    '식약처 보안지침(고시 2025-30) 제3조~제12조의 조항별 보호조치와 그 확인. 제2조는 누가 무엇을 어떤 절차와 도구로 했는지 문서로 남기게 합니다.',
    'Protective measures under Arts. 3 to 12 of the MFDS security notice 2025-30 with their verification; Art. 2 asks who did what, by which procedure and tool, with what result.',
  ),
  titleField: 'name',
  life: measureLife,
  reviewMonths: 12,
  retention: deviceFileRetention,
  fields: {
    name: pair({ label: say('보호조치', 'Measure'), searched: true, max: 300 }),
    article: choice({ label: say('조항', 'Article'), listed: true, sorted: true, choices: articles }),
    topics: optional(
      choices({
        label: say('다루는 사항', 'Topics'),
        help: say(
          '제5조, 제10조~제12조는 여러 사항을 요구합니다. 실제로 다루는 것만 고르십시오.',
          'Arts. 5 and 10 to 12 ask several things. Choose only what it really covers.',
        ),
        choices: topics,
      }),
    ),
    place: choice({
      label: say('적용 대상', 'Applies to'),
      choices: {
        product: say('제품', 'Product'),
        development: say('개발 환경', 'Development environment'),
        operation: say('운영 환경(서버·클라우드)', 'Operation (servers, cloud)'),
        hospital: say('의료기관 설치 환경', 'Hospital environment'),
      },
    }),
    status: choice({
      label: say('이행 상태', 'Status'),
      listed: true,
      choices: {
        'in-place': say('이행', 'In place'),
        partly: say('일부 이행', 'Partly in place'),
        planned: say('계획', 'Planned'),
        'not-applicable': say('해당 없음', 'Not applicable'),
      },
    }),
    owner: ref('person', {
      label: say('담당자', 'Owner'),
      listed: true,
      reverse: say('담당한 보호조치', 'Measures owned'),
    }),
    devices: optional(
      refs('device', {
        label: say('대상 제품', 'Devices'),
        help: say('비우면 모든 제품에 적용됩니다.', 'Empty means all devices.'),
        reverse: say('보호조치', 'Measures'),
      }),
    ),
    aiSystems: optional(
      refs('ai-system', { label: say('대상 AI 시스템', 'AI systems'), reverse: say('보호조치', 'Measures') }),
    ),
    suppliers: optional(
      refs('supplier', {
        label: say('수행 수탁자', 'Done by suppliers'),
        reverse: say('수행하는 보호조치', 'Measures done'),
      }),
    ),
    what: later(
      prose({
        label: say('조치 내용', 'What is done'),
        help: say(
          '절차, 설정값, 도구를 심사자가 따라 할 수 있게 적습니다.',
          'Procedure, settings and tool, so that an inspector can follow.',
        ),
      }),
    ),
    verification: later(
      prose({
        label: say('확인 방법', 'How it is verified'),
        help: say(
          '시험, 설정 점검, 로그 검토와 그 주기.',
          'Test, inspection of settings, review of logs, and how often.',
        ),
      }),
    ),
    result: later(prose({ label: say('확인 결과', 'Result of verification') })),
    verifiedOn: optional(day({ label: say('확인일', 'Verified on'), listed: true })),
    verifier: optional(
      ref('person', {
        label: say('확인자', 'Verifier'),
        reverse: say('확인한 보호조치', 'Measures verified'),
      }),
    ),
    gap: optional(
      prose({ label: say('남은 부분·해당 없음 사유', 'What is missing, or why not applicable') }),
    ),
    dueOn: optional(day({ label: say('완료 예정일', 'Complete by') })),
    reference: optional(line({ label: say('따른 표준·가이드', 'Standard followed'), max: 200 })),
    documents: optional(
      refs('document', { label: say('절차서', 'Procedures'), reverse: say('보호조치', 'Measures') }),
    ),
    hazards: optional(
      refs('hazard', { label: say('줄이는 위험', 'Hazards reduced'), reverse: say('보호조치', 'Measures') }),
    ),
    riskControls: optional(
      refs('risk-control', { label: say('위험통제', 'Risk controls'), reverse: say('보호조치', 'Measures') }),
    ),
    vulnerabilityCases: optional(
      refs('vulnerability-case', {
        label: say('막는 취약점', 'Vulnerability cases'),
        reverse: say('보호조치', 'Measures'),
      }),
    ),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
  },
})
