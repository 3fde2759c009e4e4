import {
  choice,
  choices,
  files,
  later,
  line,
  optional,
  pair,
  prose,
  ref,
  refs,
  whole,
  yesNo,
} from '../field.ts'
import { guarded, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { register } from '../lives.ts'
import { say } from '../words.ts'
import {
  connections,
  euClasses,
  families,
  forms,
  gmpGroups,
  grades,
  markets,
  safetyClasses,
  usClasses,
} from './device-choices.ts'

const inMarket = (market: string, needed: string, because: ReturnType<typeof say>) =>
  neededWhen('markets', [market], { needed, because })

export const device = kind({
  name: 'device',
  code: 'DEV',
  domain: 'products',
  title: say('제품', 'Device'),
  plural: say('제품', 'Devices'),
  about: say(
    '허가·인증의 단위가 되는 제품과 그 사용목적, 등급·분류. 법의 적용과 심사 유형이 여기서 갈립니다: 시행규칙 제3조, KGMP 유형군, IEC 62304 4.3, ISO 14971 5.2.',
    'The product as authorities see it: intended use, grades and classes. Which law and audit apply follows from here: Rule Art. 3, KGMP groups, IEC 62304 4.3, ISO 14971 5.2.',
  ),
  life: guarded(
    register,
    ['confirm'],
    [
      inMarket(
        'kr',
        'grade',
        say('국내 등급을 정하십시오(시행규칙 제3조).', 'Decide the Korean grade (Rule Art. 3).'),
      ),
      inMarket('kr', 'gmpGroup', say('KGMP 유형군을 정하십시오.', 'Decide the KGMP product group.')),
      inMarket('eu', 'euClass', say('MDR·IVDR 등급을 정하십시오.', 'Decide the MDR or IVDR class.')),
      inMarket('us', 'usClass', say('미국 등급을 정하십시오.', 'Decide the US class.')),
      inMarket(
        'us',
        'udi',
        say('미국 시장에는 UDI가 필요합니다(21 CFR 830).', 'The US market needs a UDI (21 CFR 830).'),
      ),
      neededWhen('family', ['combination-drug'], {
        needed: 'drugPart',
        because: say(
          '융합의약품의 의약품 부분을 적으십시오(법 제29조).',
          'Describe the drug part (Act Art. 29).',
        ),
      }),
      neededWhen('handlesPersonalData', [true], {
        needed: 'personalData',
        because: say('처리하는 개인정보를 적으십시오.', 'Say which personal data it handles.'),
      }),
    ],
  ),
  titleField: 'name',
  retention: {
    years: 10,
    from: 'end-of-life',
    because: say(
      '의료기기 파일은 제품 수명 이상 보존합니다(ISO 13485 4.2.3·4.2.5). EU는 마지막 출시 뒤 10년(MDR 제10조, AI Act 제18조).',
      'The medical device file is kept for at least the device lifetime (ISO 13485 4.2.3, 4.2.5); the EU asks ten years after the last one (MDR Art. 10, AI Act Art. 18).',
    ),
  },
  fields: {
    name: pair({ label: say('제품명', 'Name'), max: 200, searched: true }),
    modelName: optional(line({ label: say('모델명', 'Model'), max: 120, searched: true })),
    family: choice({ label: say('제품군', 'Product family'), choices: families }),
    form: choice({
      label: say('형태', 'Form'),
      help: say(
        '제품을 이루는 주된 것. 다른 기기에 들어가 그 기기를 움직이면 내장형입니다.',
        'What the product mainly is. Software inside another device that drives it is embedded.',
      ),
      choices: forms,
      listed: true,
    }),
    ourRole: choice({
      label: say('우리의 역할', 'Our role'),
      help: say(
        'ISO 13485 4.1.1은 역할을 문서로 정하라고 합니다.',
        'ISO 13485 4.1.1 wants the role documented.',
      ),
      choices: {
        manufacturer: say('제조업자', 'Manufacturer'),
        importer: say('수입업자', 'Importer'),
        'contract-developer': say('수탁 개발·제조', 'Contract developer or maker'),
      },
    }),
    markets: choices({ label: say('시장', 'Markets'), choices: markets, listed: true }),
    usesAi: yesNo({
      label: say('인공지능 적용', 'Uses AI'),
      help: say(
        '학습으로 얻은 모델이 있으면 예. 보안지침 제12조와 ISO/IEC 42001이 적용됩니다.',
        'Yes when a learned model is inside: security notice Art. 12 and ISO/IEC 42001 apply.',
      ),
      listed: true,
    }),
    usesGenerativeAi: optional(yesNo({ label: say('생성형 인공지능', 'Generative AI') })),
    intendedUse: later(
      pair({
        label: say('사용목적', 'Intended use'),
        help: say(
          '허가·인증서의 문구와 같아야 합니다. 무엇을, 누구에게, 무엇을 위해 판단·처치하는지.',
          'Same wording as in the licence: what is judged or done, on whom, for what.',
        ),
        max: 8000,
      }),
    ),
    patients: later(
      prose({
        label: say('대상 환자', 'Patients'),
        help: say('연령, 상태, 부위, 제외 대상.', 'Age, condition, body part, who is excluded.'),
        max: 4000,
      }),
    ),
    users: later(prose({ label: say('사용자와 사용환경', 'Users and environment'), max: 4000 })),
    misuse: later(
      prose({
        label: say('예상되는 오용', 'Foreseeable misuse'),
        help: say(
          'ISO 14971 5.2. AI라면 결과를 지나치게 믿는 것도 적으십시오.',
          'ISO 14971 5.2. For AI include relying on it too much.',
        ),
        max: 4000,
      }),
    ),
    operatingPrinciple: optional(pair({ label: say('작용원리', 'How it works'), max: 8000 })),
    grade: optional(
      choice({ label: say('국내 등급', 'Korean grade'), choices: grades, listed: true, sorted: true }),
    ),
    gmpGroup: optional(choice({ label: say('KGMP 유형군', 'KGMP product group'), choices: gmpGroups })),
    productCode: optional(line({ label: say('품목·품목코드', 'Product item and code'), max: 120 })),
    euClass: optional(choice({ label: say('EU 등급', 'EU class'), choices: euClasses })),
    usClass: optional(choice({ label: say('미국 등급', 'US class'), choices: usClasses })),
    safetyClass: later(
      choice({
        label: say('소프트웨어 안전등급', 'Software safety class'),
        help: say(
          '정하기 전에는 C로 다룹니다(IEC 62304 4.3).',
          'Treated as C until decided (IEC 62304 4.3).',
        ),
        choices: safetyClasses,
      }),
    ),
    classificationReason: later(
      prose({
        label: say('분류 근거', 'Reasons for the classes'),
        help: say('등급마다 적용한 규칙과 판단.', 'For each class the rule applied and why.'),
        max: 8000,
      }),
    ),
    connections: later(choices({ label: say('연결', 'Connections'), choices: connections })),
    cyberDevice: later(
      yesNo({
        label: say('사이버 기기', 'Cyber device'),
        help: say(
          '소프트웨어가 있고 인터넷에 연결될 수 있으며 공격에 취약할 수 있는 기기(FD&C Act 524B(c)).',
          'Has software, can connect to the internet and could be open to attack (FD&C Act 524B(c)).',
        ),
      }),
    ),
    handlesPersonalData: later(yesNo({ label: say('개인정보 처리', 'Handles personal data') })),
    personalData: optional(prose({ label: say('처리하는 개인정보', 'Personal data handled'), max: 4000 })),
    drugPart: optional(prose({ label: say('의약품 부분', 'Drug part'), max: 4000 })),
    udi: optional(line({ label: say('UDI-DI', 'UDI-DI'), max: 60, searched: true })),
    lifetimeYears: later(
      whole({
        label: say('제품 수명', 'Device lifetime'),
        help: say('기록 보존기간의 기준입니다(13485 4.2.5).', 'Retention counts from it (13485 4.2.5).'),
        min: 1,
        max: 50,
        unit: say('년', 'years'),
      }),
    ),
    owner: later(
      ref('person', { label: say('제품 책임자', 'Owner'), reverse: say('책임 제품', 'Devices owned') }),
    ),
    documents: optional(
      refs('document', {
        label: say('의료기기 파일 문서', 'Documents of its file'),
        reverse: say('제품', 'Devices'),
      }),
    ),
    attachments: optional(files({ label: say('첨부', 'Attachments') })),
  },
  check: ({ usesAi, usesGenerativeAi, gmpGroup, form, safetyClass }) => {
    if (usesGenerativeAi && !usesAi) {
      return {
        field: 'usesGenerativeAi',
        because: say('생성형 AI를 쓰면 인공지능 적용 제품입니다.', 'A device with generative AI uses AI.'),
      }
    }
    if ((gmpGroup === 'software-with-ai' && !usesAi) || (gmpGroup === 'software-without-ai' && usesAi)) {
      return {
        field: 'gmpGroup',
        because: say(
          '유형군이 인공지능 적용 여부와 맞지 않습니다.',
          'The group contradicts whether it uses AI.',
        ),
      }
    }
    if (safetyClass === 'no-software' && (form !== 'hardware' || usesAi)) {
      return {
        field: 'safetyClass',
        because: say(
          '소프트웨어 제품에는 안전등급이 있어야 합니다.',
          'A device with software has a safety class.',
        ),
      }
    }
    return null
  },
})
