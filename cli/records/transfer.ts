import { exportRecords, importRecords } from '@maek/domain/api.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { counted, say } from '@maek/domain/words.ts'
import { call, open } from '../call.ts'
import type { Asked, Options, Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { download, saveOptions } from '../download.ts'
import { readRefusal } from '../refusals.ts'
import { savedLines } from '../saved.ts'
import { uploadOf } from '../upload.ts'

const format = {
  takes: 'text',
  value: 'csv|json',
  about: say('형식. 없으면 파일 확장자를 따릅니다.', 'Format; else by the extension of the file.'),
} as const

export const exportOptions: Options = { format, ...saveOptions }
export const importOptions: Options = {
  format,
  preview: {
    takes: 'switch',
    about: say('쓰지 않고 거절될 행만 봅니다.', 'Write nothing; show which rows would be refused.'),
  },
}

/** `--out FILE`, or the content itself on standard output. */
export async function exportKind(connection: Connection, kind: Kind, asked: Asked): Promise<Answer<Outcome>> {
  const out = asked.text('out')
  const form = formatOf(asked, out ?? '.csv')
  if (!form.ok) return form
  const input = { kind: kind.name, format: form.value }
  if (out === undefined && !asked.on('json')) {
    const response = await open(connection, exportRecords, { input })
    if (!response.ok) return response
    for await (const part of response.value) connection.terminal.out(Buffer.from(part))
    return accept({ exit: 0, json: null, lines: [] })
  }
  const saved = await download(connection, exportRecords, {
    input,
    asked,
    label: kind.plural[asked.language],
  })
  return saved.ok
    ? accept({ exit: 0, json: saved.value, lines: savedLines(saved.value, asked.language) })
    : saved
}

/** All rows or none: refused rows are shown with their place, and the exit code is then 1. */
export async function importKind(connection: Connection, kind: Kind, asked: Asked): Promise<Answer<Outcome>> {
  const { language } = connection
  const file = asked.words[2] ?? ''
  const form = formatOf(asked, file)
  if (!form.ok) return form
  const upload = await uploadOf(connection.terminal, file, importRecords)
  if (!upload.ok) return upload
  const preview = asked.on('preview')
  const mode: 'preview' | 'write' = preview ? 'preview' : 'write'
  const input = { kind: kind.name, format: form.value, mode }
  const answered = await call(connection, importRecords, { input, upload: upload.value })
  if (!answered.ok) return answered
  const { rows, written, refusals } = answered.value
  const clean = refusals.length === 0
  const summary = preview
    ? say(
        `${clean ? '✓' : '✗'} 미리 보기: ${rows}행, 거절 ${refusals.length}행`,
        `${clean ? '✓' : '✗'} Preview: ${counted(rows, 'row')}, ${refusals.length} refused`,
      )
    : say(
        `${clean ? '✓' : '✗'} ${rows}행 중 ${written}건을 썼습니다. 거절 ${refusals.length}행`,
        `${clean ? '✓' : '✗'} Wrote ${written} of ${counted(rows, 'row')}; ${refusals.length} refused`,
      )
  const lines = refusals.map(({ row, refusal }) => {
    const read = readRefusal(refusal)
    return `  ✗ ${row}: ${read?.because[language] ?? ''}${read?.field === undefined ? '' : ` (${read.field})`}`
  })
  return accept({ exit: clean ? 0 : 1, json: answered.value, lines: [summary[language], ...lines] })
}

function formatOf(asked: Asked, file: string): Answer<'csv' | 'json'> {
  const named = asked.text('format') ?? /\.(csv|json)$/i.exec(file)?.[1]?.toLowerCase()
  if (named === 'csv' || named === 'json') return accept(named)
  return refuse(
    'invalid',
    say('--format csv 또는 --format json 을 더하십시오.', 'Add --format csv or --format json.'),
    'format',
  )
}
