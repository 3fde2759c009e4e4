import { filled } from '../conditions.ts'
import { choice, choices, day, files, later, line, optional, prose, ref, refs, yesNo } from '../field.ts'
import { neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { sendingBack } from '../lives.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { changeClocks } from './change-clocks.ts'

/** What a change may touch; the first five are the major changes of Rule Art. 23(2). */
export const changeAspects = {
  'intended-use': say('사용목적', 'Intended use'),
  'core-performance': say('핵심 성능', 'Core performance'),
  analysis: say('분석 대상·방법', 'What is analysed or how'),
  platform: say('개발언어·운영환경', 'Language or runtime environment'),
  communication: say('보호조치에 영향을 주는 통신기능', 'Communication that touches security'),
  'use-method': say('사용방법·화면', 'Way of use or screens'),
  model: say('알고리즘·모델 가중치', 'Algorithm or model weights'),
  data: say('학습데이터', 'Training data'),
  component: say('외부 구성요소(SOUP)', 'Outside components (SOUP)'),
  cloud: say('클라우드 구성', 'Cloud configuration'),
  label: say('표시·설명서', 'Labelling'),
  process: say('품질·AI 경영시스템', 'Quality or AI management system'),
  other: say('그 밖', 'Other'),
} as const

/** ISO 13485 7.3.9: reviewed and approved before it is made, then verified, then closed. */
const changeLife = life({
  initial: 'draft',
  states: {
    draft: { label: say('작성 중', 'Draft'), tone: 'draft', editable: true },
    'in-review': { label: say('검토 중', 'In review'), tone: 'waiting' },
    approved: { label: say('승인됨·실행 중', 'Approved, being made'), tone: 'good', editable: true },
    checking: { label: say('검증 확인 중', 'Being verified'), tone: 'waiting' },
    closed: { label: say('완료', 'Completed'), tone: 'good', closed: true },
    cancelled: { label: say('취소', 'Cancelled'), tone: 'neutral', ended: true },
  },
  actions: {
    submit: {
      label: say('검토 요청', 'Submit for review'),
      from: ['draft'],
      to: 'in-review',
      permission: 'write',
      complete: true,
      guards: [
        neededWhen('krDecision', ['major', 'notified-item', 'other-report'], {
          needed: 'causeOn',
          because: say(
            '변경 사유 발생일을 적으십시오(시행규칙 제23조).',
            'Give the day the cause arose (Rule Art. 23).',
          ),
        }),
      ],
    },
    'send-back': sendingBack({ from: ['in-review'], to: 'draft' }),
    approve: {
      label: say('변경 승인', 'Approve the change'),
      from: ['in-review'],
      to: 'approved',
      permission: 'approve',
      signs: 'approval',
      fourEyes: true,
      complete: true,
      approves: true,
    },
    'ask-check': {
      label: say('검증 확인 요청', 'Ask for verification'),
      from: ['approved'],
      to: 'checking',
      permission: 'write',
      guards: [
        filled('implementedOn', say('실행일을 적으십시오.', 'Give the day it was made.')),
        filled(
          'result',
          say('검증·유효성 확인 결과를 적으십시오.', 'Write the result of verification and validation.'),
        ),
        neededWhen('krDecision', ['major'], {
          needed: 'filing',
          because: say(
            '중요한 변경은 변경허가·인증을 받은 뒤 적용합니다. 번호를 적으십시오.',
            'A major change is made only after its approval or certification; give the number.',
          ),
        }),
      ],
    },
    'send-back-work': {
      label: say('보완 요청', 'Ask for more work'),
      from: ['checking'],
      to: 'approved',
      permission: 'approve',
      signs: 'rejection',
      reason: true,
    },
    close: {
      label: say('완료 확인', 'Confirm completion'),
      from: ['checking'],
      to: 'closed',
      permission: 'approve',
      signs: 'verification',
      fourEyes: true,
      complete: true,
    },
    cancel: {
      label: say('취소', 'Cancel'),
      from: ['draft', 'in-review', 'approved'],
      to: 'cancelled',
      permission: 'retire',
      reason: true,
    },
  },
})

const decisionFields = ['devices', 'aspects', 'krDecision', 'krReason', 'causeOn', 'euDecision', 'usDecision']

/** The hinge of the house: what changes, what it may break, and which authority must be asked, decided by rule. */
export const change = kind({
  name: 'change',
  code: 'CHG',
  domain: 'engineering',
  title: say('변경', 'Change'),
  plural: say('변경', 'Changes'),
  about: say(
    '변경을 실행 전에 검토·승인하고 중요한 변경인지 판단합니다. ISO 13485 7.3.9·4.1.4, ISO/IEC 42001 6.3, IEC 62304 6·8, 시행규칙 제23조의 기록입니다.',
    'Changes are reviewed and approved before they are made, and judged for significance: ISO 13485 7.3.9 and 4.1.4, ISO/IEC 42001 6.3, IEC 62304 6 and 8, Rule Art. 23.',
  ),
  titleField: 'name',
  life: changeLife,
  sealed: { approved: decisionFields },
  clocks: changeClocks,
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('변경명', 'Title'), searched: true }),
    description: prose({ label: say('변경 내용과 이유', 'What changes and why') }),
    origins: choices({
      label: say('계기', 'Origin'),
      choices: {
        improvement: say('개선', 'Improvement'),
        defect: say('결함', 'Defect'),
        vulnerability: say('취약점·침해', 'Vulnerability or infringement'),
        'corrective-action': say('시정·예방조치', 'Corrective or preventive action'),
        'model-update': say('모델 갱신', 'Model update'),
        regulation: say('법규 변경', 'Regulation'),
        supplier: say('공급자·외부 구성요소', 'Supplier or outside component'),
        customer: say('고객 요구', 'Customer'),
      },
    }),
    owner: ref('person', {
      label: say('담당자', 'Owner'),
      listed: true,
      reverse: say('담당한 변경', 'Changes owned'),
    }),
    devices: optional(
      refs('device', { label: say('대상 제품', 'Devices'), reverse: say('변경', 'Changes') }),
    ),
    fromRelease: optional(
      ref('release', {
        label: say('변경 전 릴리스', 'From release'),
        reverse: say('여기서 시작한 변경', 'Changes from it'),
      }),
    ),
    releases: optional(
      refs('release', {
        label: say('반영 릴리스', 'Releases'),
        reverse: say('반영된 변경', 'Changes in it'),
      }),
    ),
    aiSystems: optional(
      refs('ai-system', { label: say('AI 시스템', 'AI systems'), reverse: say('변경', 'Changes') }),
    ),
    gaps: optional(
      refs('performance-gap', {
        label: say('완화할 성능 격차', 'Performance gaps'),
        help: say('이 기록으로 줄이려는 집단 간 성능 격차.', 'Gaps between groups that this is to lessen.'),
        reverse: say('변경', 'Changes'),
      }),
    ),
    modelVersions: optional(
      refs('model-version', { label: say('바뀌는 모델', 'Model versions'), reverse: say('변경', 'Changes') }),
    ),
    aspects: later(choices({ label: say('바뀌는 사항', 'What is touched'), choices: changeAspects })),
    krDecision: later(
      choice({
        label: say('국내 판단', 'Decision for Korea'),
        listed: true,
        choices: {
          major: say('중요한 변경(변경허가·인증)', 'Major: approval or certification'),
          'within-plan': say('변경관리 계획서 범위 안', 'Inside the PCCP'),
          'notified-item': say('고시 항목 변경보고(분기별)', 'Notified item: quarterly report'),
          'other-report': say('그 밖의 변경보고(연 1회)', 'Other: yearly report'),
          none: say('해당 없음', 'None'),
        },
      }),
    ),
    krReason: later(
      prose({
        label: say('판단 근거', 'Grounds'),
        help: say(
          '시행규칙 제23조의 어느 사항에 해당하는지, 계획서 범위라면 몇 항인지 적습니다.',
          'Which item of Rule Art. 23, or which part of the PCCP.',
        ),
      }),
    ),
    causeOn: optional(
      day({
        label: say('변경 사유 발생일', 'Day the cause arose'),
        help: say(
          '중요한 변경은 이날부터 30일 이내에 신청합니다.',
          'A major change is applied for within 30 days of it.',
        ),
      }),
    ),
    euDecision: optional(
      choice({
        label: say('EU 판단', 'Decision for the EU'),
        choices: {
          significant: say('중대한 변경(MDR)', 'Significant (MDR)'),
          substantial: say('실질적 변경(AI법)', 'Substantial modification (AI Act)'),
          'not-significant': say('중대하지 않음', 'Not significant'),
        },
      }),
    ),
    usDecision: optional(
      choice({
        label: say('미국 판단', 'Decision for the US'),
        choices: {
          submission: say('신규 510(k) 등 신청', 'New submission'),
          'within-plan': say('PCCP 범위 안', 'Inside the PCCP'),
          'letter-to-file': say('내부 문서화', 'Letter to file'),
        },
      }),
    ),
    safetyImpact: later(
      prose({
        label: say('안전 영향', 'Impact on safety'),
        help: say('IEC 62304 7.4, ISO 14971.', 'IEC 62304 7.4, ISO 14971.'),
      }),
    ),
    securityImpact: later(prose({ label: say('보안 영향', 'Impact on security') })),
    aiImpact: later(
      prose({ label: say('AI 리스크·영향평가 영향', 'Impact on AI risk and impact assessment') }),
    ),
    labelImpact: later(yesNo({ label: say('표시·설명서 수정', 'Labelling changes') })),
    sbomImpact: later(yesNo({ label: say('SBOM 변경', 'SBOM changes') })),
    usabilityImpact: later(
      yesNo({ label: say('총괄평가(IEC 62366-1) 필요', 'Summative evaluation (IEC 62366-1) needed') }),
    ),
    plan: later(prose({ label: say('실행 계획', 'Plan') })),
    verificationPlan: later(
      prose({ label: say('검증·유효성 확인 계획', 'Verification and validation plan') }),
    ),
    rollback: later(
      prose({
        label: say('되돌리기 방법', 'Roll-back'),
        help: say(
          '갱신이 실패할 때의 복구(보안지침 제10조).',
          'What if the update fails (MFDS notice Art. 10).',
        ),
      }),
    ),
    hazards: optional(
      refs('hazard', { label: say('검토한 위험', 'Hazards'), reverse: say('변경', 'Changes') }),
    ),
    riskControls: optional(
      refs('risk-control', { label: say('위험통제', 'Risk controls'), reverse: say('변경', 'Changes') }),
    ),
    documents: optional(
      refs('document', { label: say('개정 문서', 'Documents'), reverse: say('변경', 'Changes') }),
    ),
    filing: optional(
      line({
        label: say('변경허가·인증·보고 번호', 'Number of the approval or report'),
        searched: true,
        max: 80,
      }),
    ),
    filedOn: optional(day({ label: say('신청·보고일', 'Filed on') })),
    implementedOn: optional(day({ label: say('실행일', 'Made on') })),
    result: optional(prose({ label: say('검증·유효성 확인 결과', 'Result of verification and validation') })),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
  },
})
