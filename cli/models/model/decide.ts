import { filingStatuses } from '@maek/domain/engineering/update/filings.ts'
import { readUpdate, recordUpdate } from '@maek/domain/engineering/update-api.ts'
import { testAnswers, updateOutcomes } from '@maek/domain/engineering/update-decision.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { call } from '../../call.ts'
import type { Asked, Outcome } from '../../command.ts'
import type { Connection } from '../../connection.ts'
import { table } from '../../table.ts'

type Update = z.infer<typeof readUpdate.output>

/** The decision with every test; with `--record` it is kept, to be signed in the house. */
export async function decide(
  connection: Connection,
  asked: Asked,
  [model = '']: readonly string[],
): Promise<Answer<Outcome>> {
  const found = await call(connection, readUpdate, { input: { model } })
  if (!found.ok) return found
  const exit = found.value.outcome === 'within-plan' ? 0 : 1
  const lines = linesOf(found.value, asked.language, connection.terminal.columns)
  if (!asked.on('record')) return accept({ exit, json: found.value, lines })
  const input = { model, factsDigest: found.value.factsDigest }
  const kept = await call(connection, recordUpdate, { input })
  if (!kept.ok) return kept
  const record = say(`기록: ${kept.value.record.number}`, `Record: ${kept.value.record.number}`)
  return accept({
    exit,
    json: { ...found.value, record: kept.value.record },
    lines: [...lines, '', record[asked.language]],
  })
}

function linesOf(update: Update, language: Language, room: number | null): string[] {
  const mark = update.outcome === 'within-plan' ? '✓' : update.outcome === 'undecided' ? '?' : '✗'
  const { budget } = update
  const percent = (share: number) => `${Number((share * 100).toPrecision(4))} %`
  return [
    `${mark} ${update.model.number} ${update.model.versionName}: ${updateOutcomes[update.outcome][language]}`,
    ...update.paths.map(({ market, title }) => `  ${market.toUpperCase()}  ${title[language]}`),
    ...(budget
      ? [
          say(
            `  오류 한도 ${percent(budget.alpha)} 가운데 ${percent(budget.spent)} 사용, ${budget.look}번째 확인 한도 ${percent(budget.allowed)}`,
            `  Error budget ${percent(budget.alpha)}: ${percent(budget.spent)} spent; look ${budget.look} may err by ${percent(budget.allowed)}`,
          )[language],
        ]
      : []),
    ...update.missing.map((one) => `  ! ${one[language]}`),
    '',
    ...table(
      [
        { title: say('시험', 'Test')[language] },
        { title: say('답', 'Answer')[language] },
        { title: say('질문과 이유', 'Question and reason')[language], wraps: true },
        { title: say('근거', 'By')[language] },
      ],
      update.tests.map((test) => [
        `${markOf(test)} ${test.id}`,
        testAnswers[test.answer][language],
        `${test.question[language]} ${test.because[language]}`,
        test.citation[language],
      ]),
      room,
    ),
    ...(update.filings.length > 0
      ? [
          '',
          say('제출·보관 목록', 'To file and to keep')[language],
          ...update.filings.map(
            ({ market, what, to, status, citation }) =>
              `  ${market.toUpperCase()}  ${filingStatuses[status][language]}  ${what[language]} → ${to[language]} (${citation[language]})`,
          ),
        ]
      : []),
  ]
}

/** What was not asked has not passed. */
function markOf({ answer, passes }: Update['tests'][number]): string {
  if (passes === null) return ' '
  if (answer === 'not-asked') return '–'
  return passes ? '✓' : '✗'
}
