import { filled, stillEmpty } from '../conditions.ts'
import { choice, day, files, later, line, optional, prose, ref, refs, rows } from '../field.ts'
import { mustBe } from '../guards.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { casework } from '../lives.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

const step = {
  action: line({ label: say('조치', 'Action'), max: 500 }),
  role: line({ label: say('담당(직책)', 'By (role)'), max: 100 }),
  dueOn: day({ label: say('기한', 'Due') }),
  doneOn: optional(day({ label: say('완료일', 'Done') })),
}

const planned = [
  filled('rootCause', say('근본 원인을 적으십시오.', 'Write the root cause.')),
  filled('steps', say('조치 계획을 적으십시오.', 'Write the planned actions.')),
  filled('effectCriteria', say('효과 판정 기준을 정하십시오.', 'Set the criteria of effect.')),
  stillEmpty(
    ['effect', 'effectFindings', 'effectCheckedOn'],
    say('효과를 확인하기 전에 계획을 승인받으십시오.', 'The plan is approved before the effect is checked.'),
  ),
]

/** Casework whose plan another approves, so that the criteria of effect stand before the result. */
const correctiveActionLife = life({
  ...casework,
  actions: {
    ...casework.actions,
    start: {
      label: say('조치 계획 승인', 'Approve the plan'),
      from: ['open'],
      to: 'working',
      permission: 'approve',
      signs: 'review',
      fourEyes: true,
      guards: planned,
    },
    close: {
      ...casework.actions.close,
      guards: [
        mustBe(
          'effect',
          ['effective'],
          say(
            '효과가 확인되지 않은 조치는 종결할 수 없습니다. 반려하고 원인을 다시 조사하십시오.',
            'An action without effect cannot be closed. Send it back and look for the cause again.',
          ),
        ),
      ],
    },
    'plan-again': {
      label: say('원인 재조사', 'Look for the cause again'),
      from: ['working'],
      to: 'open',
      permission: 'write',
      reason: true,
    },
  },
})

/** The cause of a nonconformity, found or possible, removed in proportion, without side effects and with proof of effect. */
export const correctiveAction = kind({
  name: 'corrective-action',
  code: 'CAPA',
  domain: 'improvement',
  title: say('시정 및 예방조치', 'Corrective and preventive action'),
  plural: say('시정 및 예방조치', 'Corrective and preventive actions'),
  about: say(
    '부적합의 원인을 없애고 효과를 확인합니다. ISO 13485 8.5.2·8.5.3, ISO/IEC 42001 10.2, 보안지침 제19조(침해행위 재발방지)의 기록입니다.',
    'Removes the cause and shows the effect: ISO 13485 8.5.2 and 8.5.3, ISO/IEC 42001 10.2, MFDS notice Art. 19 (prevention after an infringement).',
  ),
  titleField: 'name',
  life: correctiveActionLife,
  sealed: { '*': ['awareOn'], working: ['effectCriteria'] },
  retention: deviceFileRetention,
  check: (body) => {
    const late = body.steps?.findIndex(({ doneOn }) => doneOn !== undefined && doneOn < body.awareOn)
    if (late === undefined || late < 0) return null
    return {
      field: 'steps',
      because: say(
        `${late + 1}행: 완료일이 접수일보다 이릅니다.`,
        `Row ${late + 1}: done before the action was opened.`,
      ),
    }
  },
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true }),
    type: choice({
      label: say('구분', 'Type'),
      listed: true,
      choices: { corrective: say('시정조치', 'Corrective'), preventive: say('예방조치', 'Preventive') },
    }),
    problem: prose({ label: say('문제', 'Problem') }),
    awareOn: day({ label: say('접수일', 'Opened on') }),
    owner: ref('person', {
      label: say('책임자', 'Owner'),
      listed: true,
      reverse: say('책임지는 시정·예방조치', 'Actions owned'),
    }),
    dueOn: day({
      label: say('완료 기한', 'Due on'),
      help: say(
        '지체 없이(ISO 13485 8.5.2). 기한을 넘기면 이유를 남깁니다.',
        'Without undue delay (ISO 13485 8.5.2).',
      ),
      listed: true,
      sorted: true,
    }),
    nonconformities: optional(
      refs('nonconformity', {
        label: say('부적합', 'Nonconformities'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    incidents: optional(
      refs('incident', {
        label: say('사고', 'Incidents'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    vulnerabilityCases: optional(
      refs('vulnerability-case', {
        label: say('취약점', 'Vulnerability cases'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    devices: optional(
      refs('device', {
        label: say('관련 제품', 'Devices'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    alerts: optional(
      refs('alert', {
        label: say('성능 경보', 'Alerts'),
        help: say('이 기록으로 이어진 성능 경보.', 'Alerts of field performance that led here.'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    gaps: optional(
      refs('performance-gap', {
        label: say('완화할 성능 격차', 'Performance gaps'),
        help: say('이 기록으로 줄이려는 집단 간 성능 격차.', 'Gaps between groups that this is to lessen.'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    aiSystems: optional(
      refs('ai-system', {
        label: say('AI 시스템', 'AI systems'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    hazards: optional(
      refs('hazard', {
        label: say('관련 위험', 'Hazards'),
        help: say('위험관리파일을 고쳐야 하는지 확인합니다.', 'Check whether the risk file changes.'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    priority: later(
      choice({
        label: say('우선순위', 'Priority'),
        listed: true,
        choices: { low: say('낮음', 'Low'), medium: say('보통', 'Medium'), high: say('높음', 'High') },
      }),
    ),
    correction: later(prose({ label: say('즉시 수정', 'Correction') })),
    causeMethod: later(
      choice({
        label: say('원인 분석 방법', 'Method of analysis'),
        choices: {
          'five-whys': say('5 Why 기법', 'Five whys'),
          fishbone: say('특성요인도', 'Fishbone'),
          'fault-tree': say('결함수 분석', 'Fault tree'),
          timeline: say('시간순 재구성', 'Timeline'),
          'data-analysis': say('데이터·모델 분석', 'Data or model analysis'),
        },
      }),
    ),
    rootCause: later(prose({ label: say('근본 원인', 'Root cause') })),
    similarCases: later(prose({ label: say('유사 사례 확인', 'Similar cases') })),
    steps: later(rows({ label: say('조치 계획과 이행', 'Actions'), columns: step })),
    sideEffects: later(
      prose({
        label: say('부작용 검증', 'No adverse effect'),
        help: say(
          '안전·성능·법규 적합성을 해치지 않음을 어떻게 확인했는지(ISO 13485 8.5.2 e).',
          'How it is known that safety, performance and compliance do not suffer (ISO 13485 8.5.2 e).',
        ),
      }),
    ),
    changes: optional(
      refs('change', {
        label: say('실행한 변경', 'Changes'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    documents: optional(
      refs('document', {
        label: say('개정 문서', 'Documents'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    riskControls: optional(
      refs('risk-control', {
        label: say('위험통제', 'Risk controls'),
        reverse: say('시정·예방조치', 'Corrective actions'),
      }),
    ),
    effectCriteria: later(
      prose({
        label: say('효과 판정 기준', 'Criteria of effect'),
        help: say(
          '무엇이, 언제까지, 얼마면 효과가 있는지 미리 정합니다.',
          'What, by when and how much counts as effect, set beforehand.',
        ),
      }),
    ),
    effectCheckedOn: later(day({ label: say('효과 확인일', 'Effect checked on') })),
    effect: later(
      choice({
        label: say('효과', 'Effect'),
        listed: true,
        choices: {
          effective: say('효과 있음', 'Effective'),
          'not-effective': say('효과 없음', 'Not effective'),
        },
      }),
    ),
    effectFindings: later(prose({ label: say('효과 확인 결과', 'Findings') })),
    evidence: later(files({ label: say('증빙', 'Evidence') })),
  },
})
