import { randomUUID } from 'node:crypto'
import { getObservationsProgress, intakeObservations } from '@maek/domain/monitoring/api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { counted, say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Command, Outcome } from '../command.ts'
import { type Connection, connect } from '../connection.ts'
import { watchIntake } from '../models/watch-intake.ts'
import { uploadOf } from '../upload.ts'

const usage = [
  'observe predictions FILE --model ID|NUMBER [--site ID|NUMBER] [--release ID|NUMBER] [--event COLUMN] [--predicted-at COLUMN] [--score COLUMN] [--decision COLUMN] [--attributes COLUMN,…] [--inputs COLUMN,…]',
  'observe labels FILE --model ID|NUMBER [--event COLUMN] [--label COLUMN] [--labelled-at COLUMN] [--source COLUMN]',
]

const columns = {
  event: say('사건 번호 열(event_id).', 'Column of the event id (event_id).'),
  'predicted-at': say('예측 시각 열(predicted_at).', 'Column of the time of prediction (predicted_at).'),
  score: say('점수 열(score).', 'Column of the score (score).'),
  decision: say('판정 열(decision).', 'Column of the decision (decision).'),
  'site-key': say('사용처 일련번호 열(site_key).', 'Column of the site’s serial (site_key).'),
  'subject-key': say('대상자 일련번호 열(subject_key).', 'Column of the subject’s serial (subject_key).'),
  attributes: say('집단을 나누는 열(attribute_…).', 'Columns of groups (attribute_…).'),
  inputs: say('수치 입력 열(input_…).', 'Columns of numeric inputs (input_…).'),
  label: say('정답 열(label).', 'Column of the label (label).'),
  'labelled-at': say('정답 시각 열(labelled_at).', 'Column of the time of the label (labelled_at).'),
  source: say('정답 출처 열(source).', 'Column of the label’s source (source).'),
  'label-id': say('정답 번호 열(label_id).', 'Column of the label’s own id (label_id).'),
  replaces: say('대체하는 정답 번호 열(supersedes).', 'Column of the label id it replaces (supersedes).'),
}
const sentAs: Readonly<Record<string, string>> = {
  'predicted-at': 'predictedAt',
  'site-key': 'siteKey',
  'subject-key': 'subjectKey',
  'labelled-at': 'labelledAt',
  'label-id': 'labelId',
}

export const observe: Command = {
  name: 'observe',
  title: say('현장의 예측이나 정답을 등록합니다', 'Register predictions or labels from the field'),
  usage,
  about: say(
    'CSV, NDJSON(gzip 가능), Parquet 파일을 받은 그대로 보관하고 계산에 반영합니다. 사람을 알아볼 수 있는 값이 있으면 어느 줄인지 알리고 아무것도 저장하지 않습니다. 같은 파일을 다시 보내도 두 번 세지 않습니다. 열 이름이 기본과 다르면 옵션으로 정합니다. 이름은 기본과 같지만 뜻이 다른 열은 빈 값으로 뺍니다(--decision=).',
    'Keeps a CSV, NDJSON (gzip too) or Parquet file as it came and counts it in. Anything that identifies a person is refused with its row, and nothing is stored. The same file sent again counts once. Columns called otherwise are named by options; one that bears a usual name but means something else is left out by an empty value (--decision=).',
  ),
  options: {
    model: { takes: 'text', value: 'ID|NUMBER', about: say('모델 버전(필수).', 'Model version (needed).') },
    site: { takes: 'text', value: 'ID|NUMBER', about: say('사용처.', 'Site.') },
    release: { takes: 'text', value: 'ID|NUMBER', about: say('릴리스.', 'Release.') },
    supersedes: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('이 파일이 정정하는 관측 자료.', 'Batch that this file corrects.'),
    },
    ...Object.fromEntries(
      Object.entries(columns).map(([name, about]) => [
        name,
        { takes: 'text' as const, value: 'COLUMN', about },
      ]),
    ),
  },
  run: async (asked, terminal) => {
    const [contents, file, ...rest] = asked.words
    const model = asked.text('model')
    if ((contents !== 'predictions' && contents !== 'labels') || file === undefined || rest.length > 0)
      return refuse('invalid', say(`사용법: maek ${usage.join('\n')}`, `Usage: maek ${usage.join('\n')}`))
    if (model === undefined)
      return refuse(
        'invalid',
        say('--model로 모델 버전을 정하십시오.', 'Name the model version by --model.'),
        'model',
      )
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const named = [...Object.keys(columns), 'site', 'release', 'supersedes'].map((name) => [
      sentAs[name] ?? name,
      asked.text(name),
    ])
    return takeObservations(connection.value, file, { contents, model, ...Object.fromEntries(named) })
  },
}

type Given = Omit<z.input<typeof intakeObservations.input>, 'name' | 'key' | 'progress'>

/** Sends a file of observations and tells how many of its rows are new. */
export async function takeObservations(
  connection: Connection,
  file: string,
  given: Given,
): Promise<Answer<Outcome>> {
  const { terminal, language } = connection
  const upload = await uploadOf(terminal, file, intakeObservations)
  if (!upload.ok) return upload
  const progress = randomUUID()
  const input = { name: upload.value.name, progress, ...given }
  const answered = await watchIntake(connection, { progress, asks: getObservationsProgress }, () =>
    call(connection, intakeObservations, { input, upload: upload.value }),
  )
  if (!answered.ok) return answered
  const { record, known, rows, repeated, replayed, unknown } = answered.value
  const done = known
    ? say(`✓ 이미 등록한 파일입니다: ${record.number}`, `✓ Registered before: ${record.number}`)
    : say(
        `✓ 등록했습니다: ${record.number} ${record.title}`,
        `✓ Registered: ${record.number} ${record.title}`,
      )
  const counts = say(
    `  ${rows}행, 파일 안 중복 ${repeated}행, 이미 받은 행 ${replayed}, 예측을 기다리는 정답 ${unknown}건`,
    `  ${counted(rows, 'row')}, ${repeated} repeated in the file, ${replayed} received before, ${counted(unknown, 'label')} awaiting ${unknown === 1 ? 'its' : 'their'} prediction`,
  )
  return accept({ exit: 0, json: answered.value, lines: [done[language], counts[language]] })
}
