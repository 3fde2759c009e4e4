import { draftNotices } from '@maek/domain/incidents/api.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { needed } from '../arguments.ts'
import { call } from '../call.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'

const usage = 'notices draft --case ID|NUMBER'

export const notices: Command = {
  name: 'notices',
  title: say('취약점을 알릴 통지의 초안을 만듭니다', 'Draft the notices about a vulnerability'),
  usage: [usage],
  about: say(
    '취약점 기록에서 닿는 사용처와 진행 중인 통지 기한을 찾아 초안을 만듭니다. 보내지 않으며, 이미 있는 초안은 다시 만들지 않습니다.',
    'From a vulnerability case to drafts for the places it reaches and the periods that run. Nothing is sent, and no draft is made twice.',
  ),
  options: {
    case: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('취약점 기록의 id 또는 번호.', 'Id or number of the vulnerability case.'),
    },
  },
  run: async (asked, terminal) => {
    const [verb, ...rest] = asked.words
    if (verb !== 'draft' || rest.length > 0)
      return refuse('invalid', say(`사용법: maek ${usage}`, `Usage: maek ${usage}`))
    const about = needed(asked, 'case')
    if (!about.ok) return about
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const answered = await call(connection.value, draftNotices, { input: { case: about.value } })
    if (!answered.ok) return answered
    const { drafted, standing } = answered.value
    const line = (mark: string) => (one: { number: string; title: string }) =>
      `${mark} ${one.number} ${one.title}`
    return accept({
      exit: 0,
      json: answered.value,
      lines: [...drafted.map(line('✓')), ...standing.map(line('='))],
    })
  },
}
