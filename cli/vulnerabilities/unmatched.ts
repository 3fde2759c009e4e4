import { accept, refuse } from '@maek/domain/refusal.ts'
import { listUnmatched } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'
import { table } from '../table.ts'

const rowsMax = 200

export const unmatched: Command = {
  name: 'unmatched',
  title: say('대조되지 않는 구성요소를 봅니다', 'List components no source can answer for'),
  usage: ['unmatched [NAME]'],
  about: say(
    'purl이 없거나 어느 정보원도 모르는 구성요소입니다. 규칙은 maek records match-rule 로 만들고 승인받습니다.',
    'Components without a purl, or that no source knows. Rules are made and approved with maek records match-rule.',
  ),
  options: {},
  run: async (asked, terminal) => {
    const [q, ...rest] = asked.words
    if (rest.length > 0)
      return refuse('invalid', say('사용법: maek unmatched [NAME]', 'Usage: maek unmatched [NAME]'))
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const input = { limit: String(rowsMax), ...(q === undefined ? {} : { q }) }
    const answered = await call(connection.value, listUnmatched, { input })
    if (!answered.ok) return answered
    const { language } = asked
    const { components, withoutSource, next } = answered.value
    const columns = [
      { title: say('이름', 'Name')[language] },
      { title: say('유형', 'Type')[language] },
      { title: say('공급자', 'Supplier')[language] },
      { title: say('버전', 'Versions')[language], side: 'right' as const },
      { title: 'SBOM', side: 'right' as const },
      { title: say('규칙', 'Rules')[language] },
    ]
    const rows = components.map((one) => [
      one.name,
      one.types.join(', '),
      one.suppliers.join(', '),
      String(one.versionCount),
      String(one.sboms),
      one.rules
        .map(({ number, state, watch }) => `${number} ${watch ? `→ ${watch.dueOn}` : state}`)
        .join(', '),
    ])
    const without = withoutSource.map(
      ({ ecosystem, versions }) =>
        say(
          `! ${ecosystem}: 구성요소 버전 ${versions}개에 답할 취약점 정보 전체 판이 없습니다.`,
          `! ${ecosystem}: no full edition of its advisories here for ${versions} component versions.`,
        )[language],
    )
    const more = next === null ? [] : ['  …']
    return accept({
      exit: 0,
      json: answered.value,
      lines: [...table(columns, rows, connection.value.terminal.columns), ...more, ...without],
    })
  },
}
