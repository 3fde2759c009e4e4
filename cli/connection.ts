import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Asked, Terminal } from './command.ts'

/** Where the server is and who we are to it. */
export type Connection = {
  readonly address: URL
  readonly token: string | null
  readonly terminal: Terminal
  readonly language: Asked['language']
}

const usualAddress = 'http://localhost:4173'

/** The data folder asked for, absolute. */
export function dataFolder(asked: Asked, terminal: Terminal): string {
  return resolve(terminal.folder, asked.text('data') ?? terminal.environment.MAEK_DATA ?? 'data')
}

/**
 * Address and token: options, then environment, then the file the server's first start leaves in its data folder.
 * The token of that file is only ever sent to the address that stands in it.
 */
export async function connect(asked: Asked, terminal: Terminal): Promise<Answer<Connection>> {
  const told = await readTokenFile(join(dataFolder(asked, terminal), 'cli-token'))
  const named = asked.text('server') ?? filled(terminal.environment.MAEK_URL)
  const text = named ?? told?.address ?? usualAddress
  const address = URL.canParse(text) ? new URL(text) : null
  if (!address || !/^https?:$/.test(address.protocol))
    return refuse(
      'invalid',
      say(`서버 주소가 아닙니다: ${text}`, `Not the address of a server: ${text}`),
      'server',
    )
  const ownToken = told && sameOrigin(told.address, address) ? told.token : null
  const token = asked.text('token') ?? filled(terminal.environment.MAEK_TOKEN) ?? ownToken
  if (token !== null && !/^[\x21-\x7e]+$/.test(token))
    return refuse('invalid', say('토큰의 형식이 잘못되었습니다.', 'The token is malformed.'), 'token')
  if (token !== null && address.protocol === 'http:' && !isThisMachine(address.hostname)) {
    const warning = say(
      `주의: ${address.origin} 주소는 암호화되지 않아 토큰이 그대로 보입니다. https 주소를 쓰십시오.`,
      `Warning: ${address.origin} is not encrypted, others can read the token. Use an https address.`,
    )
    terminal.error(`${warning[asked.language]}\n`)
  }
  return accept({ address, token, terminal, language: asked.language })
}

async function readTokenFile(path: string): Promise<{ address: string; token: string } | null> {
  try {
    const [address = '', token = ''] = (await readFile(path, 'utf8')).split('\n')
    return address !== '' && token !== '' ? { address, token } : null
  } catch {
    return null // No file: the server was never started here, or belongs to somebody else. The call will say so.
  }
}

function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value
}

function sameOrigin(left: string, right: URL): boolean {
  return URL.canParse(left) && new URL(left).origin === right.origin
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
