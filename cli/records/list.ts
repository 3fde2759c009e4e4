import { listRecords } from '@maek/domain/api.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Asked, Options, Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { table } from '../table.ts'
import { valueText } from './value-text.ts'

export const listOptions: Options = {
  state: { takes: 'text', value: 'NAME,NAME', about: say('이 상태만.', 'Only these states.') },
  q: { takes: 'text', value: 'TEXT', about: say('이 글이 든 것만.', 'Only those containing this text.') },
  filter: {
    takes: 'text',
    value: 'FIELD',
    about: say(
      '--value 와 함께: 이 항목의 값이 같은 것만.',
      'With --value: only where this field equals it.',
    ),
  },
  value: { takes: 'text', value: 'TEXT', about: say('--filter 의 값.', 'Value of --filter.') },
  sort: {
    takes: 'text',
    value: 'FIELD',
    about: say(
      '정렬: updatedAt, number, title 또는 정렬 가능한 항목.',
      'Order by updatedAt, number, title or a sortable field.',
    ),
  },
  order: { takes: 'text', value: 'asc|desc', about: say('정렬 방향.', 'Direction.') },
  limit: {
    takes: 'text',
    value: 'NUMBER',
    about: say('한 쪽의 개수(200까지).', 'Rows of a page (up to 200).'),
  },
  after: {
    takes: 'text',
    value: 'CURSOR',
    about: say('다음 쪽: 앞 답의 next.', 'Next page: `next` of the last answer.'),
  },
}

export async function listKind(connection: Connection, kind: Kind, asked: Asked): Promise<Answer<Outcome>> {
  const { language, terminal } = connection
  const given = Object.keys(listOptions).map((name) => [name, asked.text(name)])
  // The server judges the values; this only says that they are the texts its door expects.
  const input = listRecords.input.safeParse({ kind: kind.name, ...Object.fromEntries(given) })
  if (!input.success) return badOptions(input.error)
  const answered = await call(connection, listRecords, { input: input.data })
  if (!answered.ok) return answered
  const { rows, next, count } = answered.value
  const fields = Object.entries(kind.fields).filter(
    ([name, field]) => field.listed && name !== kind.titleField,
  )
  const shown = fields.filter(([, field]) => !['reference', 'references'].includes(field.widget))
  const columns = [
    { title: say('번호', 'Number')[language] },
    { title: say('상태', 'State')[language] },
    ...shown.map(([, field]) => ({ title: field.label[language] })),
    { title: say('제목', 'Title')[language], wraps: true },
  ]
  const cells = rows.map((row) => [
    row.number,
    kind.life.states[row.state]?.label[language] ?? row.state,
    ...shown.map(([name, field]) => valueText(field, row.listed[name], language)),
    row.title,
  ])
  const many = `${count.number.toLocaleString('en')}${count.more ? '+' : ''}`
  const total = say(`모두 ${many}건`, `${many} in all`)[language]
  const further = next === null ? [] : [`${say('다음 쪽', 'Next page')[language]}: --after ${next}`]
  return accept({
    exit: 0,
    json: answered.value,
    lines: [...(rows.length === 0 ? [] : table(columns, cells, terminal.columns)), total, ...further],
  })
}

function badOptions(error: z.ZodError): Answer<never> {
  const names = [...new Set(error.issues.map((issue) => `--${String(issue.path[0])}`))].join(', ')
  const because = say(`값이 올바르지 않습니다: ${names}`, `Not a valid value: ${names}`)
  return { ok: false, refusal: { code: 'invalid', because } }
}
