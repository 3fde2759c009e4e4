import { type Answer, accept } from '@maek/domain/refusal.ts'
import { readFeedSources } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Asked, Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { table } from '../table.ts'

/** Every source, how old it is, what went wrong last, and whose bundles are taken. Leaves with 1 when one is stale. */
export async function listSources(connection: Connection, { language }: Asked): Promise<Answer<Outcome>> {
  const answered = await call(connection, readFeedSources, { input: {} })
  if (!answered.ok) return answered
  const { sources, keys, busy } = answered.value
  const columns = [
    { title: say('정보원', 'Source')[language] },
    { title: say('항목', 'Entries')[language], side: 'right' as const },
    { title: say('자료 일자', 'Dated')[language] },
    { title: say('마지막 성공', 'Last success')[language] },
    { title: say('서명', 'Signed by')[language] },
    { title: say('네트워크', 'Network')[language] },
    { title: say('상태', 'State')[language], wraps: true },
  ]
  const words = verdictsIn(language)
  const rows = sources.flatMap(({ source, states, setting }) => {
    const network = setting.isOn
      ? say(`${setting.everyHours}시간마다`, `every ${setting.everyHours} h`)[language]
      : words.off
    if (states.length === 0) return [[source, '–', '–', '–', '–', network, words.none]]
    return states.map((state) => {
      const verdict =
        state.lastSuccessAt === null
          ? words.none
          : state.stale
            ? words.stale
            : state.whole
              ? words.fresh
              : words.inPart
      const fault = state.fault === null ? '' : ` ! ${state.fault[language]}`
      const name = state.part === '' ? source : `${source} ${state.part}`
      const dated = state.contentAt?.slice(0, 10) ?? '–'
      const success = state.lastSuccessAt?.slice(0, 16).replace('T', ' ') ?? '–'
      return [
        name,
        String(state.entries),
        dated,
        success,
        state.signedBy ?? words.unsigned,
        network,
        `${verdict}${fault}`,
      ]
    })
  })
  const trusted = keys.map(
    ({ name, addedAt, addedBy }) =>
      say(
        `  신뢰하는 키 ${name} (${addedAt.slice(0, 10)}, ${addedBy})`,
        `  Trusted key ${name} (${addedAt.slice(0, 10)}, ${addedBy})`,
      )[language],
  )
  const running = busy ? [say('… 지금 가져오는 중입니다.', '… An import is running now.')[language]] : []
  return accept({
    exit: sources.some(({ stale }) => stale) ? 1 : 0,
    json: answered.value,
    lines: [...table(columns, rows, connection.terminal.columns), ...trusted, ...running],
  })
}

function verdictsIn(language: Language) {
  return {
    stale: say('✗ 오래됨', '✗ Stale')[language],
    fresh: say('✓ 최신', '✓ Fresh')[language],
    none: say('– 없음', '– None')[language],
    inPart: say('! 일부만(이름을 댄 패키지와 제품만 대조)', '! In part (answers only for what it names)')[
      language
    ],
    unsigned: say('서명 없음', 'unsigned')[language],
    off: say('끔', 'off')[language],
  }
}
