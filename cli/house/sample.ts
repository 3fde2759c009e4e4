import { accept, refuse } from '@maek/domain/refusal.ts'
import { removeSample } from '@maek/domain/reports/api.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'

export const sample: Command = {
  name: 'sample',
  title: say('샘플 회사를 삭제합니다', 'Remove the sample company'),
  usage: ['sample remove --yes'],
  about: say(
    '샘플 기록을 모두 지웁니다. 되돌릴 수 없으므로 --yes로 확인합니다. 관리 권한이 필요합니다.',
    'Removes every sample record. It cannot be undone, so --yes confirms it. Needs the right to administer.',
  ),
  options: { yes: { takes: 'switch', about: say('삭제를 확인합니다.', 'Confirm the removal.') } },
  run: async (asked, terminal) => {
    if (asked.words.join(' ') !== 'remove' || !asked.on('yes'))
      return refuse('invalid', say('사용법: maek sample remove --yes', 'Usage: maek sample remove --yes'))
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const removed = await call(connection.value, removeSample, { input: {} })
    if (!removed.ok) return removed
    const count = removed.value.removedRecords
    const line = say(`✓ 샘플 기록 ${count}건을 삭제했습니다.`, `✓ Removed ${count} sample records.`)
    return accept({ exit: 0, json: removed.value, lines: [line[asked.language]] })
  },
}
