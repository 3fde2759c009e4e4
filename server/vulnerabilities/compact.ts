import { hash } from 'node:crypto'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { packageKey } from '@maek/domain/vulnerabilities/match.ts'
import { type AffectedPackage, readAdvisory } from '@maek/domain/vulnerabilities/osv.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { ecosystemBytesMax, packageNameBytesMax } from '../components/component-version.ts'

/** One advisory as the texts its rows are written from: text crosses from thread to database without being rebuilt. */
export type CompactAdvisory = {
  readonly id: string
  readonly modified: string
  /** SHA-256 of all of it, in hexadecimal. */
  readonly digest: string
  /** The advisory without its packages, as JSON. */
  readonly head: string
  /** Lines for COPY into `advisory_package`, each ended. */
  readonly lines: string
  readonly packages: readonly { readonly ecosystem: string; readonly name: string }[]
}

/** Ids stand in keys and addresses: what every real database writes (GHSA-…, RHSA-2024:1234, SUSE-SU-2024:1-1). */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._:+/-]{0,99}$/

/** Reads the text of one advisory, or one that was parsed out of an array, into rows. */
export function compactAdvisory(record: unknown): Answer<CompactAdvisory> {
  const read = readAdvisory(record)
  if (!read.ok) return read
  const { affected, ...head } = read.value
  if (!idPattern.test(head.id)) {
    return refuse(
      'invalid',
      say('권고 번호에 쓸 수 없는 글자가 있습니다.', 'The id contains characters that are not allowed.'),
      'id',
    )
  }
  const byPackage = new Map<string, AffectedPackage[]>()
  for (const entry of affected) {
    const key = packageKey(entry)
    const list = byPackage.get(key)
    if (list) list.push(entry)
    else byPackage.set(key, [entry])
  }
  const packages = [...byPackage.values()].flatMap((entries) => {
    const [first] = entries
    return first ? [{ ecosystem: first.ecosystem, name: first.name, affected: entries }] : []
  })
  const tooLong = packages.some(
    ({ ecosystem, name }) =>
      Buffer.byteLength(ecosystem) > ecosystemBytesMax || Buffer.byteLength(name) > packageNameBytesMax,
  )
  if (tooLong)
    return refuse('too-large', say('패키지 이름이 너무 깁니다.', 'A package name is too long.'), 'affected')
  const headText = JSON.stringify(head)
  const texts = packages.map((one) => JSON.stringify(one.affected))
  const names = JSON.stringify(packages.map(({ ecosystem, name }) => [ecosystem, name]))
  const whole = [headText, names, ...texts].join('\n')
  if (isUnstorable(whole)) return refuse('invalid', unstorable, '')
  const lines = packages.map(
    ({ ecosystem, name }, at) =>
      `${copied(ecosystem)}\t${copied(name)}\t${head.id}\t${copied(texts[at] ?? '')}\n`,
  )
  return accept({
    id: head.id,
    modified: head.modified,
    digest: hash('sha256', whole, 'hex'),
    head: headText,
    lines: lines.join(''),
    packages: packages.map(({ ecosystem, name }) => ({ ecosystem, name })),
  })
}

/** A value as COPY reads it in its text format; JSON text holds no other signs that need it than the backslash. */
function copied(text: string): string {
  const isPlain = !text.includes('\\') && !/[\t\n\r]/.test(text)
  if (isPlain) return text
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}

const unstorable: Words = say(
  '저장할 수 없는 글자(널 문자, 깨진 유니코드)가 있습니다.',
  'It contains characters that cannot be stored (null, broken Unicode).',
)

/** PostgreSQL keeps neither U+0000 nor half of a surrogate pair, as such or as JSON's escape of it. */
function isUnstorable(json: string): boolean {
  if (!json.isWellFormed() || json.includes('\u0000')) return true
  const isSuspect = json.includes('\\u0000') || json.includes('\\ud')
  return isSuspect && /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(json)
}
