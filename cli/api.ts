import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Endpoint } from '@maek/domain/endpoint.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { needed } from './arguments.ts'
import { call } from './call.ts'
import type { Asked, Command, Terminal } from './command.ts'
import { connect } from './connection.ts'
import { download, saveOptions } from './download.ts'
import { savedLines } from './saved.ts'
import { table } from './table.ts'
import { uploadOf } from './upload.ts'

export const api: Command = {
  name: 'api',
  title: say('API를 이름으로 부릅니다', 'Call any endpoint by name'),
  usage: ['api', 'api NAME [KEY=TEXT…] [KEY:=JSON…] [KEY:=@FILE…] [--file FILE] [--out FILE]'],
  about: say(
    '이름 없이 쓰면 엔드포인트 목록을 보입니다. KEY=TEXT는 글, KEY:=JSON은 수·참거짓·목록·객체, KEY:=@FILE은 파일에서 읽은 JSON입니다.',
    'Without a name it lists the endpoints. KEY=TEXT gives text, KEY:=JSON a number, truth value, list or object, KEY:=@FILE the JSON in a file.',
  ),
  options: {
    file: { takes: 'text', value: 'FILE', about: say('보낼 파일.', 'File to send.') },
    ...saveOptions,
  },
  run: async (asked, terminal) => {
    const { endpoints } = await import('@maek/domain/endpoints.ts')
    const [name, ...pairs] = asked.words
    if (name === undefined) return accept(listOf(endpoints, asked.language, terminal))
    const endpoint = endpoints.find((one) => one.name === name)
    if (!endpoint)
      return refuse(
        'not-found',
        say(
          `그런 엔드포인트는 없습니다: ${name}. 목록: maek api`,
          `There is no endpoint ${name}. List: maek api`,
        ),
      )
    const input = readPairs(pairs, terminal)
    if (!input.ok) return input
    return run(endpoint, { asked, terminal, input: input.value })
  },
}

type Run = {
  readonly asked: Asked
  readonly terminal: Terminal
  readonly input: Readonly<Record<string, unknown>>
}

async function run(endpoint: Endpoint, { asked, terminal, input }: Run) {
  const connection = await connect(asked, terminal)
  if (!connection.ok) return connection
  if (endpoint.download !== undefined) {
    const label = endpoint.title[asked.language]
    const saved = await download(connection.value, endpoint, { input, asked, label })
    return saved.ok
      ? accept({ exit: 0, json: saved.value, lines: savedLines(saved.value, asked.language) })
      : saved
  }
  const file = endpoint.bytesMax === undefined ? accept(null) : needed(asked, 'file')
  if (!file.ok) return file
  const upload = file.value === null ? accept(null) : await uploadOf(terminal, file.value, endpoint)
  if (!upload.ok) return upload
  const named = upload.value && !('name' in input) ? { name: upload.value.name } : {}
  const whole = takesName(endpoint) ? { ...named, ...input } : input
  const answered = await call(connection.value, endpoint, {
    input: whole,
    ...(upload.value && { upload: upload.value }),
  })
  if (!answered.ok) return answered
  return accept({ exit: 0, json: answered.value, lines: JSON.stringify(answered.value, null, 2).split('\n') })
}

function takesName(endpoint: Endpoint): boolean {
  return 'shape' in endpoint.input && Object.hasOwn(Object(endpoint.input.shape), 'name')
}

/** `limit=5 body:={"name":"x"}` as one input object; a name twice is refused. */
export function readPairs(
  pairs: readonly string[],
  terminal: Pick<Terminal, 'folder'>,
): Answer<Readonly<Record<string, unknown>>> {
  const input = new Map<string, unknown>()
  for (const pair of pairs) {
    const [, name, sign, text = ''] = /^(\w+)(:?=)(.*)$/s.exec(pair) ?? []
    if (name === undefined || input.has(name))
      return refuse(
        'invalid',
        say(
          `KEY=TEXT 또는 KEY:=JSON으로 한 번씩만 쓰십시오: ${pair}`,
          `Write KEY=TEXT or KEY:=JSON, each once: ${pair}`,
        ),
      )
    if (sign === '=') {
      input.set(name, text)
      continue
    }
    const json = readJson(text, terminal)
    if (json === undefined)
      return refuse('invalid', say(`JSON이 아닙니다: ${name}`, `Not JSON: ${name}`), name)
    input.set(name, json)
  }
  return accept(Object.fromEntries(input))
}

function readJson(text: string, terminal: Pick<Terminal, 'folder'>): unknown {
  const content = text.startsWith('@') ? readFileSync(resolve(terminal.folder, text.slice(1)), 'utf8') : text
  try {
    return JSON.parse(content)
  } catch {
    return undefined // JSON has no undefined, so the caller can tell.
  }
}

function listOf(endpoints: readonly Endpoint[], language: Language, terminal: Terminal) {
  const json = endpoints.map(({ name, method, path, title, access }) => ({
    name,
    method,
    path: `/api${path}`,
    title,
    access,
  }))
  const columns = [
    { title: say('이름', 'Name')[language] },
    { title: say('메서드', 'Method')[language] },
    { title: say('경로', 'Path')[language] },
    { title: say('뜻', 'Meaning')[language], wraps: true },
  ]
  const rows = endpoints.map((one) => [one.name, one.method, `/api${one.path}`, one.title[language]])
  return { exit: 0, json, lines: table(columns, rows, terminal.columns) }
}
