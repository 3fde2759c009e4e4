import { readPlanTable } from '@maek/domain/models/plan-table-api.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Asked, Outcome, Terminal } from '../command.ts'
import { connect } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { table } from '../table.ts'

/** The columns of the table that the plan of an evaluation asks for. */
export async function tellTable(asked: Asked, terminal: Terminal): Promise<Answer<Outcome>> {
  const connection = await connect(asked, terminal)
  if (!connection.ok) return connection
  const id = await recordIdOf(connection.value, 'evaluation', asked.words[1] ?? '')
  if (!id.ok) return id
  const answered = await call(connection.value, readPlanTable, { input: { id: id.value } })
  if (!answered.ok) return answered
  const { language } = asked
  const { row, columns, groups } = answered.value
  const titles = [
    say('열 이름', 'Column'),
    say('역할', 'Role'),
    say('뜻', 'Meaning'),
    say('값', 'Holds'),
    say('필수', 'Needed'),
  ].map((title) => ({ title: title[language] }))
  const yes = say('예', 'yes')[language]
  const no = say('아니요', 'no')[language]
  const rows = [
    ...columns.map((one) => [
      one.column,
      one.role,
      one.label[language],
      one.type[language],
      one.isNeeded ? yes : no,
    ]),
    ...groups.map((name) => [
      name,
      'subgroup',
      say('하위집단 열', 'Group column')[language],
      say('코드', 'code')[language],
      yes,
    ]),
  ]
  return accept({
    exit: 0,
    json: answered.value,
    lines: [row[language], '', ...table(titles, rows, terminal.columns)],
  })
}
