import { choice, choices, day, decimal, files, later, line, optional, prose, ref } from '../field.ts'
import { mustBe, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { type Guard, life } from '../life.ts'
import { say } from '../words.ts'

const alreadyHeld: Guard = ({ body, today }) => {
  const heldOn = body.heldOn
  if (typeof heldOn !== 'string') return say('실시일을 입력하십시오.', 'Enter the day it was held.')
  return heldOn > today
    ? say('실시일이 아직 오지 않았습니다.', 'The day it was held is still to come.')
    : null
}

/** Held is not learned: ISO 13485 6.2 c asks whether the training worked, judged by another. */
export const trainingLife = life({
  initial: 'planned',
  states: {
    planned: { label: say('계획', 'Planned'), tone: 'draft', editable: true },
    held: { label: say('실시됨', 'Held'), tone: 'waiting', editable: true },
    effective: { label: say('효과 확인됨', 'Effective'), tone: 'good', closed: true },
    cancelled: { label: say('취소', 'Cancelled'), tone: 'neutral', ended: true },
  },
  actions: {
    hold: {
      label: say('실시 완료', 'Mark as held'),
      from: ['planned'],
      to: 'held',
      permission: 'write',
      guards: [
        alreadyHeld,
        neededWhen('trainingType', ['statutory', 'external'], {
          needed: 'evidence',
          because: say('수료증을 첨부하십시오.', 'Attach the certificate.'),
        }),
      ],
    },
    'confirm-effect': {
      label: say('효과 확인', 'Confirm effect'),
      from: ['held'],
      to: 'effective',
      permission: 'approve',
      signs: 'verification',
      fourEyes: true,
      complete: true,
      approves: true,
      guards: [
        mustBe(
          'effect',
          ['effective'],
          say(
            '효과가 없었다면 확인 대신 재교육을 계획하십시오.',
            'If the training had no effect, plan it again instead of confirming it.',
          ),
        ),
      ],
    },
    repeat: {
      label: say('재교육', 'Train again'),
      from: ['held'],
      to: 'planned',
      permission: 'write',
      reason: true,
    },
    reopen: {
      label: say('재개', 'Reopen'),
      from: ['effective'],
      to: 'held',
      permission: 'approve',
      reason: true,
    },
    cancel: {
      label: say('취소', 'Cancel'),
      from: ['planned', 'held'],
      to: 'cancelled',
      permission: 'retire',
      reason: true,
    },
  },
})

// Built first: `ref` registers every single reference on one schema, so the one needed at entry must come last.
const competence = optional(
  ref('competence', {
    label: say('보완하는 역량', 'Competence it builds'),
    reverse: say('교육훈련', 'Trainings'),
  }),
)

export const training = kind({
  name: 'training',
  code: 'TRN',
  domain: 'people',
  title: say('교육훈련', 'Training'),
  plural: say('교육훈련', 'Trainings'),
  about: say(
    '한 사람이 받은 교육과 그 효과 확인. ISO 13485 6.2, ISO/IEC 42001 7.2·7.3, 품질책임자 법정교육(연 8시간), 보안지침 제11조·제17조가 요구합니다.',
    'One person’s training and the check that it worked: ISO 13485 6.2, ISO/IEC 42001 7.2 and 7.3, the quality manager’s eight hours a year, MFDS security notice Arts. 11 and 17.',
  ),
  life: trainingLife,
  titleField: 'subject',
  retention: {
    years: 5,
    from: 'end-of-life',
    because: say(
      '품질기록은 제품 수명 동안, KGMP 기록은 5년 또는 제품 수명 중 긴 기간 보존합니다(ISO 13485 4.2.5·6.2 e).',
      'Quality records are kept for the device lifetime; KGMP asks five years or the product life if longer (ISO 13485 4.2.5, 6.2 e).',
    ),
  },
  fields: {
    subject: line({
      label: say('교육 내용', 'Subject'),
      help: say(
        '문서를 읽는 교육이면 문서 번호와 개정을 적으십시오. 예: QP-04 문서관리 절차 3판',
        'For reading a document give its number and edition, e.g. QP-04 Document control, edition 3',
      ),
      searched: true,
    }),
    person: ref('person', {
      label: say('교육 대상자', 'Trainee'),
      reverse: say('교육훈련', 'Trainings'),
      listed: true,
    }),
    trainingType: choice({
      label: say('교육 구분', 'Type'),
      choices: {
        induction: say('입사 교육', 'Induction'),
        awareness: say('인식 교육', 'Awareness'),
        reading: say('문서 숙지(읽기 확인)', 'Read and understood'),
        internal: say('사내 교육', 'In-house course'),
        external: say('외부 교육', 'External course'),
        'on-the-job': say('직무 수행 교육(OJT)', 'On the job'),
        statutory: say('법정 교육', 'Statutory course'),
      },
      listed: true,
    }),
    topics: choices({
      label: say('주제', 'Topics'),
      help: say(
        '규칙이 누가 무엇을 배웠는지 찾는 열쇠입니다.',
        'Rules use this to find who has been trained in what.',
      ),
      choices: {
        quality: say('품질경영시스템·방침', 'Quality system and policy'),
        'quality-manager': say('품질책임자 교육', 'Quality manager course'),
        regulation: say('법령·인허가', 'Regulation'),
        'risk-management': say('위험관리', 'Risk management'),
        'ai-policy': say('AI 방침·AI 경영시스템', 'AI policy and AI management'),
        'ai-literacy': say('AI 이해(AI 리터러시)', 'AI literacy'),
        'data-handling': say('데이터 취급', 'Data handling'),
        'secure-development': say('보안 개발·시험', 'Secure development and testing'),
        'security-awareness': say('보안 인식', 'Security awareness'),
        'log-review': say('보안 로그 분석', 'Security log review'),
        'incident-response': say('침해대응', 'Incident response'),
        privacy: say('개인정보 보호', 'Privacy'),
        vigilance: say('불만·이상사례 보고', 'Complaints and vigilance'),
        procedure: say('업무 절차', 'Work procedure'),
        audit: say('심사 기법', 'Auditing'),
      },
    }),
    competence,
    need: optional(
      prose({
        label: say('교육 필요성', 'Why it is needed'),
        help: say(
          '역량 부족, 문서 개정, 시정조치, 신규 업무 등.',
          'A competence gap, a new edition, a corrective action, a new task.',
        ),
        max: 2000,
      }),
    ),
    plannedOn: day({ label: say('계획일', 'Planned for'), sorted: true }),
    heldOn: later(day({ label: say('실시일', 'Held on'), listed: true, sorted: true })),
    hours: later(
      decimal({
        label: say('교육 시간', 'Hours'),
        help: say(
          '품질책임자 법정교육은 해마다 합계 8시간 이상입니다.',
          'A quality manager needs at least eight hours every calendar year.',
        ),
        unit: say('시간', 'h'),
      }),
    ),
    trainer: later(line({ label: say('강사·교육기관', 'Trainer or provider') })),
    evidence: optional(files({ label: say('수료증·참석 기록·시험지', 'Certificate, attendance, test') })),
    effectMethod: later(
      choice({
        label: say('효과 확인 방법', 'How the effect is checked'),
        choices: {
          test: say('시험', 'Test'),
          observation: say('업무 관찰', 'Observation at work'),
          interview: say('면담', 'Interview'),
          'work-result': say('업무 결과 검토', 'Review of work results'),
          acknowledgement: say('숙지 확인', 'Acknowledgement'),
        },
      }),
    ),
    effectCriteria: later(
      line({
        label: say('판정 기준', 'Criterion'),
        help: say('예: 시험 80점 이상', 'For example: at least 80 points in the test'),
      }),
    ),
    effect: later(
      choice({
        label: say('효과', 'Effect'),
        choices: {
          effective: say('효과 있음', 'Effective'),
          'not-effective': say('효과 없음', 'Not effective'),
        },
        listed: true,
      }),
    ),
    effectCheckedOn: later(day({ label: say('효과 확인일', 'Effect checked on') })),
    effectNote: optional(prose({ label: say('효과 확인 의견', 'Remarks on the effect'), max: 2000 })),
  },
  check: ({ heldOn, effectCheckedOn }) =>
    heldOn && effectCheckedOn && effectCheckedOn < heldOn
      ? {
          field: 'effectCheckedOn',
          because: say('효과 확인일이 실시일보다 빠릅니다.', 'The effect was checked before the training.'),
        }
      : null,
})
