import { choice, choices, day, files, later, line, optional, prose, ref } from '../field.ts'
import { guarded } from '../guards.ts'
import { type Body, kind } from '../kind.ts'
import { register } from '../lives.ts'
import { say } from '../words.ts'

/** From least to most; the order is the meaning. */
export const levels = {
  aware: say('이해', 'Aware'),
  supervised: say('지도 아래 수행', 'Works under supervision'),
  independent: say('독립 수행', 'Works independently'),
  leading: say('지도·승인', 'Leads and approves others'),
} as const

/** Whether the level held is below the level the work needs. False while either is still open. */
export function hasGap(body: Body): boolean {
  const order = Object.keys(levels)
  const held = order.indexOf(String(body.levelHeld))
  const needed = order.indexOf(String(body.levelNeeded))
  return held >= 0 && needed >= 0 && held < needed
}

// Built first: `ref` registers every single reference on one schema, so the one needed at entry must come last.
const assessor = later(
  ref('person', {
    label: say('평가자', 'Assessor'),
    reverse: say('평가한 역량', 'Competences assessed'),
  }),
)

export const competence = kind({
  name: 'competence',
  code: 'CMP',
  domain: 'people',
  title: say('역량', 'Competence'),
  plural: say('역량', 'Competences'),
  about: say(
    '업무에 필요한 역량을 정하고 그 사람이 갖추었는지 평가한 기록. ISO 13485 6.2, ISO/IEC 42001 7.2·A.4.6, ISO 14971 4.3이 요구합니다.',
    'What a task asks of a person and whether they have it, with proof: ISO 13485 6.2, ISO/IEC 42001 7.2 and A.4.6, ISO 14971 4.3.',
  ),
  life: guarded(
    register,
    ['confirm'],
    [
      ({ body }) =>
        hasGap(body) && body.gapAction === undefined
          ? say(
              '보유 수준이 요구 수준에 못 미칩니다. 보완 조치를 적으십시오(ISO/IEC 42001 7.2).',
              'The level held is below the level needed. Say how the gap is closed (ISO/IEC 42001 7.2).',
            )
          : null,
    ],
  ),
  titleField: 'task',
  reviewMonths: 12,
  retention: {
    years: 5,
    from: 'end-of-life',
    because: say(
      '품질기록은 제품 수명 동안, KGMP 기록은 5년 또는 제품 수명 중 긴 기간 보존합니다(ISO 13485 4.2.5·6.2 e).',
      'Quality records are kept for the device lifetime; KGMP asks five years or the product life if longer (ISO 13485 4.2.5, 6.2 e).',
    ),
  },
  fields: {
    task: line({
      label: say('업무', 'Task'),
      help: say(
        '이 사람이 해야 하는 일. 이름은 적지 마십시오. 예: AI 모델 성능 평가',
        'What the person has to do; no names here. For example: evaluate AI model performance',
      ),
      searched: true,
    }),
    person: ref('person', {
      label: say('사람', 'Person'),
      reverse: say('역량', 'Competences'),
      listed: true,
    }),
    area: choice({
      label: say('분야', 'Area'),
      choices: {
        quality: say('품질경영시스템', 'Quality management'),
        regulatory: say('인허가·규제', 'Regulatory affairs'),
        'risk-management': say('위험관리', 'Risk management'),
        software: say('소프트웨어 개발', 'Software development'),
        verification: say('검증·유효성 확인', 'Verification and validation'),
        'ai-development': say('AI 모델 개발', 'AI model development'),
        'data-management': say('데이터 관리', 'Data management'),
        clinical: say('임상', 'Clinical'),
        usability: say('사용적합성', 'Usability'),
        security: say('보안', 'Security'),
        privacy: say('개인정보 보호', 'Privacy'),
        operation: say('운영·모니터링', 'Operation and monitoring'),
        'post-market': say('시판 후 감시', 'Post-market surveillance'),
        'internal-audit': say('내부심사', 'Internal audit'),
      },
      listed: true,
    }),
    lifeCycleStages: optional(
      choices({
        label: say('AI 수명주기 단계', 'AI life cycle stages'),
        help: say(
          'AI 시스템 업무라면 어느 단계의 인력인지 고르십시오(42001 A.4.6).',
          'For AI work: the stages this person serves (42001 A.4.6).',
        ),
        choices: {
          development: say('개발', 'Development'),
          verification: say('검증', 'Verification'),
          deployment: say('배치', 'Deployment'),
          operation: say('운영', 'Operation'),
          maintenance: say('유지보수·변경', 'Maintenance and change'),
          retirement: say('폐기', 'Retirement'),
        },
      }),
    ),
    criteria: later(
      prose({
        label: say('필요 역량', 'Needed competence'),
        help: say(
          '학력, 교육, 숙련, 경험 가운데 무엇이 얼마나 필요한지(ISO 13485 6.2 a).',
          'Which education, training, skill and experience the task needs (ISO 13485 6.2 a).',
        ),
        max: 4000,
      }),
    ),
    levelNeeded: later(choice({ label: say('요구 수준', 'Level needed'), choices: levels })),
    levelHeld: later(choice({ label: say('보유 수준', 'Level held'), choices: levels, listed: true })),
    basis: later(
      prose({
        label: say('판단 근거', 'Basis'),
        help: say('무엇을 보고 그렇게 판단했는지.', 'What the judgement rests on.'),
        max: 4000,
        personal: true,
      }),
    ),
    method: later(
      choice({
        label: say('평가 방법', 'How assessed'),
        choices: {
          certificate: say('자격·수료증 확인', 'Certificate'),
          test: say('시험', 'Test'),
          observation: say('업무 관찰', 'Observation at work'),
          interview: say('면담', 'Interview'),
          portfolio: say('업무 실적 검토', 'Review of past work'),
        },
      }),
    ),
    assessedOn: later(day({ label: say('평가일', 'Assessed on'), sorted: true })),
    assessor,
    gapAction: optional(
      prose({
        label: say('부족 역량 보완 조치', 'How the gap is closed'),
        help: say(
          '교육, 지도, 업무 제한, 채용 가운데 무엇을 언제까지 하는지.',
          'Training, supervision, limited duties or hiring, and until when.',
        ),
        max: 4000,
      }),
    ),
    validUntil: optional(day({ label: say('유효 기한', 'Valid until'), sorted: true })),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
  },
})
