import { choice, day, files, later, line, optional, prose, ref, refs, yesNo } from '../field.ts'
import { guarded, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { casework } from '../lives.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

const areas = {
  'before-delivery': say('제품(출고 전)', 'Product, before delivery'),
  'after-delivery': say('제품(출고 후)', 'Product, after delivery'),
  process: say('프로세스', 'Process'),
  system: say('품질·AI 경영시스템', 'Quality or AI management system'),
  supplier: say('공급자', 'Supplier'),
  performance: say('AI 성능', 'Performance of the AI'),
  data: say('데이터', 'Data'),
} as const

const dispositions = {
  eliminate: say('부적합 제거(수정)', 'Eliminate (correct)'),
  rework: say('재작업', 'Rework'),
  preclude: say('사용 배제', 'Preclude use'),
  concession: say('특채', 'Accept by concession'),
  return: say('반품·반려', 'Return or reject'),
  'not-product': say('제품 처리 없음', 'No product to dispose of'),
} as const

const nonconformityLife = guarded(
  casework,
  ['ask-check'],
  [
    // ISO 13485 8.3.2: a concession needs justification, approval and regulatory fit; 8.3.4: rework is verified again.
    neededWhen('disposition', ['concession'], {
      needed: 'concessionFit',
      because: say(
        '특채의 근거와 규제 적합성을 적으십시오.',
        'Justify the concession and its regulatory fit.',
      ),
    }),
    neededWhen('disposition', ['concession'], {
      needed: 'concessionBy',
      because: say('특채를 허용한 사람을 고르십시오.', 'Choose who allowed the concession.'),
    }),
    neededWhen('disposition', ['rework'], {
      needed: 'reverification',
      because: say(
        '재작업의 부작용 검토와 재검증을 적으십시오.',
        'Write the side effects of the rework and its re-verification.',
      ),
    }),
    neededWhen('area', ['after-delivery'], {
      needed: 'fieldEffect',
      because: say(
        '출고 제품에 대한 영향과 조치를 적으십시오.',
        'Write the effect on delivered product and the action.',
      ),
    }),
  ],
)

/** Something that does not meet a requirement: found, contained, disposed of, and judged for corrective action. */
export const nonconformity = kind({
  name: 'nonconformity',
  code: 'NCR',
  domain: 'improvement',
  title: say('부적합', 'Nonconformity'),
  plural: say('부적합', 'Nonconformities'),
  about: say(
    '요구사항을 충족하지 못한 제품·프로세스·AI 성능의 식별, 처리, 시정조치 필요 판단. ISO 13485 8.3, ISO/IEC 42001 10.2의 기록입니다.',
    'Product, process or AI performance that misses a requirement: how it was found, what was done with it, and whether corrective action is needed. ISO 13485 8.3, ISO/IEC 42001 10.2.',
  ),
  titleField: 'name',
  life: nonconformityLife,
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true }),
    area: choice({ label: say('구분', 'Area'), listed: true, choices: areas }),
    description: prose({
      label: say('부적합 내용', 'What is wrong'),
      help: say(
        '언제, 어디서, 무엇이, 얼마나. 추정과 사실을 구분합니다.',
        'When, where, what, how much; keep facts and guesses apart.',
      ),
    }),
    foundOn: day({ label: say('발견일', 'Found on'), listed: true }),
    requirement: later(
      line({
        label: say('충족하지 못한 요구사항', 'Requirement not met'),
        help: say('규격 조항, 사양, 절차서 번호.', 'Clause, specification or procedure.'),
        max: 300,
      }),
    ),
    owner: later(
      ref('person', {
        label: say('담당자', 'Owner'),
        listed: true,
        reverse: say('담당한 부적합', 'Nonconformities owned'),
      }),
    ),
    severity: later(
      choice({
        label: say('중대성', 'Severity'),
        listed: true,
        choices: {
          minor: say('경미', 'Minor'),
          major: say('중대', 'Major'),
          critical: say('치명', 'Critical'),
        },
      }),
    ),
    devices: optional(
      refs('device', { label: say('관련 제품', 'Devices'), reverse: say('부적합', 'Nonconformities') }),
    ),
    releases: optional(
      refs('release', { label: say('관련 릴리스', 'Releases'), reverse: say('부적합', 'Nonconformities') }),
    ),
    suppliers: optional(
      refs('supplier', { label: say('관련 공급자', 'Suppliers'), reverse: say('부적합', 'Nonconformities') }),
    ),
    sites: optional(
      refs('site', { label: say('관련 기관', 'Sites'), reverse: say('부적합', 'Nonconformities') }),
    ),
    aiSystems: optional(
      refs('ai-system', { label: say('AI 시스템', 'AI systems'), reverse: say('부적합', 'Nonconformities') }),
    ),
    modelVersions: optional(
      refs('model-version', {
        label: say('모델 버전', 'Model versions'),
        reverse: say('부적합', 'Nonconformities'),
      }),
    ),
    datasets: optional(
      refs('dataset', { label: say('데이터셋', 'Datasets'), reverse: say('부적합', 'Nonconformities') }),
    ),
    datasetChecks: optional(
      refs('dataset-check', {
        label: say('설명하는 데이터셋 대조', 'Dataset checks explained'),
        reverse: say('설명하는 부적합', 'Nonconformities that explain it'),
      }),
    ),
    incidents: optional(
      refs('incident', { label: say('관련 사고', 'Incidents'), reverse: say('부적합', 'Nonconformities') }),
    ),
    containment: later(prose({ label: say('즉시 조치(격리·표시)', 'Containment') })),
    investigation: later(
      prose({
        label: say('조사 필요 여부와 결과', 'Investigation'),
        help: say(
          '조사하지 않으면 이유를 적습니다(ISO 13485 8.3.1).',
          'If none is needed, say why (ISO 13485 8.3.1).',
        ),
      }),
    ),
    similarCases: later(
      prose({
        label: say('유사 사례', 'Similar cases'),
        help: say(
          '다른 제품·모델에도 있는지(ISO/IEC 42001 10.2).',
          'In other devices or models too? (ISO/IEC 42001 10.2)',
        ),
      }),
    ),
    disposition: later(choice({ label: say('처리', 'Disposition'), choices: dispositions })),
    dispositionReason: later(prose({ label: say('처리 근거', 'Reasons for the disposition') })),
    concessionFit: optional(
      prose({ label: say('특채 근거와 규제 적합성', 'Justification and fit of the concession') }),
    ),
    concessionBy: optional(
      ref('person', {
        label: say('특채 허용자', 'Concession by'),
        reverse: say('허용한 특채', 'Concessions allowed'),
      }),
    ),
    reverification: optional(
      prose({ label: say('재작업 영향과 재검증', 'Rework: effects and re-verification') }),
    ),
    fieldEffect: optional(
      prose({ label: say('출고 제품 영향과 조치', 'Delivered product: effect and action') }),
    ),
    outsideNotice: later(
      prose({
        label: say('외부 통지 판단', 'Notice to outside parties'),
        help: say(
          '공급자·고객·당국에 알릴지와 그 이유.',
          'Whether to tell suppliers, customers or authorities, and why.',
        ),
      }),
    ),
    correctiveActionNeeded: later(yesNo({ label: say('시정조치 필요', 'Corrective action needed') })),
    correctiveActionReason: later(prose({ label: say('시정조치 판단 근거', 'Why, or why not') })),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
  },
})
