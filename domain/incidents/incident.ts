import { everyIncoming, filled } from '../conditions.ts'
import { choice, files, later, line, moment, optional, prose, ref, refs, rows, whole } from '../field.ts'
import { neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { incidentClocks } from './incident-clocks.ts'
import { factFields, momentFields, sealedMoments } from './incident-facts.ts'

const leaks = [
  'personalDataLeak',
  'leakOfThousandPersons',
  'leakOfSensitiveData',
  'leakByUnlawfulAccess',
  'highRiskLeak',
]
const patientEvents = ['death', 'threatToLife', 'seriousHarm', 'unanticipatedDeterioration', 'malfunction']

const assessed = [
  filled('severity', say('중대성을 정하십시오.', 'Set the severity.')),
  filled(
    'reportability',
    say('보고 판단과 근거를 적으십시오.', 'Write the decision on reporting and its grounds.'),
  ),
  filled('firstImpact', say('초기 영향을 적으십시오.', 'Write the first impact.')),
  filled('firstActions', say('초동 조치를 적으십시오.', 'Write the first actions.')),
  neededWhen('events', patientEvents, {
    needed: 'devices',
    because: say('관련 제품을 고르십시오.', 'Choose the devices concerned.'),
  }),
  neededWhen('events', leaks, {
    needed: 'leakedItems',
    because: say(
      '유출된 개인정보 항목을 적으십시오(개인정보 보호법 제34조).',
      'Write which personal data leaked (PIPA Art. 34).',
    ),
  }),
]

/** Reported, assessed, contained, closed; open to entries until closed, since facts arrive one by one. */
const incidentLife = life({
  initial: 'reported',
  states: {
    reported: { label: say('접수', 'Reported'), tone: 'bad', editable: true },
    assessed: { label: say('평가됨·대응 중', 'Assessed, being handled'), tone: 'bad', editable: true },
    contained: { label: say('확산 차단됨', 'Contained'), tone: 'waiting', editable: true },
    closed: { label: say('종결', 'Closed'), tone: 'good', closed: true },
    cancelled: { label: say('취소(사고 아님)', 'Cancelled (no incident)'), tone: 'neutral', ended: true },
  },
  actions: {
    assess: {
      label: say('평가 완료', 'Record the assessment'),
      from: ['reported'],
      to: 'assessed',
      permission: 'write',
      guards: assessed,
    },
    contain: {
      label: say('확산 차단 완료', 'Record containment'),
      from: ['assessed'],
      to: 'contained',
      permission: 'write',
      guards: [
        filled('containedAt', say('차단 시각을 적으십시오.', 'Give the time of containment.')),
        filled('containment', say('차단 조치를 적으십시오.', 'Write what contained it.')),
      ],
    },
    close: {
      label: say('종결', 'Close'),
      from: ['contained'],
      to: 'closed',
      permission: 'approve',
      signs: 'approval',
      fourEyes: true,
      complete: true,
      approves: true,
      guards: [
        everyIncoming(
          { kind: 'notice', relation: 'incident' },
          ({ state }) => state !== 'draft',
          say('아직 보내지 않은 신고·통지가 있습니다.', 'There are notices not yet sent.'),
        ),
      ],
    },
    reopen: {
      label: say('재개', 'Reopen'),
      from: ['closed'],
      to: 'assessed',
      permission: 'write',
      reason: true,
    },
    // Guards what would otherwise make statutory clocks disappear: another signs that it was no incident.
    cancel: {
      label: say('취소', 'Cancel'),
      from: ['reported', 'assessed'],
      to: 'cancelled',
      permission: 'approve',
      signs: 'responsibility',
      fourEyes: true,
      reason: true,
    },
  },
})

const entry = {
  at: moment({ label: say('시각', 'At') }),
  what: line({ label: say('내용', 'What'), max: 1000 }),
  role: line({ label: say('수행자(직책)', 'By (role)'), max: 100 }),
}

/** Harm, malfunction, infringement or leak; from its awareness time the statutory clocks run side by side. */
export const incident = kind({
  name: 'incident',
  code: 'INC',
  domain: 'incidents',
  title: say('사고', 'Incident'),
  plural: say('사고', 'Incidents'),
  about: say(
    '이상사례, 침해행위, 개인정보 유출 등 사고의 인지부터 재발방지까지. ISO 13485 8.2.3, ISO/IEC 42001 A.8.4, 보안지침 제18조·제19조의 시간순 기록이며 법정 기한이 여기서 시작됩니다.',
    'An adverse event, infringement or leak from awareness to prevention: the chronological record of ISO 13485 8.2.3, ISO/IEC 42001 A.8.4 and MFDS notice Arts. 18 and 19, where statutory periods begin.',
  ),
  titleField: 'name',
  life: incidentLife,
  sealed: { '*': sealedMoments },
  clocks: incidentClocks,
  retention: deviceFileRetention,
  check: (body) => {
    if (body.occurredAt !== undefined && body.occurredAt > body.awareAt) {
      return {
        field: 'occurredAt',
        because: say('발생 시각이 인지 시각보다 늦습니다.', 'It cannot have occurred after we were aware.'),
      }
    }
    // Without these facts a duty of that market could not be decided and its clock would stay hidden.
    if (body.market.includes('EU') && body.underMdrOrIvdr === undefined) {
      return {
        field: 'underMdrOrIvdr',
        because: say(
          'EU에서 판매하면 MDR·IVDR 적용 여부를 정하십시오.',
          'For the EU, say whether the MDR or IVDR applies.',
        ),
      }
    }
    if (body.market.includes('US') && body.cyberDevice === undefined) {
      return {
        field: 'cyberDevice',
        because: say(
          '미국에서 판매하면 사이버 기기 여부를 정하십시오.',
          'For the US, say whether it is a cyber device.',
        ),
      }
    }
    return null
  },
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true }),
    awareAt: moment({
      label: say('인지 시각', 'Aware at'),
      help: say(
        '조직의 누구든 처음 안 때. 모든 법정 기한의 기준이며 저장하면 바꿀 수 없습니다.',
        'When anyone in the firm first knew. Every statutory period counts from it; it cannot be changed once saved.',
      ),
      listed: true,
      sorted: true,
    }),
    summary: prose({ label: say('사고 경위', 'Description') }),
    ...factFields,
    occurredAt: optional(moment({ label: say('발생 시각', 'Occurred at') })),
    source: later(
      choice({
        label: say('인지 경로', 'How we learnt of it'),
        choices: {
          monitoring: say('자체 감시', 'Own monitoring'),
          complaint: say('고객 불만', 'Complaint'),
          hospital: say('의료기관 신고', 'Hospital'),
          researcher: say('외부 신고', 'Outside reporter'),
          supplier: say('공급자', 'Supplier'),
          authority: say('당국', 'Authority'),
        },
      }),
    ),
    reporter: optional(line({ label: say('신고자', 'Reporter'), personal: true })),
    reporterContact: optional(line({ label: say('신고자 연락처', 'Reporter’s contact'), personal: true })),
    owner: later(
      ref('person', {
        label: say('담당자', 'Owner'),
        listed: true,
        reverse: say('담당한 사고', 'Incidents owned'),
      }),
    ),
    severity: later(
      choice({
        label: say('중대성', 'Severity'),
        listed: true,
        choices: {
          minor: say('경미', 'Minor'),
          serious: say('중대', 'Serious'),
          critical: say('치명', 'Critical'),
        },
      }),
    ),
    devices: optional(
      refs('device', { label: say('관련 제품', 'Devices'), reverse: say('사고', 'Incidents') }),
    ),
    releases: optional(
      refs('release', { label: say('관련 릴리스', 'Releases'), reverse: say('사고', 'Incidents') }),
    ),
    sites: optional(refs('site', { label: say('발생 기관', 'Sites'), reverse: say('사고', 'Incidents') })),
    datasetChecks: optional(
      refs('dataset-check', {
        label: say('설명하는 데이터셋 대조', 'Dataset checks explained'),
        reverse: say('설명하는 사고', 'Incidents that explain it'),
      }),
    ),
    alerts: optional(
      refs('alert', {
        label: say('성능 경보', 'Alerts'),
        help: say('이 기록으로 이어진 성능 경보.', 'Alerts of field performance that led here.'),
        reverse: say('사고', 'Incidents'),
      }),
    ),
    aiSystems: optional(
      refs('ai-system', { label: say('AI 시스템', 'AI systems'), reverse: say('사고', 'Incidents') }),
    ),
    modelVersions: optional(
      refs('model-version', { label: say('모델 버전', 'Model versions'), reverse: say('사고', 'Incidents') }),
    ),
    vulnerabilityCases: optional(
      refs('vulnerability-case', {
        label: say('이용된 취약점', 'Vulnerabilities used'),
        reverse: say('사고', 'Incidents'),
      }),
    ),
    hazards: optional(
      refs('hazard', { label: say('실현된 위험', 'Hazards realised'), reverse: say('사고', 'Incidents') }),
    ),
    harm: optional(
      prose({
        label: say('환자 상태', 'Outcome for the patient'),
        help: say('이름·등록번호를 적지 마십시오.', 'No names or patient numbers.'),
        personal: true,
      }),
    ),
    personsAffected: optional(whole({ label: say('영향받은 사람 수', 'Persons affected') })),
    leakedItems: optional(prose({ label: say('유출된 개인정보 항목', 'Personal data leaked') })),
    firstImpact: later(prose({ label: say('초기 영향', 'First impact') })),
    firstActions: later(prose({ label: say('초동 조치', 'First actions') })),
    reportability: later(
      prose({
        label: say('보고 판단과 근거', 'Reporting decision and grounds'),
        help: say(
          '보고하지 않기로 한 것도 이유를 적습니다(ISO 13485 8.2.3).',
          'Also why not, where nothing is reported (ISO 13485 8.2.3).',
        ),
      }),
    ),
    timeline: later(
      rows({
        label: say('시간순 대응 기록', 'Chronological log'),
        help: say('보안지침 제18조가 요구하는 기록입니다.', 'The log MFDS notice Art. 18 asks for.'),
        columns: entry,
      }),
    ),
    containedAt: later(moment({ label: say('확산 차단 시각', 'Contained at') })),
    containment: later(prose({ label: say('차단 조치', 'Containment') })),
    continuity: later(prose({ label: say('진료 연속성', 'Continuity of use') })),
    rootCause: later(prose({ label: say('원인', 'Root cause') })),
    prevention: later(prose({ label: say('재발방지 대책', 'Prevention of recurrence') })),
    effectCheck: later(prose({ label: say('효과 확인', 'Check of effect') })),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
    ...momentFields,
  },
})
