import { events } from '../clocks/events.ts'
import { marketChoices, roleChoices } from '../clocks/fact-choices.ts'
import { choice, choices, moment, optional, yesNo } from '../field.ts'
import { say, type Words } from '../words.ts'

/*
 * The fields of an incident that decide which laws bind it and when their periods begin. They are asked when the
 * incident is opened, since a fact left out would hide a clock that is already running.
 */

const deviceForms = {
  standalone: say('독립형 소프트웨어', 'Standalone software'),
  embedded: say('내장형 소프트웨어', 'Embedded software'),
  hardware: say('하드웨어', 'Hardware'),
  wellness: say('건강지원기기', 'Health support device'),
} as const

const eventTitles: Readonly<Record<string, Words>> = Object.fromEntries(
  Object.entries(events).map(([name, event]) => [name, event.title]),
)

export const factFields = {
  events: choices({
    label: say('사고의 내용', 'What happened'),
    help: say(
      '해당하거나 의심되는 것을 모두 고르십시오. 고른 항목에 따라 법정 보고 기한이 인지 시각부터 시작됩니다.',
      'Choose all that apply or are suspected. They decide which statutory periods run from the awareness time.',
    ),
    choices: eventTitles,
  }),
  market: choices({ label: say('판매 국가', 'Markets'), choices: marketChoices }),
  deviceForm: choice({
    label: say('제품 형태', 'Form of the device'),
    help: say(
      '독립형은 의료기기법 제31조 대신 디지털의료제품법의 보고를 따릅니다. 형태가 다른 제품이 함께 관련되면 사고를 나누어 적으십시오.',
      'Standalone software reports under the Digital Medical Products Act, not MDA Art. 31. For devices of several forms, record one incident each.',
    ),
    choices: deviceForms,
  }),
  role: choices({ label: say('조직의 역할', 'Our role'), choices: roleChoices }),
  hospitalCustomer: yesNo({ label: say('의료기관 고객', 'Hospitals are customers') }),
  personalData: yesNo({ label: say('개인정보 처리', 'Personal data are processed') }),
  onlineService: yesNo({
    label: say('온라인 서비스', 'Online service'),
    help: say(
      '정보통신서비스(클라우드·SaaS)로 제공하면 예.',
      'Yes where provided as an online service (cloud, SaaS).',
    ),
  }),
  usesAi: yesNo({ label: say('인공지능 사용', 'Uses AI') }),
  underMdrOrIvdr: optional(yesNo({ label: say('EU MDR·IVDR 적용', 'EU MDR or IVDR applies') })),
  cyberDevice: optional(
    yesNo({ label: say('미국 사이버 기기(제524B조)', 'Cyber device (US, section 524B)') }),
  ),
}

const later = (ko: string, en: string, help?: Words) =>
  optional(moment(help ? { label: say(ko, en), help } : { label: say(ko, en) }))

/** Moments after awareness from which further periods run. Sealed once set, since clocks hang on them. */
export const momentFields = {
  preventionDecidedAt: later('재발방지 대책 결정 시각', 'Prevention decided at'),
  correctedAt: later('개선 완료 시각', 'Corrected at'),
  patchMadeAt: later('보안 패치 제작 시각', 'Security patch made at'),
  confirmedAt: later('회수 필요 확정 시각', 'Recall confirmed at'),
  recallPlannedAt: later('현장시정조치 개시 예정 시각', 'Field action planned for'),
  recallStartedAt: later('회수·현장시정조치 개시 시각', 'Recall or field action started at'),
  recallCompletedAt: later('회수·현장시정조치 완료 시각', 'Recall or field action completed at'),
  recallOrderedAt: later('회수 등 명령을 받은 시각', 'Order received at'),
  newFactAt: later(
    '새 사실을 안 시각',
    'New fact learnt at',
    say('첫 보고 뒤 처음 알게 된 새로운 사실.', 'The first new fact after the first report.'),
  ),
  leakRuledOutAt: later('유출 아님 확인 시각', 'Leak ruled out at'),
}

/** Sealed from the moment they have a value. */
export const sealedMoments: readonly string[] = ['awareAt', ...Object.keys(momentFields)]
