import { readLook, takeLook } from '@maek/domain/monitoring/api.ts'
import type { LookChart, LookMetric, LookResult } from '@maek/domain/monitoring/look-result.ts'
import { lookStates } from '@maek/domain/monitoring/look-states.ts'
import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { counted, type Language, say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Command, Outcome } from '../command.ts'
import { type Connection, connect } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { table } from '../table.ts'

const usage = 'looks PLAN [--take]'

export const looks: Command = {
  name: 'looks',
  title: say('모니터링 계획에 따라 현장 성능을 봅니다', 'Look at field performance by a monitoring plan'),
  usage: [usage],
  about: say(
    '지금 보면 무엇이 보이는지 알립니다. --take를 주면 예정된 점검을 하고 기록으로 남기며, 경보가 있으면 종료 코드가 1입니다.',
    'Shows what a look at this moment finds. With --take the look that is due is taken and kept. Exit code 1 when there is an alarm.',
  ),
  options: {
    take: {
      takes: 'switch',
      about: say('예정된 점검을 하고 남깁니다.', 'Take and keep the look that is due.'),
    },
  },
  run: async (asked, terminal) => {
    const [named, ...rest] = asked.words
    if (named === undefined || rest.length > 0)
      return refuse('invalid', say(`사용법: maek ${usage}`, `Usage: maek ${usage}`))
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const plan = await recordIdOf(connection.value, monitoringPlan.name, named)
    if (!plan.ok) return plan
    return asked.on('take') ? take(connection.value, plan.value) : show(connection.value, plan.value)
  },
}

async function take(connection: Connection, plan: string): Promise<Answer<Outcome>> {
  const answered = await call(connection, takeLook, { input: { plan } })
  if (!answered.ok) return answered
  const { look, alerts } = answered.value
  const { language } = connection
  const line = look
    ? say(
        `✓ 점검했습니다: ${look.number} ${look.through}까지`,
        `✓ Looked: ${look.number} through ${look.through}`,
      )
    : say('예정된 점검이 없습니다.', 'No look is due.')
  return accept({
    exit: alerts.length > 0 ? 1 : 0,
    json: answered.value,
    lines: [line[language], ...alerts.map(({ number, title }) => `✗ ${number} ${title}`)],
  })
}

async function show(connection: Connection, plan: string): Promise<Answer<Outcome>> {
  const answered = await call(connection, readLook, { input: { plan } })
  if (!answered.ok) return answered
  const { language, terminal } = connection
  const { result, digest } = answered.value
  return accept({
    exit: result.outcome === 'alarm' ? 1 : 0,
    json: answered.value,
    lines: [
      headOf(result, language),
      ...labelLines(result, language),
      '',
      ...metricTable(result.metrics, language, terminal.columns),
      '',
      ...chartTable(result.charts, language, terminal.columns),
      ...(result.alarms.length > 0
        ? ['', ...result.alarms.map(({ because }) => `✗ ${because[language]}`)]
        : []),
      ...result.notes.map((note) => `! ${note[language]}`),
      `${say('결과 해시', 'Result digest')[language]} ${digest}`,
    ],
  })
}

function headOf({ outcome, through, matureThrough }: LookResult, language: Language): string {
  const mark = outcome === 'alarm' ? '✗' : outcome === 'quiet' ? '✓' : '!'
  const until = say(
    `${through ?? '–'}까지, 성숙한 기간은 ${matureThrough ?? '–'}까지`,
    `through ${through ?? '–'}, mature through ${matureThrough ?? '–'}`,
  )
  return `${mark} ${lookStates[outcome][language]} · ${until[language]}`
}

function labelLines({ labels }: LookResult, language: Language): string[] {
  const share = labels.mature > 0 ? `${((100 * labels.matureLabelled) / labels.mature).toFixed(1)} %` : '–'
  const { medianDays } = labels.delay
  const delay = medianDays === null ? say('–', '–') : say(`${medianDays}일`, counted(medianDays, 'day'))
  const counts = say(
    `  예측 ${labels.predictions}, 성숙 ${labels.mature}, 정답 확보 ${share}, 정답 지연 중앙값 ${delay.ko}`,
    `  ${counted(labels.predictions, 'prediction')}, ${labels.mature} mature, labels for ${share}, median delay ${delay.en}`,
  )
  const odd = say(
    `  변경 ${labels.revised}, 모순 ${labels.contradictory + labels.circular}, 예측 없는 정답 ${labels.unknown}, 중복 ${labels.repeated + labels.repeatedPredictions}`,
    `  ${labels.revised} revised, ${labels.contradictory + labels.circular} contradictory, ${labels.unknown} without a prediction, ${labels.repeated + labels.repeatedPredictions} repeated`,
  )
  return [counts[language], odd[language]]
}

function metricTable(metrics: readonly LookMetric[], language: Language, room: number | null): string[] {
  const titles = [
    { title: say('지표', 'Metric')[language] },
    { title: say('추정값', 'Estimate')[language], side: 'right' as const },
    { title: say('신뢰구간', 'Interval')[language] },
    { title: say('기준', 'Baseline')[language], side: 'right' as const },
    { title: 'n', side: 'right' as const },
  ]
  const rows = metrics.map(({ title, measure, baseline }) => [
    title[language],
    measure.state === 'estimated' ? measure.estimate.toFixed(4) : '–',
    measure.state === 'estimated' && measure.interval
      ? `${measure.interval.low.toFixed(4)} – ${measure.interval.high.toFixed(4)}`
      : '–',
    baseline?.state === 'estimated' ? baseline.estimate.toFixed(4) : '–',
    String(measure.n),
  ])
  return table(titles, rows, room)
}

function chartTable(charts: readonly LookChart[], language: Language, room: number | null): string[] {
  const stateWords = {
    quiet: say('경보 없음', 'No alarm'),
    alarm: say('경보', 'Alarm'),
    'too-little': say('자료 부족', 'Too little'),
    ended: say('종료', 'Ended'),
  }
  const titles = [
    { title: say('관리도', 'Chart')[language] },
    { title: say('상태', 'State')[language] },
    { title: say('실패/사례', 'Failures/cases')[language], side: 'right' as const },
    { title: say('거짓경보 소비', 'False alarms spent')[language], side: 'right' as const },
  ]
  const rows = charts.map(({ title, state, failures, cases, falseAlarmsSpent }) => [
    title[language],
    stateWords[state][language],
    `${failures}/${cases}`,
    falseAlarmsSpent.toFixed(3),
  ])
  return table(titles, rows, room)
}
