import { choices, day, files, later, optional, pair, prose, ref, refs } from '../field.ts'
import { guarded, inBothLanguages, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { controlled } from '../lives.ts'
import { say } from '../words.ts'

export const policy = kind({
  name: 'policy',
  code: 'POL',
  domain: 'governance',
  title: say('방침', 'Policy'),
  plural: say('방침', 'Policies'),
  about: say(
    '최고경영자가 정하는 방향: 품질, AI, AI 윤리원칙, 정보보안·제품보안, 위험 허용. ISO 13485 5.3, ISO/IEC 42001 5.2·A.2, ISO 14971 4.2, 보안지침 제1조.',
    'The direction top management sets: quality, AI, AI ethics, security, acceptable risk. ISO 13485 5.3, ISO/IEC 42001 5.2 and A.2, ISO 14971 4.2, MFDS security notice Art. 1.',
  ),
  life: guarded(
    controlled,
    ['submit', 'approve'],
    [
      inBothLanguages(
        'text',
        say('방침 본문을 국문과 영문으로 모두 쓰십시오.', 'Write the policy in Korean and in English.'),
      ),
      neededWhen('covers', ['ai', 'ai-ethics'], {
        needed: 'principles',
        because: say(
          'AI 방침에는 지킬 원칙을 고르십시오(ISO/IEC 42001 A.2.2).',
          'An AI policy names its principles; choose them (ISO/IEC 42001 A.2.2).',
        ),
      }),
      neededWhen('covers', ['ai', 'ai-ethics'], {
        needed: 'alignment',
        because: say(
          'AI 방침이 다른 방침과 겹치거나 충돌하는 곳을 적으십시오(ISO/IEC 42001 A.2.3).',
          'Say where the AI policy meets other policies and how overlaps are settled (ISO/IEC 42001 A.2.3).',
        ),
      }),
      neededWhen('covers', ['risk-acceptability'], {
        needed: 'riskCriteria',
        because: say(
          '위험 허용 기준을 정하는 틀을 적으십시오(ISO 14971 4.2).',
          'State the frame for risk acceptance criteria (ISO 14971 4.2).',
        ),
      }),
    ],
  ),
  titleField: 'title',
  reviewMonths: 12,
  retention: {
    years: 10,
    from: 'end-of-life',
    because: say(
      '품질경영시스템 문서는 마지막 제품 출시 뒤 10년 보존합니다(EU AI Act 제18조). 폐기판도 제품 수명 동안 남깁니다(ISO 13485 4.2.4).',
      'Quality system documents are kept ten years after the last product (EU AI Act Art. 18); obsolete editions for the device lifetime (ISO 13485 4.2.4).',
    ),
  },
  fields: {
    title: pair({ label: say('제목', 'Title'), max: 200, searched: true }),
    covers: choices({
      label: say('다루는 방침', 'Covers'),
      help: say(
        '통합 방침이면 여러 개를 고르십시오.',
        'Choose several when one policy serves several systems.',
      ),
      choices: {
        quality: say('품질방침', 'Quality'),
        ai: say('AI 방침', 'AI'),
        'ai-ethics': say('AI 윤리원칙', 'AI ethics principles'),
        'information-security': say('정보보안 방침', 'Information security'),
        'product-security': say('제품보안 방침', 'Product security'),
        privacy: say('개인정보 보호 방침', 'Privacy'),
        'risk-acceptability': say('위험 허용 방침', 'Risk acceptability'),
      },
      listed: true,
    }),
    scope: later(
      pair({
        label: say('적용범위', 'Scope'),
        help: say(
          '어느 조직, 제품, AI 시스템에 적용하는지.',
          'Which parts of the organisation, products and AI systems it binds.',
        ),
        max: 2000,
      }),
    ),
    text: later(
      pair({
        label: say('본문', 'Text'),
        help: say(
          '회사의 목적에 맞게, 요구사항 준수와 지속적 개선을 약속하고 목표의 틀을 주어야 합니다(13485 5.3, 42001 5.2).',
          'Fits the purpose of the organisation, commits to requirements and to improvement, and frames objectives (13485 5.3, 42001 5.2).',
        ),
      }),
    ),
    commitments: later(
      choices({
        label: say('본문에 담은 약속', 'Commitments in the text'),
        help: say(
          '본문에 실제로 쓴 것만 고르십시오. 심사원은 문장을 찾습니다.',
          'Choose only what the text really says; an auditor looks for the sentence.',
        ),
        choices: {
          'fits-purpose': say('조직의 목적에 적합', 'Fits the purpose of the organisation'),
          'meets-requirements': say('법규와 요구사항 준수', 'Meets applicable requirements'),
          'stays-effective': say('시스템의 효과성 유지', 'Keeps the system effective'),
          improves: say('지속적 개선', 'Continual improvement'),
          'frames-objectives': say('목표 설정의 틀', 'Frame for objectives'),
          'protects-life-cycle': say('전 수명주기 보안', 'Security over the whole life cycle'),
        },
      }),
    ),
    principles: optional(
      choices({
        label: say('AI 원칙', 'AI principles'),
        choices: {
          safety: say('안전', 'Safety'),
          'human-oversight': say('사람의 관리·감독', 'Human oversight'),
          fairness: say('공정성', 'Fairness'),
          transparency: say('투명성과 설명', 'Transparency and explanation'),
          privacy: say('개인정보 보호', 'Privacy'),
          security: say('보안과 견고성', 'Security and robustness'),
          accountability: say('책임성', 'Accountability'),
          'data-governance': say('데이터 관리', 'Data governance'),
          society: say('사회와 환경에 대한 책임', 'Responsibility to society and environment'),
        },
      }),
    ),
    exceptions: optional(
      prose({
        label: say('예외와 그 처리', 'Exceptions'),
        help: say(
          '방침을 벗어날 수 있는 경우와 누가 허락하는지(42001 A.2.2).',
          'When the policy may be departed from and who allows it (42001 A.2.2).',
        ),
        max: 4000,
      }),
    ),
    riskCriteria: optional(
      prose({
        label: say('위험 허용 기준의 틀', 'Frame for risk acceptance'),
        help: say(
          '법규, 표준, 최신 기술 수준, 이해관계자의 우려를 어떻게 반영해 허용기준을 정하는지.',
          'How law, standards, the state of the art and concerns of those affected shape the criteria.',
        ),
        max: 8000,
      }),
    ),
    alignedWith: optional(
      refs('policy', {
        label: say('관련 방침', 'Related policies'),
        reverse: say('관련 방침', 'Related policies'),
      }),
    ),
    alignment: optional(
      prose({
        label: say('다른 방침과의 정합성', 'Alignment with other policies'),
        help: say(
          '품질, 보안, 개인정보, 임상 방침과 겹치는 곳과 결정(42001 A.2.3).',
          'Where it meets quality, security, privacy and clinical policies, and what was decided (42001 A.2.3).',
        ),
        max: 4000,
      }),
    ),
    communication: later(
      prose({
        label: say('전달 방법', 'How it is communicated'),
        help: say(
          '임직원이 어떻게 알고 이해하게 하는지, 외부에는 어디에 공개하는지. 숙지 기록은 교육훈련에 남깁니다.',
          'How staff come to know and understand it and where it is published. Reading is recorded as training.',
        ),
        max: 4000,
      }),
    ),
    owner: later(
      ref('person', {
        label: say('책임자', 'Owner'),
        reverse: say('책임지는 방침', 'Policies owned'),
        listed: true,
      }),
    ),
    effectiveOn: later(day({ label: say('시행일', 'In force from'), listed: true, sorted: true })),
    attachments: optional(files({ label: say('첨부', 'Attachments') })),
  },
})
