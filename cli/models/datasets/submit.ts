import { submitManifest } from '@maek/domain/models/datasets/api.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { needed } from '../../arguments.ts'
import { call } from '../../call.ts'
import type { Asked, Outcome, Terminal } from '../../command.ts'
import { connect } from '../../connection.ts'
import { recordIdOf } from '../../find-record.ts'
import { uploadOf } from '../../upload.ts'
import { readManifestFile } from './manifest-file.ts'
import { changeLines } from './told-lines.ts'

type Submitted = z.infer<typeof submitManifest.output>

/** Sends a manifest, checked here first. An approved dataset that was altered leaves with 1. */
export async function sendManifest(asked: Asked, terminal: Terminal, file: string): Promise<Answer<Outcome>> {
  const named = needed(asked, 'dataset')
  if (!named.ok) return named
  // What the server would refuse is refused before hundreds of megabytes travel.
  const sound = await readManifestFile(terminal, file)
  if (!sound.ok) return sound
  const upload = await uploadOf(terminal, file, submitManifest)
  if (!upload.ok) return upload
  const connection = await connect(asked, terminal)
  if (!connection.ok) return connection
  const id = await recordIdOf(connection.value, 'dataset', named.value)
  if (!id.ok) return id
  const input = { id: id.value, name: upload.value.name }
  const answered = await call(connection.value, submitManifest, { input, upload: upload.value })
  if (!answered.ok) return answered
  const sent = answered.value
  return accept({
    exit: isAltered(sent) ? 1 : 0,
    json: sent,
    lines: sentLines(sent, asked.language, terminal.columns),
  })
}

function isAltered({ into, changes }: Submitted): boolean {
  return into === 'check' && changes !== null && Object.values(changes.counts).some((count) => count > 0)
}

function sentLines(sent: Submitted, language: Language, room: number | null): string[] {
  const { record, changes, comparable } = sent
  const title = `${record.number} ${record.title}`
  return [
    headLine(sent, title)[language],
    ...(comparable ? [] : [incomparable[language]]),
    ...(changes ? ['', ...changeLines(changes, language, room)] : []),
  ]
}

function headLine(sent: Submitted, title: string) {
  if (sent.known) return say(`– 이미 제출한 매니페스트입니다: ${title}`, `– Submitted before: ${title}`)
  if (sent.into === 'draft')
    return say(`✓ 매니페스트를 데이터셋에 넣었습니다: ${title}`, `✓ The manifest went into ${title}`)
  return isAltered(sent)
    ? say(
        `✗ 승인된 데이터셋이 바뀌었습니다. 대조 기록: ${title}. 부적합이나 사고로 설명하거나 새 판을 승인받으십시오.`,
        `✗ The approved dataset was altered. Check: ${title}. Explain it by a nonconformity or an incident, or have a new version approved.`,
      )
    : say(`✓ 승인된 것과 같습니다. 대조 기록: ${title}`, `✓ As approved. Check: ${title}`)
}

const incomparable = say(
  '– 앞의 매니페스트와 키가 달라 무엇이 바뀌었는지 비교할 수 없습니다.',
  '– What changed cannot be told: the manifest before was made with another key.',
)
