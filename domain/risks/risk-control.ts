import { choice, choices, day, files, later, line, optional, prose, ref, refs } from '../field.ts'
import { kind } from '../kind.ts'
import { say } from '../words.ts'
import { aspects } from './hazard-choices.ts'
import { riskControlLife } from './risk-control-life.ts'

export const riskControl = kind({
  name: 'risk-control',
  code: 'RCT',
  domain: 'risks',
  title: say('위험통제', 'Risk control'),
  plural: say('위험통제', 'Risk controls'),
  about: say(
    '위험을 줄이는 조치와 그 이행·효과의 검증. 설계, 보호, 정보의 순서로 고릅니다: ISO 14971 7, IEC 62304 7.2·7.3, ISO/IEC 42001 6.1.3·8.3, 보안지침 제13조.',
    'A measure that lowers risk, shown to be in place and to work; chosen in the order design, protection, information: ISO 14971 7, IEC 62304 7.2 and 7.3, ISO/IEC 42001 6.1.3 and 8.3, MFDS security notice Art. 13.',
  ),
  life: riskControlLife,
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
    title: line({ label: say('제목', 'Title'), searched: true }),
    hazards: refs('hazard', {
      label: say('통제하는 위험', 'Hazards controlled'),
      reverse: say('위험통제', 'Controlled by'),
      listed: true,
    }),
    controlType: choice({
      label: say('통제 유형', 'Type'),
      help: say(
        '앞의 것이 불가능할 때만 다음 유형을 씁니다(ISO 14971 7.1).',
        'Use the next type only where the one before is not practicable (ISO 14971 7.1).',
      ),
      choices: {
        inherent: say('본질적 안전 설계', 'Inherently safe design'),
        protective: say('보호 수단', 'Protective measure'),
        information: say('안전 정보·교육', 'Information for safety and training'),
      },
      listed: true,
      sorted: true,
    }),
    aspects: later(choices({ label: say('관점', 'Aspects'), choices: aspects })),
    description: later(
      prose({
        label: say('통제 내용', 'What it does'),
        help: say('원인에서 위해까지의 어디를 끊는지.', 'Where it breaks the chain from cause to harm.'),
        max: 8000,
      }),
    ),
    optionAnalysis: later(
      prose({
        label: say('선택 근거', 'Why this option'),
        help: say(
          '상위 유형을 쓰지 못한 이유와 검토한 다른 방법(ISO 14971 7.1).',
          'Why no higher type was practicable and what else was considered (ISO 14971 7.1).',
        ),
        max: 4000,
      }),
    ),
    controlReference: optional(
      line({
        label: say('근거 통제항목', 'Control it realises'),
        help: say(
          '예: ISO/IEC 42001 A.7.4, 보안지침 제12조',
          'For example: ISO/IEC 42001 A.7.4, MFDS notice Art. 12',
        ),
      }),
    ),
    implementation: later(
      prose({
        label: say('이행', 'Implementation'),
        help: say(
          '어느 요구사항, 소프트웨어 항목, 화면, 문서에 들어갔는지.',
          'Which requirement, software item, screen or document carries it.',
        ),
        max: 4000,
      }),
    ),
    implementationCheck: later(
      line({
        label: say('이행 검증', 'Verification of implementation'),
        help: say(
          '검증 기록이나 시험성적서의 번호(ISO 14971 7.2).',
          'Number of the verification or report (ISO 14971 7.2).',
        ),
      }),
    ),
    effectCheck: later(
      prose({
        label: say('효과 검증', 'Verification of effect'),
        help: say(
          '무엇으로 효과를 보였는가: 시험, 성능 평가, 사용적합성 총괄평가, 침투시험.',
          'What showed that it works: test, performance evaluation, summative usability, penetration test.',
        ),
        max: 4000,
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
    checkedOn: later(day({ label: say('검증일', 'Verified on'), sorted: true })),
    newRisk: later(
      choice({
        label: say('통제로 생긴 위험', 'Risk arising from the control'),
        help: say('새 위험이나 커진 위험이 있는지(ISO 14971 7.5).', 'New or raised risk (ISO 14971 7.5).'),
        choices: {
          none: say('없음', 'None'),
          arises: say('있음', 'Yes'),
        },
      }),
    ),
    newHazards: optional(
      refs('hazard', {
        label: say('새로 생긴 위험', 'Hazards arising'),
        reverse: say('원인이 된 위험통제', 'Arises from control'),
      }),
    ),
    owner: later(
      ref('person', { label: say('담당자', 'Owner'), reverse: say('담당 위험통제', 'Risk controls owned') }),
    ),
    evidence: optional(files({ label: say('검증 자료', 'Evidence') })),
  },
  check: ({ newRisk, newHazards, hazards }) => {
    if ((newRisk === 'arises') !== (newHazards !== undefined)) {
      return {
        field: 'newHazards',
        because: say(
          '통제로 생긴 위험이 있으면 그 위험을 연결하고, 없으면 비우십시오.',
          'Link the hazards that arise, or leave this empty when there are none.',
        ),
      }
    }
    if (newHazards?.some((id) => hazards.includes(id))) {
      return {
        field: 'newHazards',
        because: say(
          '통제하는 위험과 새로 생긴 위험은 서로 달라야 합니다.',
          'A hazard cannot both be controlled by it and arise from it.',
        ),
      }
    }
    return null
  },
})
