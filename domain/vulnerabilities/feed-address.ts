import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'

/**
 * An address feeds may be fetched from: HTTPS, or plain HTTP on this very machine; no name and password in it. What is
 * fetched is checked as if anybody had sent it, but nobody on the way should read what a maker looks for.
 */
export function readFeedAddress(text: string): Answer<string> {
  const match = /^(https?):\/\/([^/?#]+)([/?#].*)?$/i.exec(text)
  const [, scheme = '', authority = ''] = match ?? []
  if (!match || text.length > 2_000 || !/^[\x21-\x7e]+$/.test(text) || authority.includes('@'))
    return malformed
  const host = authority.replace(/:\d{1,5}$/, '').toLowerCase()
  const isLoopback = host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
  return scheme.toLowerCase() === 'https' || isLoopback ? accept(text) : insecure
}

const malformed = refuse(
  'invalid',
  say(
    '주소가 올바르지 않습니다. https:// 로 시작해야 합니다.',
    'The address is not valid. It begins with https://.',
  ),
  'url',
)

const insecure = refuse(
  'invalid',
  say(
    '암호화되지 않은 http 주소는 이 컴퓨터 안에서만 쓸 수 있습니다.',
    'Plain http is allowed on this machine only.',
  ),
  'url',
)
