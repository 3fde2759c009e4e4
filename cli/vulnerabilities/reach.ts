import { csvText } from '@maek/domain/csv-text.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { type Reach, readReach } from '@maek/domain/vulnerabilities/reach-api.ts'
import { noRegister, reachRows } from '@maek/domain/vulnerabilities/reach-rows.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'
import { table } from '../table.ts'

const usage = 'reach ID|PURL|NAME [--csv]'

export const reach: Command = {
  name: 'reach',
  title: say('취약점이 어디까지 닿는지 봅니다', 'Show how far a vulnerability reaches'),
  usage: [usage],
  about: say(
    '취약점 번호, purl, 구성요소 이름에서 제품·릴리스·사용처·대수까지 한 번에 찾습니다.',
    'From an id, a purl or the name of a component to devices, releases, sites and units.',
  ),
  options: {
    csv: { takes: 'switch', about: say('표를 CSV로 냅니다.', 'Print the table as CSV.') },
  },
  run: async (asked, terminal) => {
    const [q, ...rest] = asked.words
    if (q === undefined || rest.length > 0)
      return refuse('invalid', say(`사용법: maek ${usage}`, `Usage: maek ${usage}`))
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const answered = await call(connection.value, readReach, { input: { q } })
    if (!answered.ok) return answered
    const { language } = asked
    const found = answered.value
    const lines = asked.on('csv')
      ? [csvText(reachRows(found, language)).trimEnd()]
      : linesOf(found, language, connection.value.terminal.columns)
    return accept({ exit: 0, json: found, lines })
  },
}

function linesOf(reach: Reach, language: Language, room: number | null): string[] {
  const { counts } = reach
  const summary = say(
    `제품 ${counts.devices} · 릴리스 ${counts.releases} · 사용처 ${counts.sites} · ${counts.units}대(연결 ${counts.connected}, 미확인 ${counts.unsaid})`,
    `devices ${counts.devices} · releases ${counts.releases} · sites ${counts.sites} · units ${counts.units} (connected ${counts.connected}, unknown ${counts.unsaid})`,
  )
  const names = reach.names.length > 1 ? [`  ${reach.names.join(', ')}`] : []
  if (reach.releases.length === 0)
    return [
      say(
        `✓ ${reach.asked.text}: 닿는 릴리스가 없습니다. 등록된 SBOM과 취약점 정보 안에서의 답입니다.`,
        `✓ ${reach.asked.text}: reaches no release, as far as the SBOMs and advisories here can tell.`,
      )[language],
      ...names,
    ]
  const [head = [], ...rows] = reachRows(reach, language)
  const shown = [0, 1, 4, 6, 7, 10]
  const columns = shown.map((at) => ({
    title: head[at] ?? '',
    ...((at === 6 || at === 7) && { side: 'right' as const }),
    ...(at === 4 && { wraps: true }),
  }))
  const cells = rows.map((row) => shown.map((at) => row[at] ?? ''))
  const without = say(
    `! ${noRegister.ko}: 사용처 ${counts.sitesWithoutRegister}곳`,
    `! ${noRegister.en}: sites ${counts.sitesWithoutRegister}`,
  )
  const cut = say(
    '! 너무 많아 앞부분만 셌습니다. 질문을 좁히십시오.',
    '! Too many: only the first were counted. Narrow the question.',
  )
  return [
    `✗ ${reach.asked.text}: ${summary[language]}`,
    ...names,
    ...table(columns, cells, room),
    ...(counts.sitesWithoutRegister > 0 ? [without[language]] : []),
    ...(reach.cut ? [cut[language]] : []),
  ]
}
