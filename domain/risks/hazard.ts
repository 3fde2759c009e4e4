import { choice, choices, day, files, later, line, optional, prose, ref, refs } from '../field.ts'
import { guarded, mustBe, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import type { Guard } from '../life.ts'
import { register } from '../lives.ts'
import { say } from '../words.ts'
import { affected, aspects, causes } from './hazard-choices.ts'
import { probabilities, severities } from './scales.ts'

/** Controls count only when shown to work (ISO 14971 7.2); an unacceptable risk without any control is not dealt with. */
const controlsEffective: Guard = ({ body, links }) => {
  const controls = links.in.filter((link) => link.kind === 'risk-control' && !link.ended)
  if (controls.length === 0 && body.acceptabilityBefore === 'not-acceptable') {
    return say('위험통제를 하나 이상 연결하십시오.', 'Link at least one risk control.')
  }
  const open = controls.filter((link) => !link.approved).map((link) => link.number)
  if (open.length === 0) return null
  return say(
    `효과가 확인되지 않은 위험통제가 있습니다: ${open.join(', ')}`,
    `Risk controls without confirmed effect: ${open.join(', ')}`,
  )
}

// Built first: `ref` registers every single reference on one schema, so the one needed at entry must come last.
const policy = optional(
  ref('policy', {
    label: say('적용한 허용 방침', 'Acceptability policy'),
    reverse: say('판정한 위험', 'Hazards judged'),
  }),
)

export const hazard = kind({
  name: 'hazard',
  code: 'HAZ',
  domain: 'risks',
  title: say('위험', 'Hazard'),
  plural: say('위험', 'Hazards'),
  about: say(
    '위험요인에서 위해까지의 한 줄: 원인, 위해 상황, 위해, 추정, 통제 뒤 잔여위험. 안전·보안·AI·개인정보를 함께 봅니다: ISO 14971, 보안지침 제13조, ISO/IEC 42001 6.1.2·8.2.',
    'One line from hazard to harm: cause, situation, harm, estimate, residual risk. Safety, security, AI and privacy in one chain: ISO 14971, MFDS security notice Art. 13, ISO/IEC 42001 6.1.2 and 8.2.',
  ),
  life: guarded(
    register,
    ['confirm'],
    [
      controlsEffective,
      mustBe(
        'residual',
        ['acceptable', 'outweighed'],
        say(
          '잔여위험이 허용되지 않으면 확인할 수 없습니다.',
          'An unacceptable residual risk cannot be confirmed.',
        ),
      ),
      neededWhen('residual', ['outweighed'], {
        needed: 'benefitReason',
        because: say(
          '이득이 더 큰 근거를 적으십시오(ISO 14971 7.4).',
          'Say why the benefit outweighs it (ISO 14971 7.4).',
        ),
      }),
      neededWhen('aspects', ['ai'], {
        needed: 'treatment',
        because: say(
          'AI 리스크의 처리 방법을 고르십시오(42001 6.1.3).',
          'Choose how the AI risk is treated (42001 6.1.3).',
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
      '위험관리파일은 의료기기 파일의 일부로 제품 수명 이상 보존합니다(ISO 14971 4.5, ISO 13485 4.2.3). EU 10년(MDR 제10조).',
      'The risk management file belongs to the device file and is kept for at least the device lifetime (ISO 14971 4.5, ISO 13485 4.2.3); EU ten years (MDR Art. 10).',
    ),
  },
  fields: {
    title: line({
      label: say('제목', 'Title'),
      help: say('예: 작은 기흉 음영을 놓침', 'For example: small pneumothorax is missed'),
      searched: true,
    }),
    device: ref('device', { label: say('제품', 'Device'), reverse: say('위험', 'Hazards'), listed: true }),
    aspects: choices({ label: say('관점', 'Aspects'), choices: aspects, listed: true }),
    source: later(
      prose({
        label: say('위험요인·위협', 'Hazard or threat'),
        help: say('위해의 잠재적 근원(ISO 14971 5.4).', 'The potential source of harm (ISO 14971 5.4).'),
        max: 4000,
      }),
    ),
    causes: later(choices({ label: say('원인', 'Causes'), choices: causes })),
    sequence: later(
      prose({
        label: say('사건의 흐름', 'Sequence of events'),
        help: say(
          '정상 상태와 고장 상태에서 무엇이 차례로 일어나는지. 보안이면 공격 경로.',
          'What happens in turn, in normal and fault condition; for security the path of attack.',
        ),
        max: 4000,
      }),
    ),
    situation: later(
      prose({
        label: say('위해 상황', 'Hazardous situation'),
        help: say('누가 어떻게 위험에 노출되는지.', 'Who is exposed to it, and how.'),
        max: 4000,
      }),
    ),
    harm: later(prose({ label: say('위해', 'Harm'), max: 4000 })),
    affected: later(choices({ label: say('영향받는 대상', 'Who or what is affected'), choices: affected })),
    affectedGroups: optional(
      prose({
        label: say('특히 불리한 집단', 'Groups at a disadvantage'),
        help: say(
          'AI 성능이 낮을 수 있는 성별, 연령, 장비, 인종 등.',
          'Sex, age, equipment, ethnicity and the like where the AI may do worse.',
        ),
        max: 4000,
      }),
    ),
    softwareItem: optional(
      line({
        label: say('관련 소프트웨어 항목', 'Software item'),
        help: say('IEC 62304 7.1.1', 'IEC 62304 7.1.1'),
      }),
    ),
    likelihoodBasis: later(
      choice({
        label: say('가능성의 뜻', 'What likelihood means here'),
        help: say(
          '보안 위험은 확률이 아니라 악용 가능성으로 봅니다.',
          'Security risk is judged by exploitability, not probability.',
        ),
        choices: {
          probability: say('발생 확률', 'Probability of harm'),
          exploitability: say('악용 가능성', 'Exploitability'),
          'worst-case': say('추정 불가, 최악으로 가정', 'Not estimable: worst case assumed'),
        },
      }),
    ),
    severityBefore: later(
      choice({ label: say('심각도(통제 전)', 'Severity before control'), choices: severities }),
    ),
    probabilityBefore: later(
      choice({ label: say('가능성(통제 전)', 'Likelihood before control'), choices: probabilities }),
    ),
    estimateReason: later(
      prose({
        label: say('추정 근거', 'Basis of the estimate'),
        help: say(
          '시판 후 데이터, 문헌, 시험, 전문가 판단 가운데 무엇인지(ISO 14971 5.5).',
          'Field data, literature, test or expert judgement (ISO 14971 5.5).',
        ),
        max: 4000,
      }),
    ),
    acceptabilityBefore: later(
      choice({
        label: say('통제 전 판정', 'Acceptable before control'),
        choices: {
          acceptable: say('허용', 'Acceptable'),
          'not-acceptable': say('허용 불가, 통제 필요', 'Not acceptable, needs control'),
        },
      }),
    ),
    treatment: optional(
      choice({
        label: say('처리 방법', 'Treatment'),
        choices: {
          reduce: say('경감', 'Reduce'),
          avoid: say('회피', 'Avoid'),
          share: say('공유', 'Share'),
          accept: say('수용', 'Accept'),
        },
      }),
    ),
    severityAfter: later(
      choice({ label: say('심각도(통제 후)', 'Severity after control'), choices: severities }),
    ),
    probabilityAfter: later(
      choice({ label: say('가능성(통제 후)', 'Likelihood after control'), choices: probabilities }),
    ),
    residual: later(
      choice({
        label: say('잔여위험 판정', 'Residual risk'),
        choices: {
          acceptable: say('허용', 'Acceptable'),
          outweighed: say('이득이 더 큼', 'Outweighed by benefit'),
          'not-acceptable': say('허용 불가', 'Not acceptable'),
        },
        listed: true,
        sorted: true,
      }),
    ),
    benefitReason: optional(
      prose({ label: say('이득-위험 판단 근거', 'Why the benefit outweighs it'), max: 8000 }),
    ),
    disclosure: optional(
      prose({
        label: say('사용자에게 알릴 잔여위험', 'Residual risk told to users'),
        help: say(
          '취급설명서에 쓸 문구(ISO 14971 8).',
          'Wording for the instructions for use (ISO 14971 8).',
        ),
        max: 4000,
      }),
    ),
    assessors: later(
      refs('person', {
        label: say('분석자', 'Assessed by'),
        help: say(
          '의학·사용·보안·데이터 전문성을 갖춘 팀.',
          'A team with clinical, use, security and data expertise.',
        ),
        reverse: say('분석한 위험', 'Hazards assessed'),
      }),
    ),
    assessedOn: later(day({ label: say('분석일', 'Assessed on'), sorted: true })),
    policy,
    attachments: optional(files({ label: say('첨부', 'Attachments') })),
  },
})
