import { accept } from '@maek/domain/refusal.ts'
import { gateRelease } from '@maek/domain/reports/api.ts'
import { say } from '@maek/domain/words.ts'
import { needed } from '../arguments.ts'
import { call } from '../call.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'

export const gate: Command = {
  name: 'gate',
  title: say('릴리스를 출시해도 되는지 묻습니다', 'Ask whether a release may ship'),
  usage: ['gate --release ID|NUMBER'],
  about: say(
    '막는 규칙이 하나라도 있으면 이유를 모두 보이고 1로 끝나므로, CI 단계로 그대로 쓸 수 있습니다.',
    'If any rule says no, all reasons are shown and the exit code is 1, so it serves as a pipeline step as it is.',
  ),
  options: {
    release: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('릴리스의 id 또는 번호.', 'Id or number of the release.'),
    },
  },
  run: async (asked, terminal) => {
    const release = needed(asked, 'release')
    if (!release.ok) return release
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const answered = await call(connection.value, gateRelease, { input: { release: release.value } })
    if (!answered.ok) return answered
    const { language } = asked
    const { pass, blockers, passed, release: judged } = answered.value
    const verdict = pass
      ? say('✓ 출시할 수 있습니다', '✓ May ship')
      : say('✗ 출시할 수 없습니다', '✗ May not ship')
    const reason = (mark: string) => (rule: { rule: string; because: { ko: string; en: string } }) =>
      `  ${mark} ${rule.because[language]} [${rule.rule}]`
    return accept({
      exit: pass ? 0 : 1,
      json: answered.value,
      lines: [
        `${verdict[language]}: ${judged.number} ${judged.title}`,
        ...blockers.map(reason('✗')),
        ...passed.map(reason('✓')),
      ],
    })
  },
}
