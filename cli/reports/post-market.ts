import { postMarketReport } from '@maek/domain/monitoring/post-market-report.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { fillPostMarket, readPostMarket } from '@maek/domain/reports/post-market-api.ts'
import { type Language, say, type Words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Command, Outcome } from '../command.ts'
import { type Connection, connect } from '../connection.ts'

const usage = 'post-market PMR-… [--fill]'

type Facts = z.output<typeof readPostMarket.output>

export const postMarket: Command = {
  name: 'post-market',
  title: say('시판 후 보고서의 근거 사실을 모읍니다', 'Gather the facts of a post-market report'),
  usage: [usage],
  about: say(
    '보고서 기간의 예측·정답 수, 성능, 점검, 경보와 처리, 사고, 시정·예방조치를 기록 번호와 함께 보여 줍니다. --fill을 주면 초안의 빈 항목(계획, 점검, 경보, 결과 표)을 채웁니다. 사람이 쓴 것은 바꾸지 않으며, 요약·한계·결론·다음 조치는 사람이 씁니다. 없는 사실이 있으면 종료 코드가 1입니다.',
    'Shows counts of predictions and labels, performance, looks, alerts with their endings, incidents and corrective actions of the report’s period, each with the records it stands in. With --fill the empty fields of the draft (plan, looks, alerts, results) are filled. What people wrote is never replaced; summary, limits, conclusion and next steps are theirs. Exit code 1 when something is missing.',
  ),
  options: {
    fill: {
      takes: 'switch',
      about: say('초안의 빈 항목을 채웁니다.', 'Fill the empty fields of the draft.'),
    },
  },
  run: async (asked, terminal) => {
    const [report, ...rest] = asked.words
    if (report === undefined || rest.length > 0)
      return refuse('invalid', say(`사용법: maek ${usage}`, `Usage: maek ${usage}`))
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    return asked.on('fill') ? fill(connection.value, report) : show(connection.value, report)
  },
}

async function show(connection: Connection, report: string): Promise<Answer<Outcome>> {
  const found = await call(connection, readPostMarket, { input: { report } })
  if (!found.ok) return found
  const { language } = connection
  const isWhole = found.value.sections.every(({ missing }) => missing.length === 0)
  return accept({ exit: isWhole ? 0 : 1, json: found.value, lines: linesOf(found.value, language) })
}

function linesOf({ report, from, to, sections, fillable, conclusions }: Facts, language: Language): string[] {
  const open = conclusions.filter(({ answered }) => !answered)
  return [
    `${report.number} ${report.title} · ${from} – ${to}`,
    ...sections.flatMap(({ title, citation, facts, missing }) => [
      `■ ${title[language]} (${citation[language]})`,
      ...facts.map(
        ({ label, value, sources }) =>
          `    ${label[language]}: ${flat(value[language])} ${citedText(sources, language)}`,
      ),
      ...missing.map((one) => `    ! ${say('기록 없음', 'Nothing on record')[language]}: ${one[language]}`),
    ]),
    ...(fillable.length > 0
      ? [
          say(`--fill로 채울 항목: ${names(fillable).ko}`, `--fill would fill: ${names(fillable).en}`)[
            language
          ],
        ]
      : []),
    ...(open.length > 0
      ? [
          say(
            `사람이 쓸 항목: ${names(open.map(({ field }) => field)).ko}`,
            `For people to write: ${names(open.map(({ field }) => field)).en}`,
          )[language],
        ]
      : []),
  ]
}

const citedMax = 5

function citedText(
  sources: Facts['sections'][number]['facts'][number]['sources'],
  language: Language,
): string {
  const shown = sources.slice(0, citedMax).map(({ number, version }) => `${number} v${version}`)
  const more = sources.length - shown.length
  const rest = more > 0 ? [say(`외 ${more}건`, `${more} more`)[language]] : []
  return `[${[...shown, ...rest].join(', ')}]`
}

const flat = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ')

function names(fields: readonly string[]): Words {
  const labels = fields.map((field) => postMarketReport.fields[field]?.label ?? say(field, field))
  return say(labels.map(({ ko }) => ko).join(', '), labels.map(({ en }) => en).join(', '))
}

async function fill(connection: Connection, report: string): Promise<Answer<Outcome>> {
  const found = await call(connection, fillPostMarket, { input: { report } })
  if (!found.ok) return found
  const { record, filled, kept } = found.value
  const title = `${record.number} v${record.version}`
  const head =
    filled.length > 0
      ? say(`✓ ${title}: 채웠습니다: ${names(filled).ko}`, `✓ ${title}: filled ${names(filled).en}`)
      : say(`– ${title}: 채울 것이 없습니다.`, `– ${title}: nothing to fill.`)
  const left =
    kept.length > 0
      ? [say(`  그대로 둔 항목: ${names(kept).ko}`, `  Left as it stands: ${names(kept).en}`)]
      : []
  return accept({
    exit: 0,
    json: found.value,
    lines: [head, ...left].map((line) => line[connection.language]),
  })
}
