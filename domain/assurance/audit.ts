import { everyIncoming, filled } from '../conditions.ts'
import { choice, choices, day, files, later, line, optional, prose, ref, refs, rows } from '../field.ts'
import { neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { sendingBack } from '../lives.ts'
import { qualityRecordRetention } from '../retentions.ts'
import { say } from '../words.ts'

const types = {
  internal: say('내부심사', 'Internal'),
  supplier: say('공급자 심사', 'Supplier'),
  certification: say('인증심사', 'Certification'),
  surveillance: say('사후심사', 'Surveillance'),
  'kgmp-initial': say('GMP 최초심사', 'KGMP initial'),
  'kgmp-periodic': say('GMP 정기심사', 'KGMP periodic'),
  'kgmp-change': say('GMP 변경심사', 'KGMP change'),
  inspection: say('당국 점검·실사', 'Authority inspection'),
} as const

const criteria = {
  'iso-13485': say('ISO 13485', 'ISO 13485'),
  'iso-42001': say('ISO/IEC 42001', 'ISO/IEC 42001'),
  'iso-27001': say('ISO/IEC 27001', 'ISO/IEC 27001'),
  'iso-14971': say('ISO 14971', 'ISO 14971'),
  'iec-62304': say('IEC 62304', 'IEC 62304'),
  'iec-81001-5-1': say('IEC 81001-5-1', 'IEC 81001-5-1'),
  'kr-digital-gmp': say('디지털의료기기 GMP', 'KGMP for digital devices'),
  'kr-security-notice': say('전자적 침해행위 보안지침', 'MFDS security notice'),
  'eu-mdr': say('EU MDR', 'EU MDR'),
  'eu-ai-act': say('EU AI법', 'EU AI Act'),
  'fda-qmsr': say('FDA QMSR', 'FDA QMSR'),
  own: say('자체 절차', 'Own procedures'),
} as const

const agenda = {
  topic: line({ label: say('심사 항목(프로세스·조항)', 'Topic (process, clause)'), max: 300 }),
  on: day({ label: say('일자', 'On') }),
  auditee: line({ label: say('피심사 부서', 'Auditee'), max: 120 }),
}

/** ISO 19011: planned, conducted, reported, and closed only when what it found is settled. */
const auditLife = life({
  initial: 'planned',
  states: {
    planned: { label: say('계획', 'Planned'), tone: 'draft', editable: true },
    conducting: { label: say('심사 중', 'Being conducted'), tone: 'waiting', editable: true },
    'in-review': { label: say('보고서 검토 중', 'Report in review'), tone: 'waiting' },
    reported: { label: say('보고됨·조치 중', 'Reported, being followed up'), tone: 'waiting' },
    closed: { label: say('종결', 'Closed'), tone: 'good', closed: true },
    cancelled: { label: say('취소', 'Cancelled'), tone: 'neutral', ended: true },
  },
  actions: {
    begin: {
      label: say('심사 시작', 'Begin'),
      from: ['planned'],
      to: 'conducting',
      permission: 'write',
      guards: [
        filled('auditors', say('심사원을 정하십시오.', 'Choose the auditors.')),
        filled('agenda', say('심사 일정을 적으십시오.', 'Write the audit plan.')),
        filled('independence', say('심사원의 독립성을 적으십시오.', 'Say how the auditors are impartial.')),
      ],
    },
    submit: {
      label: say('보고서 검토 요청', 'Submit the report'),
      from: ['conducting'],
      to: 'in-review',
      permission: 'write',
      complete: true,
      guards: [
        neededWhen('type', ['supplier'], {
          needed: 'suppliers',
          because: say('심사한 공급자를 고르십시오.', 'Choose the supplier audited.'),
        }),
      ],
    },
    'send-back': sendingBack({ from: ['in-review'], to: 'conducting' }),
    approve: {
      label: say('보고서 승인', 'Approve the report'),
      from: ['in-review'],
      to: 'reported',
      permission: 'approve',
      signs: 'approval',
      fourEyes: true,
      complete: true,
      approves: true,
    },
    close: {
      label: say('종결', 'Close'),
      from: ['reported'],
      to: 'closed',
      permission: 'approve',
      signs: 'verification',
      guards: [
        everyIncoming(
          { kind: 'audit-finding', relation: 'audit' },
          ({ closed, ended }) => closed || ended,
          say('아직 종결되지 않은 지적사항이 있습니다.', 'There are findings not yet closed.'),
        ),
      ],
    },
    cancel: {
      label: say('취소', 'Cancel'),
      from: ['planned', 'conducting'],
      to: 'cancelled',
      permission: 'retire',
      reason: true,
    },
  },
})

/** One audit, by us or of us: criteria, plan, impartial auditors, what was seen, and the report. */
export const audit = kind({
  name: 'audit',
  code: 'AUD',
  domain: 'assurance',
  title: say('심사', 'Audit'),
  plural: say('심사', 'Audits'),
  about: say(
    '내부심사, 공급자 심사, 인증·GMP 심사의 계획부터 종결까지. ISO 13485 8.2.4, ISO/IEC 42001 9.2, ISO 19011의 기록입니다.',
    'Internal, supplier, certification and KGMP audits from plan to close: ISO 13485 8.2.4, ISO/IEC 42001 9.2, ISO 19011.',
  ),
  titleField: 'name',
  life: auditLife,
  sealed: { conducting: ['type', 'criteria', 'scope'] },
  retention: qualityRecordRetention,
  check: (body) =>
    body.from !== undefined && body.to !== undefined && body.to < body.from
      ? { field: 'to', because: say('종료일이 시작일보다 이릅니다.', 'It ends before it begins.') }
      : null,
  fields: {
    name: line({ label: say('심사명', 'Name'), searched: true }),
    type: choice({ label: say('종류', 'Type'), listed: true, choices: types }),
    criteria: choices({ label: say('심사 기준', 'Criteria'), listed: true, choices: criteria }),
    objective: prose({ label: say('목적', 'Objective') }),
    scope: prose({
      label: say('범위', 'Scope'),
      help: say('사업장, 부서, 제품, AI 시스템.', 'Sites, departments, devices, AI systems.'),
    }),
    plannedOn: day({ label: say('예정일', 'Planned on'), listed: true, sorted: true }),
    from: later(day({ label: say('시작일', 'From') })),
    to: later(day({ label: say('종료일', 'To') })),
    method: later(
      choice({
        label: say('방법', 'Method'),
        choices: {
          'on-site': say('현장', 'On site'),
          remote: say('원격', 'Remote'),
          documents: say('서면', 'Documents'),
          mixed: say('혼합', 'Mixed'),
        },
      }),
    ),
    auditors: later(
      refs('person', {
        label: say('심사원(외부 심사는 대응 책임자)', 'Auditors (or our host for outside audits)'),
        reverse: say('수행한 심사', 'Audits conducted'),
      }),
    ),
    outsideBody: optional(line({ label: say('외부 심사기관', 'Outside body') })),
    outsideAuditors: optional(
      line({ label: say('외부 심사원', 'Outside auditors'), personal: true, max: 300 }),
    ),
    independence: later(
      prose({
        label: say('독립성과 자격', 'Impartiality and competence'),
        help: say(
          '자기 업무를 심사하지 않음(ISO 13485 8.2.4), AI 심사 역량.',
          'Nobody audits own work (ISO 13485 8.2.4); competence to audit AI.',
        ),
      }),
    ),
    agenda: later(rows({ label: say('심사 계획', 'Audit plan'), columns: agenda })),
    sites: optional(refs('site', { label: say('심사 장소', 'Sites'), reverse: say('심사', 'Audits') })),
    suppliers: optional(
      refs('supplier', { label: say('피심사 공급자', 'Suppliers audited'), reverse: say('심사', 'Audits') }),
    ),
    devices: optional(refs('device', { label: say('대상 제품', 'Devices'), reverse: say('심사', 'Audits') })),
    documents: optional(
      refs('document', {
        label: say('점검표·절차', 'Checklists and procedures'),
        reverse: say('심사', 'Audits'),
      }),
    ),
    previous: optional(
      ref('audit', { label: say('이전 심사', 'Previous audit'), reverse: say('다음 심사', 'Next audit') }),
    ),
    strengths: optional(prose({ label: say('우수 사항', 'Strengths') })),
    sampled: later(
      prose({
        label: say('확인한 증거', 'Evidence sampled'),
        help: say('면담한 직책, 본 기록 번호, 표본 수.', 'Roles interviewed, records seen, size of samples.'),
      }),
    ),
    followUp: later(prose({ label: say('이전 지적사항 확인', 'Follow-up of earlier findings') })),
    conclusion: later(prose({ label: say('결론', 'Conclusion') })),
    result: later(
      choice({
        label: say('결과', 'Result'),
        listed: true,
        choices: {
          conforming: say('적합', 'Conforming'),
          'with-findings': say('보완 조건부', 'With findings'),
          'not-conforming': say('부적합', 'Not conforming'),
        },
      }),
    ),
    report: later(files({ label: say('심사 보고서', 'Report') })),
  },
})
