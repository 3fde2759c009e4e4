import { datasetFormats, exportDataset, intakeDataset } from '@maek/domain/models/datasets/api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { needed } from '../../arguments.ts'
import { call } from '../../call.ts'
import type { Asked, Outcome, Terminal } from '../../command.ts'
import { type Connection, connect } from '../../connection.ts'
import { download } from '../../download.ts'
import { recordIdOf } from '../../find-record.ts'
import { savedLines } from '../../saved.ts'
import { uploadOf } from '../../upload.ts'

/** The card of a dataset in another format, saved. `cyclonedx` is its newest version. */
export async function exportCard(asked: Asked, terminal: Terminal, named: string): Promise<Answer<Outcome>> {
  const wanted = needed(asked, 'format')
  if (!wanted.ok) return wanted
  const format = datasetFormats.find(
    (one) => one === (wanted.value === 'cyclonedx' ? 'cyclonedx-1.7' : wanted.value),
  )
  if (format === undefined)
    return refuse(
      'invalid',
      say(
        `--format에는 croissant, cyclonedx, ${datasetFormats.slice(1).join(', ')} 가운데 하나를 씁니다.`,
        `--format is one of croissant, cyclonedx, ${datasetFormats.slice(1).join(', ')}.`,
      ),
      'format',
    )
  const connection = await connect(asked, terminal)
  if (!connection.ok) return connection
  const id = await recordIdOf(connection.value, 'dataset', named)
  if (!id.ok) return id
  const input = { id: id.value, format }
  const saved = await download(connection.value, exportDataset, { input, asked, label: 'JSON' })
  return saved.ok
    ? accept({ exit: 0, json: saved.value, lines: savedLines(saved.value, asked.language) })
    : saved
}

/** A data card in: a draft of a dataset, and what had no field for it. */
export async function takeCard(connection: Connection, asked: Asked, file: string): Promise<Answer<Outcome>> {
  const { language, terminal } = connection
  const upload = await uploadOf(terminal, file, intakeDataset)
  if (!upload.ok) return upload
  const input = {
    name: upload.value.name,
    purposes: asked.text('purposes'),
    version: asked.text('version'),
  }
  const answered = await call(connection, intakeDataset, { input, upload: upload.value })
  if (!answered.ok) return answered
  const { record, format, filled, kept, known } = answered.value
  const title = `${record.number} ${record.title}`
  const head = known
    ? say(`– 전에 등록한 카드입니다: ${title}`, `– This card was registered before: ${title}`)
    : say(
        `✓ 초안을 만들었습니다: ${title} (${format}, 필드 ${filled.length}개)`,
        `✓ Draft made: ${title} (${format}, ${filled.length} fields)`,
      )
  const lines = kept.map(({ place, because }) => `  – ${place}: ${because[language]}`)
  return accept({ exit: 0, json: answered.value, lines: [head[language], ...lines] })
}
