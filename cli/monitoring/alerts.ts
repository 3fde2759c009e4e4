import { listRecords } from '@maek/domain/api.ts'
import { alert } from '@maek/domain/monitoring/alert.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'
import { table } from '../table.ts'

const usage = 'alerts [--all]'
const shownMax = 200

export const alerts: Command = {
  name: 'alerts',
  title: say('결정을 기다리는 성능 경보를 봅니다', 'List alerts that wait for a decision'),
  usage: [usage],
  about: say(
    '모니터링 계획의 관리도나 분포 한계에서 나온 경보입니다. 열린 경보가 있으면 종료 코드가 1입니다.',
    'Alerts from a chart or a drift limit of a monitoring plan. Exit code 1 while any is open.',
  ),
  options: { all: { takes: 'switch', about: say('처리된 것도 보입니다.', 'Settled ones too.') } },
  run: async (asked, terminal) => {
    if (asked.words.length > 0) return refuse('invalid', say(`사용법: maek ${usage}`, `Usage: maek ${usage}`))
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const answered = await call(connection.value, listRecords, {
      input: { kind: alert.name, limit: shownMax },
    })
    if (!answered.ok) return answered
    const { language } = asked
    const open = answered.value.rows.filter(({ state }) => !alert.life.states[state]?.closed)
    const shown = asked.on('all') ? answered.value.rows : open
    const titles = [
      { title: say('번호', 'Number')[language] },
      { title: say('상태', 'State')[language] },
      { title: say('결정 기한', 'Decide by')[language] },
      { title: say('제목', 'Title')[language], wraps: true },
    ]
    const rows = shown.map(({ number, state, title, listed }) => [
      number,
      alert.life.states[state]?.label[language] ?? state,
      String(listed.decideBy ?? ''),
      title,
    ])
    return accept({
      exit: open.length > 0 ? 1 : 0,
      json: shown,
      lines:
        rows.length > 0
          ? table(titles, rows, terminal.columns)
          : [say('✓ 열린 경보가 없습니다.', '✓ No alert is open.')[language]],
    })
  },
}
