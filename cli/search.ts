import { search as searchEndpoint } from '@maek/domain/api.ts'
import { accept } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { expectWords } from './arguments.ts'
import { call } from './call.ts'
import type { Command } from './command.ts'
import { connect } from './connection.ts'
import { table } from './table.ts'

export const search: Command = {
  name: 'search',
  title: say('모든 기록에서 찾습니다', 'Search all records'),
  usage: ['search WORDS… [--limit NUMBER]'],
  about: say('번호, 제목, 검색 대상 항목에서 찾습니다.', 'Looks in numbers, titles and searched fields.'),
  options: {
    limit: {
      takes: 'text',
      value: 'NUMBER',
      about: say('최대 개수(50까지).', 'At most this many (up to 50).'),
    },
  },
  run: async (asked, terminal) => {
    const words = expectWords(asked, [1, 50], 'search WORDS…')
    if (!words.ok) return words
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const input = { q: asked.words.join(' '), limit: asked.text('limit') }
    const answered = await call(connection.value, searchEndpoint, { input })
    if (!answered.ok) return answered
    // Only here: kinds are many, and most commands need none of them.
    const { kindByName } = await import('@maek/domain/kinds.ts')
    const { language } = asked
    const columns = [
      { title: say('번호', 'Number')[language] },
      { title: say('종류', 'Kind')[language] },
      { title: say('상태', 'State')[language] },
      { title: say('제목', 'Title')[language], wraps: true },
    ]
    const rows = answered.value.found.map((row) => {
      const kind = kindByName(row.kind)
      return [
        row.number,
        kind?.title[language] ?? row.kind,
        kind?.life.states[row.state]?.label[language] ?? row.state,
        row.title,
      ]
    })
    const nothing = say('찾은 기록이 없습니다.', 'Nothing found.')
    const lines = rows.length === 0 ? [nothing[language]] : table(columns, rows, terminal.columns)
    return accept({ exit: 0, json: answered.value, lines })
  },
}
