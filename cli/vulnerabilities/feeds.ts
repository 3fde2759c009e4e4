import { resolve } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { feedSourceNames } from '@maek/domain/vulnerabilities/feed-source.ts'
import {
  distrustFeedKey,
  fetchFeedSource,
  readFeedSources,
  setFeedSource,
  trustFeedKey,
} from '@maek/domain/vulnerabilities/feeds-api.ts'
import { say } from '@maek/domain/words.ts'
import { needed } from '../arguments.ts'
import { call } from '../call.ts'
import type { Asked, Command, Outcome, Terminal } from '../command.ts'
import { type Connection, connect } from '../connection.ts'
import { houseFile, runNode } from '../house/child.ts'
import { importFile } from './feeds-import.ts'
import { listSources } from './feeds-list.ts'
import { sourceNamed } from './source-of-file.ts'

const usage = [
  'feeds',
  'feeds import FILE [--source NAME]',
  'feeds set NAME --on|--off [--url URL] [--ecosystems PyPI,npm] [--hours N]',
  'feeds fetch NAME',
  'feeds trust KEY',
  'feeds distrust KEY-NAME',
  'feeds bundle --out FILE --key KEYFILE ITEM...',
]

export const feeds: Command = {
  name: 'feeds',
  title: say(
    '취약점 정보원을 보고, 가져오고, 묶습니다',
    'Show the sources of vulnerability knowledge; import, fetch and bundle them',
  ),
  usage,
  about: say(
    'OSV, CISA KEV, EPSS, NVD, endoflife.date를 파일, 서명된 묶음, 네트워크에서 가져옵니다. 네트워크는 켠 정보원만 씁니다. bundle은 서버 없이 인터넷이 되는 컴퓨터에서 실행합니다. 항목은 kev, epss, nvd=파일, eol, osv:PyPI=파일 처럼 적습니다. 가져오기와 설정에는 관리 권한이 필요합니다. 거절된 행이 있으면 종료 코드 1입니다.',
    'Takes OSV, CISA KEV, EPSS, NVD and endoflife.date from files, from signed bundles, and from the network, where only what was turned on is fetched. bundle runs without a server, on a machine with internet; its items are kev, epss, nvd=FILE, eol, osv:PyPI=FILE. Importing and setting need the right to administer. Leaves with 1 where rows were refused.',
  ),
  options: {
    source: {
      takes: 'text',
      value: feedSourceNames.join('|'),
      about: say('파일의 정보원. 없으면 이름에서 알아봅니다.', 'Source of the file; else its name tells.'),
    },
    on: { takes: 'switch', about: say('네트워크에서 받습니다.', 'Fetch it from the network.') },
    off: { takes: 'switch', about: say('네트워크에서 받지 않습니다.', 'Do not fetch it.') },
    url: { takes: 'text', value: 'URL', about: say('받을 주소.', 'Where to fetch it.') },
    ecosystems: {
      takes: 'text',
      value: 'NAME,NAME',
      about: say('OSV에서 받을 생태계.', 'Ecosystems of OSV to fetch.'),
    },
    hours: { takes: 'text', value: 'N', about: say('받는 주기(시간).', 'Hours between fetches.') },
    out: { takes: 'text', value: 'FILE', about: say('만들 묶음 파일.', 'The bundle to make.') },
    key: {
      takes: 'text',
      value: 'KEYFILE',
      about: say('서명키 파일. 없으면 새로 만듭니다.', 'File of the signing key; made if there is none.'),
    },
    'key-name': {
      takes: 'text',
      value: 'NAME',
      about: say('새로 만들 키의 이름.', 'Name of a key to be made.'),
    },
  },
  run: async (asked, terminal) => {
    const [verb, ...rest] = asked.words
    if (verb === 'bundle') return bundle(asked, terminal, rest)
    const act = acts.get(verb ?? '')
    if (!act || rest.length !== act.words)
      return refuse(
        'invalid',
        say(`사용법: maek ${usage.join('\n  maek ')}`, `Usage: maek ${usage.join('\n  maek ')}`),
      )
    const connection = await connect(asked, terminal)
    return connection.ok ? act.run(connection.value, asked, rest[0] ?? '') : connection
  },
}

type Act = {
  readonly words: number
  readonly run: (connection: Connection, asked: Asked, word: string) => Promise<Answer<Outcome>>
}

const acts: ReadonlyMap<string, Act> = new Map<string, Act>([
  ['', { words: 0, run: (connection, asked) => listSources(connection, asked) }],
  ['import', { words: 1, run: importFile }],
  ['set', { words: 1, run: set }],
  ['fetch', { words: 1, run: fetchOne }],
  ['trust', { words: 1, run: trust }],
  ['distrust', { words: 1, run: distrust }],
])

async function set(connection: Connection, asked: Asked, word: string): Promise<Answer<Outcome>> {
  const source = sourceNamed(word)
  if (!source.ok) return source
  if (asked.on('on') === asked.on('off'))
    return refuse('invalid', say('--on 이나 --off 중 하나를 주십시오.', 'Give --on or --off.'), 'on')
  const standing = await call(connection, readFeedSources, { input: {} })
  if (!standing.ok) return standing
  const before = standing.value.sources.find((one) => one.source === source.value)?.setting
  if (!before) throw new Error('every source has a setting')
  const setting = {
    source: source.value,
    isOn: asked.on('on'),
    url: asked.text('url') ?? before.url,
    parts:
      asked
        .text('ecosystems')
        ?.split(',')
        .map((part) => part.trim()) ?? before.parts,
    everyHours: Number(asked.text('hours') ?? before.everyHours),
  }
  const answered = await call(connection, setFeedSource, { input: setting })
  if (!answered.ok) return answered
  const { isOn, url, everyHours } = answered.value
  const line = isOn
    ? say(
        `✓ ${word}: ${everyHours}시간마다 ${url} 에서 받습니다.`,
        `✓ ${word}: fetched every ${everyHours} hours from ${url}.`,
      )
    : say(`✓ ${word}: 네트워크에서 받지 않습니다.`, `✓ ${word}: not fetched from the network.`)
  return accept({ exit: 0, json: answered.value, lines: [line[asked.language]] })
}

async function fetchOne(connection: Connection, asked: Asked, word: string): Promise<Answer<Outcome>> {
  const source = sourceNamed(word)
  if (!source.ok) return source
  const answered = await call(connection, fetchFeedSource, { input: { source: source.value } })
  if (!answered.ok) return answered
  const line = say(
    `✓ ${word}: 받기 시작했습니다. 결과는 maek feeds 로 봅니다.`,
    `✓ ${word}: started. See maek feeds for how it went.`,
  )
  return accept({ exit: 0, json: answered.value, lines: [line[asked.language]] })
}

async function trust(connection: Connection, asked: Asked, key: string): Promise<Answer<Outcome>> {
  const answered = await call(connection, trustFeedKey, { input: { key } })
  if (!answered.ok) return answered
  const { name } = answered.value
  const line = say(`✓ ${name} 키로 서명된 묶음을 받습니다.`, `✓ Bundles signed by ${name} are taken.`)
  return accept({ exit: 0, json: answered.value, lines: [line[asked.language]] })
}

async function distrust(connection: Connection, asked: Asked, name: string): Promise<Answer<Outcome>> {
  const answered = await call(connection, distrustFeedKey, { input: { name } })
  if (!answered.ok) return answered
  const line = say(`✓ ${name} 키를 더 믿지 않습니다.`, `✓ ${name} is trusted no more.`)
  return accept({ exit: 0, json: answered.value, lines: [line[asked.language]] })
}

async function bundle(asked: Asked, terminal: Terminal, items: readonly string[]): Promise<Answer<Outcome>> {
  const out = needed(asked, 'out')
  if (!out.ok) return out
  const key = needed(asked, 'key')
  if (!key.ok) return key
  if (items.length === 0) return refuse('invalid', say(`사용법: maek ${usage[6]}`, `Usage: maek ${usage[6]}`))
  const file = resolve(terminal.folder, out.value)
  const name = asked.text('key-name')
  const args = [
    '--out',
    file,
    '--key',
    resolve(terminal.folder, key.value),
    ...(name ? ['--name', name] : []),
    ...items,
  ]
  const exit = await runNode(houseFile('server/feed-bundle.ts'), args, { terminal, quiet: asked.on('json') })
  return accept({ exit, json: { made: exit === 0, file }, lines: [] })
}
