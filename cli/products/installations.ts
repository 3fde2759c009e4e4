import { updateInstallations } from '@maek/domain/products/api.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'
import { uploadOf } from '../upload.ts'

const usage = 'installations FILE [--preview]'

export const installations: Command = {
  name: 'installations',
  title: say('어디에 어떤 버전이 있는지 알립니다', 'Report which version runs where'),
  usage: [usage],
  about: say(
    'CSV 또는 JSON 파일의 행마다 일련번호(serial)나 이름(name), 사용처(site), 릴리스(release)를 읽습니다. 같은 내용을 다시 보내도 바뀌지 않으므로 매일 보내도 됩니다.',
    'Reads serial or name, site and release from each row of a CSV or JSON file. Sending the same again changes nothing, so it may run every night.',
  ),
  options: {
    preview: {
      takes: 'switch',
      about: say('쓰지 않고 결과만 봅니다.', 'Write nothing, only show what would come of it.'),
    },
  },
  run: async (asked, terminal) => {
    const [file, ...rest] = asked.words
    if (file === undefined || rest.length > 0)
      return refuse('invalid', say(`사용법: maek ${usage}`, `Usage: maek ${usage}`))
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const upload = await uploadOf(terminal, file, updateInstallations)
    if (!upload.ok) return upload
    const format = upload.value.name.toLowerCase().endsWith('.csv') ? 'csv' : 'json'
    const mode = asked.on('preview') ? 'preview' : 'write'
    const answered = await call(connection.value, updateInstallations, {
      input: { format, mode },
      upload: upload.value,
    })
    if (!answered.ok) return answered
    const { rows, added, moved, changed, unchanged, refusals } = answered.value
    const summary = say(
      `${mode === 'write' ? '✓' : '미리보기:'} ${rows}행: 새로 ${added}, 버전 바뀜 ${moved}, 그 밖의 변경 ${changed}, 그대로 ${unchanged}, 거절 ${refusals.length}.`,
      `${mode === 'write' ? '✓' : 'Preview:'} ${rows} rows: ${added} new, ${moved} moved to another release, ${changed} changed otherwise, ${unchanged} unchanged, ${refusals.length} refused.`,
    )
    const faults = refusals.map(
      ({ row, field, because }) =>
        `  ✗ ${row}${field === null ? '' : ` (${field})`}: ${because[asked.language]}`,
    )
    return accept({
      exit: refusals.length > 0 ? 1 : 0,
      json: answered.value,
      lines: [summary[asked.language], ...faults],
    })
  },
}
