import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { importFeed, listFeeds } from '@maek/domain/vulnerabilities/api.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Asked, Command, Outcome } from '../command.ts'
import { type Connection, connect } from '../connection.ts'
import { table } from '../table.ts'
import { uploadOf } from '../upload.ts'

const usage = ['feeds', 'feeds import FILE']

export const feeds: Command = {
  name: 'feeds',
  title: say(
    '취약점 정보원을 보거나 파일에서 가져옵니다',
    'Show advisory sources, or import them from a file',
  ),
  usage,
  about: say(
    'OSV 내보내기(all.zip, 폴더를 묶은 ZIP, 권고 JSON)를 네트워크 없이 읽습니다. 가져오기에는 관리 권한이 필요합니다.',
    'Reads an OSV export (all.zip, a zipped folder, or advisory JSON) without network. Importing needs the right to administer.',
  ),
  options: {},
  run: async (asked, terminal) => {
    const [verb, file, ...rest] = asked.words
    const known = rest.length === 0 && (verb === undefined || (verb === 'import' && file !== undefined))
    if (!known) return refuse('invalid', say(`사용법: maek ${usage[1]}`, `Usage: maek ${usage[1]}`))
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    return file === undefined ? list(connection.value, asked) : take(connection.value, file)
  },
}

async function list(connection: Connection, { language }: Asked): Promise<Answer<Outcome>> {
  const answered = await call(connection, listFeeds, { input: {} })
  if (!answered.ok) return answered
  const columns = [
    { title: say('정보원', 'Source')[language] },
    { title: say('권고', 'Advisories')[language], side: 'right' as const },
    { title: say('마지막 가져오기', 'Last import')[language] },
    { title: say('상태', 'State')[language] },
  ]
  const stale = say('✗ 오래됨', '✗ Stale')[language]
  const fresh = say('✓ 최신', '✓ Fresh')[language]
  const rows = answered.value.feeds.map((feed) => [
    feed.source,
    String(feed.advisories),
    feed.lastImportedAt ?? '–',
    feed.stale ? stale : fresh,
  ])
  return accept({ exit: 0, json: answered.value, lines: table(columns, rows, connection.terminal.columns) })
}

async function take(connection: Connection, file: string): Promise<Answer<Outcome>> {
  const { language } = connection
  const upload = await uploadOf(connection.terminal, file, importFeed)
  if (!upload.ok) return upload
  const { name } = upload.value
  const answered = await call(connection, importFeed, { input: { name }, upload: upload.value })
  if (!answered.ok) return answered
  const { read, added, changed, unchanged, refused, findings } = answered.value
  const summary = say(
    `✓ 권고 ${read}건을 읽었습니다: 새로 ${added}, 바뀜 ${changed}, 그대로 ${unchanged}, 거절 ${refused.length}.`,
    `✓ Read ${read} advisories: ${added} new, ${changed} changed, ${unchanged} unchanged, ${refused.length} refused.`,
  )
  const found = say(`  발견 항목 ${findings}건.`, `  ${findings} findings.`)
  const faults = refused.map((one) => `  ✗ ${one.place}: ${one.because[language]}`)
  return accept({ exit: 0, json: answered.value, lines: [summary[language], found[language], ...faults] })
}
