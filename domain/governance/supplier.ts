import { choice, choices, day, files, later, line, optional, prose, ref, rows, yesNo } from '../field.ts'
import { guarded, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { say } from '../words.ts'
import { agreed, evaluationMethods, supplies } from './supplier-choices.ts'
import { supplierLife } from './supplier-life.ts'

export const supplier = kind({
  name: 'supplier',
  code: 'SUP',
  domain: 'governance',
  title: say('공급자', 'Supplier'),
  plural: say('공급자', 'Suppliers'),
  about: say(
    '제품과 AI의 품질에 영향을 주는 공급자·수탁자와 그 평가. ISO 13485 4.1.5·7.4, ISO/IEC 42001 A.10, KGMP 위탁 관리가 요구합니다.',
    'Suppliers whose work affects the quality of product and AI, and how they were evaluated: ISO 13485 4.1.5 and 7.4, ISO/IEC 42001 A.10, KGMP outsourcing.',
  ),
  life: guarded(
    supplierLife,
    ['submit', 'approve'],
    [
      neededWhen('outsourcedProcess', [true], {
        needed: 'agreementFiles',
        because: say(
          '외주 프로세스에는 서면 품질협약이 필요합니다(ISO 13485 4.1.5).',
          'An outsourced process needs a written quality agreement (ISO 13485 4.1.5).',
        ),
      }),
      neededWhen('handlesPersonalData', [true], {
        needed: 'agreementFiles',
        because: say(
          '개인정보 처리 위탁은 문서로 해야 합니다(개인정보 보호법 제26조).',
          'Entrusting personal data needs a written contract (PIPA Art. 26).',
        ),
      }),
      neededWhen('supplies', ['ai-model', 'data', 'annotation'], {
        needed: 'aiResponsibilities',
        because: say(
          'AI 모델·데이터 공급자와의 책임 배분을 적으십시오(ISO/IEC 42001 A.10.2).',
          'Say who answers for what with a supplier of models or data (ISO/IEC 42001 A.10.2).',
        ),
      }),
      neededWhen('evaluationResult', ['with-conditions'], {
        needed: 'conditions',
        because: say('조건부 승인의 조건을 적으십시오.', 'State the conditions of the approval.'),
      }),
    ],
  ),
  titleField: 'name',
  reviewMonths: 12,
  retention: {
    years: 10,
    from: 'end-of-life',
    because: say(
      '공급자 평가는 그 공급품이 든 제품의 기록입니다(ISO 13485 7.4.1·4.2.5). EU 기술문서는 10년(MDR 제10조).',
      'An evaluation belongs to the record of every product that uses the supply (ISO 13485 7.4.1, 4.2.5); EU documents are kept ten years (MDR Art. 10).',
    ),
  },
  fields: {
    name: line({ label: say('공급자명', 'Name'), searched: true }),
    supplies: choices({ label: say('공급 내용', 'Supplies'), choices: supplies, listed: true }),
    offering: later(
      line({
        label: say('제품·서비스', 'Product or service'),
        help: say('계약상 명칭과 규격.', 'As named in the contract.'),
        searched: true,
      }),
    ),
    criticality: choice({
      label: say('중요도', 'Criticality'),
      help: say(
        '이 공급품이 잘못되면 제품의 안전과 성능이 얼마나 흔들리는지. 관리 수준은 이 위험에 비례합니다(13485 7.4.1).',
        'How far a fault in it would reach safety or performance. Control is proportionate to this risk (13485 7.4.1).',
      ),
      choices: {
        high: say('높음', 'High'),
        medium: say('보통', 'Medium'),
        low: say('낮음', 'Low'),
      },
      listed: true,
    }),
    outsourcedProcess: yesNo({
      label: say('외주 프로세스', 'Outsourced process'),
      help: say(
        '우리 품질경영시스템의 프로세스를 대신 수행하는지. 책임은 우리에게 남습니다(13485 4.1.5).',
        'Whether they run a process of our quality system for us; the responsibility stays ours (13485 4.1.5).',
      ),
    }),
    handlesPersonalData: yesNo({ label: say('개인정보 처리', 'Handles personal data') }),
    country: later(line({ label: say('소재국', 'Country'), max: 60 })),
    contactName: optional(line({ label: say('담당자', 'Contact'), personal: true })),
    contactEmail: optional(line({ label: say('담당자 이메일', 'Contact email'), personal: true })),
    securityContact: optional(
      line({
        label: say('보안 연락처', 'Security contact'),
        help: say('취약점·침해를 주고받는 창구.', 'Where vulnerabilities and incidents are exchanged.'),
      }),
    ),
    purchaseRequirements: later(
      prose({
        label: say('구매 요구사항', 'Purchase requirements'),
        help: say(
          '규격, 인수 기준, 인력 자격, 품질시스템 요구(13485 7.4.2).',
          'Specification, acceptance, qualification of staff, quality system asked for (13485 7.4.2).',
        ),
      }),
    ),
    criteria: later(
      prose({
        label: say('평가 기준', 'Evaluation criteria'),
        help: say(
          '공급 능력, 실적, 제품에 주는 영향, 위험(13485 7.4.1).',
          'Ability, performance, effect on the product, risk (13485 7.4.1).',
        ),
        max: 8000,
      }),
    ),
    evaluationMethods: later(
      choices({ label: say('평가 방법', 'How evaluated'), choices: evaluationMethods }),
    ),
    evaluatedOn: later(day({ label: say('평가일', 'Evaluated on'), listed: true, sorted: true })),
    evaluator: later(
      ref('person', {
        label: say('평가자', 'Evaluator'),
        reverse: say('평가한 공급자', 'Suppliers evaluated'),
      }),
    ),
    evaluationResult: later(
      choice({
        label: say('평가 결과', 'Result'),
        choices: {
          accepted: say('적합', 'Accepted'),
          'with-conditions': say('조건부 적합', 'Accepted with conditions'),
          rejected: say('부적합', 'Rejected'),
        },
        listed: true,
      }),
    ),
    conditions: optional(prose({ label: say('조건', 'Conditions'), max: 4000 })),
    evaluationFiles: optional(files({ label: say('평가 자료', 'Evaluation evidence') })),
    certificates: optional(
      rows({
        label: say('보유 인증', 'Certificates'),
        columns: {
          standard: line({ label: say('표준', 'Standard'), max: 80 }),
          number: line({ label: say('인증번호', 'Number'), max: 80 }),
          validUntil: day({ label: say('유효 기한', 'Valid until') }),
        },
        max: 50,
      }),
    ),
    incomingCheck: later(
      prose({
        label: say('입고·인수 확인', 'Verification on receipt'),
        help: say(
          '무엇을 얼마나 확인하고 쓰는지. 소프트웨어면 해시·서명·시험(13485 7.4.3).',
          'What is checked, and how much, before use; for software hash, signature, tests (13485 7.4.3).',
        ),
        max: 4000,
      }),
    ),
    agreed: optional(
      choices({ label: say('협약에 정한 사항', 'Settled in the agreement'), choices: agreed }),
    ),
    agreementFiles: optional(files({ label: say('계약·협약서', 'Agreements') })),
    aiResponsibilities: optional(
      prose({
        label: say('AI 책임 배분', 'AI responsibilities'),
        help: say(
          '수명주기 단계마다 누가 무엇을 책임지는지. 모델·데이터의 이용 조건과 편향, 변경 통지 포함.',
          'Who answers for which life cycle stage: terms of use, bias, notice of model or data changes.',
        ),
        max: 8000,
      }),
    ),
    monitoring: later(
      prose({
        label: say('공급자 모니터링', 'Monitoring'),
        help: say(
          '재평가 사이에 무엇을 보고, 문제가 생기면 어떻게 하는지.',
          'What is watched between evaluations and what happens when it fails.',
        ),
        max: 4000,
      }),
    ),
    reevaluateOn: later(day({ label: say('재평가 예정일', 'Next evaluation'), sorted: true })),
  },
  check: ({ evaluatedOn, reevaluateOn }) =>
    evaluatedOn && reevaluateOn && reevaluateOn <= evaluatedOn
      ? {
          field: 'reevaluateOn',
          because: say('재평가는 평가일 뒤여야 합니다.', 'The next evaluation must follow the last one.'),
        }
      : null,
})
