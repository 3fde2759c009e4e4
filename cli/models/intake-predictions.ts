import { randomUUID } from 'node:crypto'
import { getPredictionsProgress, intakePredictions } from '@maek/domain/models/api.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { counted, say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Asked, Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { table } from '../table.ts'
import { uploadOf } from '../upload.ts'
import { watchIntake } from './watch-intake.ts'

const columnOptions = ['model', 'score', 'label', 'case', 'subject', 'reference', 'columns']

/** Sends predictions and tells the metrics, each with interval, method and n, and which criteria are met. */
export async function takePredictions(
  connection: Connection,
  asked: Asked,
  file: string,
): Promise<Answer<Outcome>> {
  const { terminal } = connection
  const upload = await uploadOf(terminal, file, intakePredictions)
  if (!upload.ok) return upload
  const named = asked.text('evaluation')
  const evaluation =
    named === undefined ? accept(undefined) : await recordIdOf(connection, 'evaluation', named)
  if (!evaluation.ok) return evaluation
  const columns = columnOptions.map((name) => [name, asked.text(name)])
  const progress = randomUUID()
  const input = {
    name: upload.value.name,
    evaluation: evaluation.value,
    progress,
    ...Object.fromEntries(columns),
    subgroups: asked.text('groups') ?? asked.text('subgroups'),
  }
  const answered = await watchIntake(connection, { progress, asks: getPredictionsProgress }, () =>
    call(connection, intakePredictions, { input, upload: upload.value }),
  )
  if (!answered.ok) return answered
  return accept(outcomeOf(answered.value, connection))
}

type Taken = ReturnType<typeof intakePredictions.output.parse>

function outcomeOf(taken: Taken, { language, terminal }: Connection): Outcome {
  const { record, cases, positives, metrics, criteria, resultDigest } = taken
  const titles = [
    { title: say('지표', 'Metric')[language] },
    { title: say('추정값', 'Estimate')[language], side: 'right' as const },
    { title: say('하한', 'Lower')[language], side: 'right' as const },
    { title: say('상한', 'Upper')[language], side: 'right' as const },
    { title: 'n', side: 'right' as const },
    { title: say('구간 산출법', 'Method')[language] },
  ]
  const rows = metrics.map((one) => [
    one.title[language],
    one.estimate,
    one.lower,
    one.upper,
    String(one.n),
    one.method,
  ])
  const done = say(
    `✓ 등록했습니다: ${record.number} ${record.title}`,
    `✓ Registered: ${record.number} ${record.title}`,
  )
  const counts =
    positives === null
      ? say(`  사례 ${cases}건`, `  ${counted(cases, 'case')}`)
      : say(`  사례 ${cases}건, 양성 ${positives}건`, `  ${counted(cases, 'case')}, ${positives} positive`)
  return {
    exit: 0,
    json: taken,
    lines: [
      done[language],
      counts[language],
      '',
      ...table(titles, rows, terminal.columns),
      '',
      ...criteria.map((one) => `${one.met ? '✓' : '✗'} ${one.because[language]}`),
      `${say('결과 해시', 'Result digest')[language]} ${resultDigest}`,
    ],
  }
}
