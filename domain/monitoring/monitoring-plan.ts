import { filled } from '../conditions.ts'
import { choice, day, decimal, file, later, line, optional, prose, ref, rows, whole } from '../field.ts'
import { type Body, kind } from '../kind.ts'
import { life } from '../life.ts'
import { linkedApproved, sendingBack } from '../lives.ts'
import { sha256Pattern } from '../patterns.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { limitFault, limitsHelp } from './drift-limits.ts'
import { chartColumns, designColumns } from './plan-columns.ts'
import { designRows, designTotal } from './plan-design.ts'
import { withOwnReference } from './reference.ts'
import { driftMeasures } from './terms.ts'

/** What is judged and how: sealed once it is signed, for a limit moved after the fact limits nothing. */
const sealedFields = [
  'modelVersion',
  'evaluation',
  'threshold',
  'period',
  'dayBegins',
  'startsOn',
  'matureAfterDays',
  'labelShareMin',
  'casesMin',
  'falseAlarmsPerYear',
  'groups',
  'charts',
  'designs',
  'falseAlarmsExpected',
  'driftLimits',
  'driftPeriods',
  'reference',
  'referenceDigest',
]

const planLife = life({
  initial: 'draft',
  states: {
    draft: { label: say('작성 중', 'Draft'), tone: 'draft', editable: true },
    'in-review': { label: say('검토 중', 'In review'), tone: 'waiting' },
    'in-force': { label: say('시행 중', 'In force'), tone: 'good' },
    ended: { label: say('종료', 'Ended'), tone: 'neutral', ended: true },
  },
  actions: {
    submit: {
      label: say('검토 요청', 'Submit for review'),
      from: ['draft'],
      to: 'in-review',
      permission: 'write',
      complete: true,
      guards: [
        filled(
          'designs',
          say(
            '관리도를 설계할 수 없습니다. 각 행의 값을 확인하십시오.',
            'The charts cannot be designed yet. Check the values of each row.',
          ),
        ),
        ({ body }) => (body.faults === undefined ? null : say(String(body.faults), String(body.faults))),
        withinBudget,
        linkedApproved(
          'evaluation',
          say(
            '기준으로 삼을 평가를 먼저 승인하십시오.',
            'Approve the evaluation that is the baseline first.',
          ),
        ),
      ],
    },
    'send-back': sendingBack({ from: ['in-review'], to: 'draft' }),
    sign: {
      label: say('계획 서명', 'Sign the plan'),
      from: ['in-review'],
      to: 'in-force',
      permission: 'approve',
      signs: 'approval',
      fourEyes: true,
      complete: true,
      approves: true,
      guards: [withinBudget],
    },
    end: {
      label: say('종료', 'End'),
      from: ['draft', 'in-review', 'in-force'],
      to: 'ended',
      permission: 'retire',
      reason: true,
    },
  },
})

/** The false alarms its charts let expect must fit what the plan allows for a year. */
function withinBudget({ body }: { readonly body: Body }) {
  const [expected, budget] = [Number(body.falseAlarmsExpected), Number(body.falseAlarmsPerYear)]
  if (!(expected > budget)) return null
  return say(
    `설계대로면 한 해에 거짓경보 ${expected}건을 예상하는데 예산은 ${budget}건입니다. ARL0를 늘리거나 관리도를 줄이십시오.`,
    `By design ${expected} false alarms are expected a year; the budget is ${budget}. Raise ARL0 or drop a chart.`,
  )
}

/** How a model is watched in the field, signed before anything is seen and sealed after. */
export const monitoringPlan = kind({
  name: 'monitoring-plan',
  code: 'MPL',
  domain: 'monitoring',
  title: say('모니터링 계획', 'Monitoring plan'),
  plural: say('모니터링 계획', 'Monitoring plans'),
  about: say(
    '무엇을, 어떤 기준으로, 얼마나 자주 볼지 미리 서명합니다. EU AI법 제72조의 시판 후 모니터링 계획, ISO/IEC 42001 9.1, 보안지침 제12조의 기록입니다.',
    'What is watched, by which limits and how often, signed beforehand: the plan of EU AI Act Art. 72, ISO/IEC 42001 9.1 and MFDS notice Art. 12.',
  ),
  titleField: 'name',
  life: planLife,
  sealed: { 'in-review': sealedFields, 'in-force': sealedFields, ended: sealedFields },
  byHouse: { fields: ['reference', 'referenceDigest'] },
  reviewMonths: 12,
  retention: deviceFileRetention,
  settle: (before, after) => {
    const { designs: _designs, falseAlarmsExpected: _expected, faults: _faults, ...kept } = after
    const entered = withOwnReference(before, kept)
    const made = designRows(entered)
    if (made === null) return entered
    return {
      ...entered,
      ...(made.rows.length > 0 && { designs: made.rows, falseAlarmsExpected: designTotal(made.rows) }),
      ...(made.faults.length > 0 && { faults: made.faults.join('\n') }),
    }
  },
  check: (body) => {
    const crossed = body.charts?.findIndex(({ good, bad }) => !(Number(bad) < Number(good)))
    if (crossed !== undefined && crossed >= 0) {
      return {
        field: 'charts',
        because: say(
          `${crossed + 1}행: 허용할 수 없는 값이 양호한 값보다 낮아야 합니다.`,
          `Row ${crossed + 1}: the unacceptable value must lie below the good one.`,
        ),
      }
    }
    const columns = new Set(body.groups?.map(({ column }) => column))
    const strange = body.charts?.findIndex(
      ({ groupColumn }) => groupColumn !== undefined && !columns.has(groupColumn),
    )
    if (strange === undefined || strange < 0) return limitFault(body.driftLimits ?? [])
    return {
      field: 'charts',
      because: say(
        `${strange + 1}행: 집단 열의 값을 ‘집단’에 먼저 적으십시오.`,
        `Row ${strange + 1}: list the groups of this column under “Groups” first.`,
      ),
    }
  },
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true }),
    modelVersion: ref('model-version', {
      label: say('모델', 'Model'),
      listed: true,
      reverse: say('모니터링 계획', 'Monitoring plans'),
    }),
    owner: ref('person', {
      label: say('책임자', 'Owner'),
      listed: true,
      reverse: say('맡은 모니터링 계획', 'Monitoring plans owned'),
    }),
    purpose: later(prose({ label: say('목적과 근거', 'Purpose and reasons') })),
    evaluation: later(
      ref('evaluation', {
        label: say('기준이 되는 평가', 'Baseline evaluation'),
        reverse: say('이 평가를 기준으로 삼은 계획', 'Plans that rest on it'),
      }),
    ),
    threshold: later(decimal({ label: say('판정 임계값', 'Operating point') })),
    period: later(
      choice({
        label: say('기간', 'Period'),
        help: say('기간이 끝날 때마다 한 번 봅니다.', 'A look is taken at the end of each.'),
        listed: true,
        choices: {
          day: say('하루', 'Day'),
          week: say('한 주(월요일부터)', 'Week (from Monday)'),
          month: say('한 달', 'Month'),
        },
      }),
    ),
    dayBegins: later(
      choice({
        label: say('하루의 시작', 'Day begins'),
        choices: {
          seoul: say('한국 시간 자정', 'Midnight in Seoul'),
          utc: say('협정세계시 자정', 'Midnight UTC'),
        },
      }),
    ),
    startsOn: later(day({ label: say('시작일', 'Starts on') })),
    matureAfterDays: later(
      whole({
        label: say('정답을 기다리는 날수', 'Days to wait for labels'),
        help: say(
          '예측한 뒤 이 날수가 지난 사례를 ‘성숙한 사례’라 하고, 그 사례만 지표에 넣습니다. 빨리 온 정답만 세면 성능이 치우칩니다.',
          'Only predictions this old are counted: quick labels alone would bias every metric.',
        ),
        unit: say('일', 'days'),
        max: 1000,
      }),
    ),
    labelShareMin: later(
      decimal({
        label: say('정답 확보율 하한', 'Minimum share of labels'),
        help: say('0과 1 사이. 보통 0.9.', 'Between 0 and 1, usually 0.9.'),
      }),
    ),
    casesMin: later(whole({ label: say('판단에 필요한 최소 건수', 'Minimum cases to judge'), min: 1 })),
    falseAlarmsPerYear: later(
      decimal({
        label: say('거짓경보 예산(연간)', 'False alarms allowed a year'),
        help: say(
          '성능이 나빠지지 않아도 우연히 이만큼은 경보가 나올 수 있습니다.',
          'So many may sound though nothing is wrong.',
        ),
      }),
    ),
    groups: optional(
      rows({
        label: say('집단', 'Groups'),
        columns: {
          column: line({ label: say('열', 'Column'), max: 60 }),
          value: line({ label: say('값', 'Value'), max: 64 }),
        },
        max: 100,
      }),
    ),
    charts: later(
      rows({
        label: say('관리도', 'Charts'),
        help: say('서명 뒤에는 바꿀 수 없습니다.', 'Cannot be changed once the plan is signed.'),
        columns: chartColumns,
        max: 30,
      }),
    ),
    designs: optional(
      rows({
        label: say('설계 결과(자동 계산)', 'Design (worked out)'),
        help: say(
          '저장할 때마다 다시 계산합니다. 손으로 바꿀 수 없습니다.',
          'Worked out at every save; not entered by hand.',
        ),
        columns: designColumns,
      }),
    ),
    falseAlarmsExpected: optional(
      decimal({ label: say('예상 거짓경보(연간, 자동 계산)', 'False alarms expected a year (worked out)') }),
    ),
    faults: optional(
      prose({ label: say('설계할 수 없는 행(자동)', 'Rows that cannot be designed (worked out)') }),
    ),
    driftLimits: optional(
      rows({
        label: say('분포 변화 한계', 'Limits of drift'),
        help: limitsHelp,
        columns: {
          variable: line({ label: say('변수(score, 입력, label)', 'Score, an input or label'), max: 60 }),
          measure: choice({ label: say('척도', 'Measure'), choices: driftMeasures }),
          limit: decimal({ label: say('한계', 'Limit') }),
        },
        max: 60,
      }),
    ),
    driftPeriods: later(
      whole({
        label: say('연속으로 넘어야 하는 기간 수', 'Periods in a row beyond a limit'),
        min: 1,
        max: 12,
      }),
    ),
    decideWithinDays: later(
      whole({
        label: say('경보를 결정할 기한', 'Days to decide on an alert'),
        unit: say('일', 'days'),
        min: 1,
        max: 90,
      }),
    ),
    reference: later(
      file({
        label: say('고정한 기준 분포(JSON)', 'Frozen reference (JSON)'),
        help: say(
          '기준 평가의 예측에서 한 번 고정합니다. 계획 화면의 “기준 고정”을 누르십시오.',
          'Frozen once from the predictions of the baseline evaluation, by “Freeze the reference” on the plan’s page.',
        ),
      }),
    ),
    referenceDigest: later(
      line({ label: say('기준 해시(SHA-256)', 'Reference digest (SHA-256)'), pattern: sha256Pattern }),
    ),
  },
})
