import { choice, day, later, line, moment, prose, ref } from '../field.ts'
import { kind } from '../kind.ts'
import { type Guard, life } from '../life.ts'
import { sendingBack } from '../lives.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say, type Words } from '../words.ts'

/** Guard: a decision to go on as that kind needs the record that does; it names this alert. */
function answered(decision: string, kind: string, because: Words): Guard {
  return ({ body, links }) =>
    body.decision !== decision || links.in.some((link) => link.kind === kind && link.relation === 'alerts')
      ? null
      : because
}

/**
 * An alarm ends in one of three ways: an incident, a corrective action, or a reason not to act that another signs.
 * It cannot be cancelled: what was seen was seen.
 */
const alertLife = life({
  initial: 'open',
  states: {
    open: { label: say('접수', 'Open'), tone: 'bad', editable: true },
    examining: { label: say('조사 중', 'Under examination'), tone: 'waiting', editable: true },
    deciding: { label: say('결정 승인 대기', 'Decision awaits signature'), tone: 'waiting' },
    settled: { label: say('처리됨', 'Settled'), tone: 'good', closed: true },
  },
  actions: {
    examine: { label: say('조사 시작', 'Examine'), from: ['open'], to: 'examining', permission: 'write' },
    propose: {
      label: say('결정 올리기', 'Propose a decision'),
      from: ['open', 'examining'],
      to: 'deciding',
      permission: 'write',
      complete: true,
      guards: [
        answered(
          'incident',
          'incident',
          say(
            '이 경보를 연결한 사고 기록을 먼저 만드십시오.',
            'Open the incident that names this alert first.',
          ),
        ),
        answered(
          'corrective-action',
          'corrective-action',
          say(
            '이 경보를 연결한 시정·예방조치 기록을 먼저 만드십시오.',
            'Open the corrective action that names this alert first.',
          ),
        ),
      ],
    },
    'send-back': sendingBack({ from: ['deciding'], to: 'examining' }),
    settle: {
      label: say('결정 서명', 'Sign the decision'),
      from: ['deciding'],
      to: 'settled',
      permission: 'approve',
      signs: 'approval',
      fourEyes: true,
      complete: true,
      approves: true,
    },
    reopen: {
      label: say('재개', 'Reopen'),
      from: ['settled'],
      to: 'examining',
      permission: 'approve',
      reason: true,
    },
  },
})

/** Opened by the house when a signed plan's chart alarms; nobody needs to notice it first. */
export const alert = kind({
  name: 'alert',
  code: 'ALT',
  domain: 'monitoring',
  title: say('성능 경보', 'Alert'),
  plural: say('성능 경보', 'Alerts'),
  about: say(
    '모니터링 계획의 관리도나 분포 한계에서 경보가 나오면 시스템이 만듭니다. 사고, 시정조치, 또는 서명된 미조치 사유로 끝나야 합니다. EU AI법 제72조, ISO/IEC 42001 9.1·10.2.',
    'Opened by the system when a chart of a signed plan alarms. It ends in an incident, a corrective action or a signed reason not to act: EU AI Act Art. 72, ISO/IEC 42001 9.1 and 10.2.',
  ),
  titleField: 'name',
  life: alertLife,
  byHouse: {
    records: say(
      '점검에서 경보가 나오면 시스템이 만듭니다. 사람이 알아챈 문제는 사고나 부적합으로 작성하십시오.',
      'The system makes it when a look alarms. What a person noticed is written as an incident or a nonconformity.',
    ),
  },
  sealed: { '*': ['plan', 'look', 'cause', 'seen', 'alarmedAt', 'decideBy', 'modelVersion'] },
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true, max: 255 }),
    plan: ref('monitoring-plan', {
      label: say('계획', 'Plan'),
      reverse: say('성능 경보', 'Alerts'),
    }),
    look: ref('monitoring-look', {
      label: say('근거가 된 점검', 'Look it rests on'),
      reverse: say('연 경보', 'Alerts opened'),
    }),
    modelVersion: ref('model-version', {
      label: say('모델', 'Model'),
      listed: true,
      reverse: say('성능 경보', 'Alerts'),
    }),
    cause: line({
      label: say('원인 표식', 'Cause'),
      help: say(
        '계획·관리도·경보 시점. 같은 원인으로는 한 번만 열립니다.',
        'Plan, chart and period of the alarm; one cause opens one alert.',
      ),
      max: 200,
    }),
    seen: prose({ label: say('무엇이 보였나', 'What was seen') }),
    alarmedAt: moment({ label: say('경보 시각', 'Alarmed at'), listed: true }),
    decideBy: day({ label: say('결정 기한', 'Decide by'), listed: true, sorted: true }),
    owner: ref('person', {
      label: say('책임자', 'Owner'),
      listed: true,
      reverse: say('맡은 성능 경보', 'Alerts owned'),
    }),
    examination: later(
      prose({
        label: say('조사 내용', 'Examination'),
        help: say(
          '자료 오류, 정답 지연, 사용 변화, 집단 변화, 모델 저하 가운데 무엇인지.',
          'Whether it is faulty data, late labels, another use, another population, or the model.',
        ),
      }),
    ),
    harm: later(prose({ label: say('환자에게 미칠 수 있는 영향', 'What it may mean for patients') })),
    decision: later(
      choice({
        label: say('결정', 'Decision'),
        listed: true,
        choices: {
          incident: say('사고로 처리', 'Incident'),
          'corrective-action': say('시정·예방조치', 'Corrective action'),
          'no-action': say('조치하지 않음(사유 서명)', 'No action (reason signed)'),
        },
      }),
    ),
    reason: later(prose({ label: say('결정 이유', 'Reason of the decision') })),
  },
})
