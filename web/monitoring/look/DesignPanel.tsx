import type { Body } from '@maek/domain/kind.ts'
import { chartMethods } from '@maek/domain/monitoring/terms.ts'
import { say as words } from '@maek/domain/words.ts'
import { z } from 'zod'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { count } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from '../monitoring.module.css'

const designsSchema = z.array(
  z.looseObject({
    chart: z.string(),
    method: z.string(),
    limit: z.string(),
    runsGood: z.string(),
    runsBad: z.string(),
    unit: z.enum(['cases', 'periods']),
    falseAlarms: z.string(),
  }),
)

const wordsOf = {
  title: words('관리도 설계', 'Design of the charts'),
  about: words(
    '자료를 보기 전에 계획에서 계산해 고정한 값입니다. 길이는 경보까지의 평균입니다(양호하면 거짓경보까지). SPRT의 길이는 결정까지의 평균 건수, 집단축차검정의 길이는 계획한 건수입니다.',
    'Worked out from the plan before any data and sealed with it. For an SPRT the runs are cases until it decides, for a group-sequential test the planned cases.',
  ),
  chart: words('관리도', 'Chart'),
  method: words('방법', 'Method'),
  limit: words('한계·모수', 'Limit, parameters'),
  good: words('평균 길이(양호할 때)', 'Mean run length while good'),
  bad: words('평균 길이(나쁠 때)', 'Mean run length while bad'),
  falseAlarms: words('연간 거짓경보', 'False alarms a year'),
  cases: words('건', 'cases'),
  periods: words('개 기간', 'periods'),
  total: words('합계 / 예산', 'Sum / budget'),
}

/** A row keeps its method in English; where it is one of ours it is said in the reader's language. */
function methodName(kept: string, say: ReturnType<typeof useSay>): string {
  const known = Object.values(chartMethods).find(({ en }) => en === kept)
  return known ? say(known) : kept
}

/** What each chart of the plan was designed to do, as the plan was signed. */
export function DesignPanel({ body }: { body: Body }) {
  const say = useSay()
  const designs = designsSchema.safeParse(body.designs).data
  if (!designs) return null
  return (
    <Panel title={say(wordsOf.title)}>
      <p className={classes.lead}>{say(wordsOf.about)}</p>
      <ChartTable
        title={say(wordsOf.title)}
        table={{
          texts: [1],
          columns: [
            say(wordsOf.chart),
            say(wordsOf.method),
            say(wordsOf.limit),
            say(wordsOf.good),
            say(wordsOf.bad),
            say(wordsOf.falseAlarms),
          ],
          rows: [
            ...designs.map((row) => [
              row.chart,
              methodName(row.method, say),
              row.limit,
              `${count(Number(row.runsGood))} ${say(wordsOf[row.unit])}`,
              `${count(Number(row.runsBad))} ${say(wordsOf[row.unit])}`,
              row.falseAlarms,
            ]),
            [
              <strong key="total">{say(wordsOf.total)}</strong>,
              '',
              '',
              '',
              '',
              `${String(body.falseAlarmsExpected ?? '–')} / ${String(body.falseAlarmsPerYear ?? '–')}`,
            ],
          ],
        }}
      />
    </Panel>
  )
}
