import { choice, decimal, line, optional, whole } from '../field.ts'
import { say } from '../words.ts'
import { chartMethods, watchedMetrics } from './terms.ts'

/** A row of a plan's charts. */
export const chartColumns = {
  metric: choice({ label: say('지표', 'Metric'), choices: watchedMetrics }),
  method: choice({ label: say('방법', 'Method'), choices: chartMethods }),
  groupColumn: optional(
    line({
      label: say('집단 열', 'Group column'),
      help: say(
        '적으면 그 열의 집단마다 관리도를 그립니다.',
        'Given, each group of it has a chart of its own.',
      ),
      max: 60,
    }),
  ),
  good: decimal({ label: say('양호한 값', 'Good value') }),
  bad: decimal({ label: say('허용할 수 없는 값', 'Unacceptable value') }),
  runLength: optional(
    whole({ label: say('거짓경보 사이 평균 길이(ARL0)', 'Mean run between false alarms (ARL0)'), min: 2 }),
  ),
  alpha: optional(decimal({ label: say('α', 'Alpha') })),
  beta: optional(decimal({ label: say('β', 'Beta') })),
  weight: optional(decimal({ label: say('EWMA 가중치', 'EWMA weight') })),
  spending: optional(
    choice({
      label: say('α 소비', 'Spending'),
      choices: {
        'obrien-fleming': say('오브라이언-플레밍', "O'Brien-Fleming"),
        pocock: say('포콕', 'Pocock'),
      },
    }),
  ),
  plannedCases: optional(whole({ label: say('계획 사례 수', 'Planned cases'), min: 1 })),
  casesPerYear: optional(
    whole({
      label: say('연간 사례 수', 'Cases a year'),
      help: say(
        '베르누이 CUSUM과 SPRT에 필요합니다. 그 지표가 세는 사례(민감도면 양성)의 수이며, 집단 열을 적으면 집단 하나의 수입니다.',
        'Needed for Bernoulli CUSUM and SPRT: cases the metric counts (positives for sensitivity), of one group where a column is given.',
      ),
      min: 1,
    }),
  ),
}

/** A row of what a chart's design comes to. */
export const designColumns = {
  chart: line({ label: say('관리도', 'Chart'), max: 120 }),
  method: line({ label: say('방법', 'Method'), max: 60 }),
  limit: line({ label: say('한계', 'Limit'), max: 120 }),
  runsGood: decimal({ label: say('평균 길이(양호할 때)', 'Mean run length while good') }),
  runsBad: decimal({ label: say('평균 길이(나쁠 때)', 'Mean run length while bad') }),
  unit: choice({
    label: say('단위', 'Unit'),
    choices: { cases: say('건', 'Cases'), periods: say('기간', 'Periods') },
  }),
  falseAlarms: decimal({ label: say('연간 거짓경보', 'False alarms a year') }),
}
