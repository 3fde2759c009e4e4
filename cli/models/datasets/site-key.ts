import { hash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Asked, Terminal } from '../../command.ts'

/*
 * The key under which a site's names, contents, subjects and labels become pseudonyms. It is made on first use, kept
 * in one file that only its owner can read, and never sent: whoever holds it can test a guess against a manifest.
 */

const firstLine = 'maek-dataset-key/1'
const fileForm = /^maek-dataset-key\/1\n([A-Za-z0-9_-]{43})\n?$/

export type SiteKey = { readonly path: string; readonly key: Buffer; readonly isNew: boolean }

/** The key file that was named, or the site's own: MAEK_DATASET_KEY, then ~/.config/maek/dataset.key. */
export async function siteKey(
  asked: Asked,
  terminal: Terminal,
  told: { readonly mayMake: boolean },
): Promise<Answer<SiteKey>> {
  const named = asked.text('key') ?? terminal.environment.MAEK_DATASET_KEY
  const home = terminal.environment.HOME
  if (named === undefined && home === undefined) return unnamed
  const path = resolve(terminal.folder, named ?? join(home ?? '', '.config', 'maek', 'dataset.key'))
  const read = await readKey(path)
  if (read !== null) return read
  if (!told.mayMake)
    return refuse(
      'not-found',
      say(
        `키 파일이 없습니다: ${path}. 처음 지문을 만들 때 쓴 키가 있어야 비교할 수 있습니다.`,
        `There is no key file ${path}. Only the key of the first fingerprint makes a comparison possible.`,
      ),
      'key',
    )
  return makeKey(path)
}

async function readKey(path: string): Promise<Answer<SiteKey> | null> {
  const found = await stat(path).catch(absent)
  if (!found) return null
  // As ssh does: a key that others can read keeps no secret. Windows has no such bits.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    return refuse(
      'conflict',
      say(
        `다른 사용자가 읽을 수 있는 키 파일입니다. chmod 600 ${path} 를 한 뒤 다시 하십시오.`,
        `Others can read this key file. Run chmod 600 ${path} and try again.`,
      ),
      'key',
    )
  const written = fileForm.exec(found.size > 200 ? '' : await readFile(path, 'latin1'))?.[1]
  if (written === undefined)
    return refuse(
      'wrong-type',
      say(`데이터셋 키 파일이 아닙니다: ${path}`, `Not a dataset key file: ${path}`),
      'key',
    )
  return accept({ path, key: Buffer.from(written, 'base64url'), isNew: false })
}

async function makeKey(path: string): Promise<Answer<SiteKey>> {
  const key = randomBytes(32)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(`${firstLine}\n${key.toString('base64url')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return accept({ path, key, isNew: true })
}

/** A file that is not there is an answer; other trouble with it is thrown and said as weather. */
function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}

const unnamed = refuse(
  'invalid',
  say(
    '--key FILE로 이 기관의 키 파일을 정하십시오. 없으면 새로 만듭니다.',
    'Name the key file of this site with --key FILE; it is made when it is not there.',
  ),
  'key',
)

const purposes = ['key', 'name', 'content', 'subject', 'label'] as const
type Purpose = (typeof purposes)[number]

/** Everything keyed that a manifest holds; one sub-key for each purpose, so that no two of them can be compared. */
export type Keyed = {
  /** Which key this is, without saying anything of it. */
  readonly id: string
  readonly name: (name: string) => string
  /** Of the SHA-256 of a content. */
  readonly content: (sha256: Buffer) => string
  readonly subject: (subject: string) => string
  /** Bound to its item: equal labels look different, a changed label still shows. */
  readonly label: (namePseudonym: string, label: string) => string
}

export function keyedBy(key: Buffer): Keyed {
  const mac = new Map<Purpose, (message: Buffer) => Buffer>(
    purposes.map((purpose) => [purpose, hmac(hmac(key)(Buffer.from(`maek dataset ${purpose} 1`)))]),
  )
  const of = (purpose: Purpose, message: Buffer) => {
    const made = mac.get(purpose)?.(message)
    if (!made) throw new Error(`no key for ${purpose}`)
    return made
  }
  const short = (purpose: Purpose, text: string) =>
    of(purpose, Buffer.from(text.normalize('NFC'))).toString('base64url', 0, 16)
  const subjects = new Map<string, string>()
  return {
    id: short('key', ''),
    name: (name) => short('name', name),
    content: (sha256) => of('content', sha256).toString('base64url'),
    subject: (subject) => {
      // A patient has many images: the same pseudonym is not worked out for each.
      const known = subjects.get(subject) ?? short('subject', subject.trim())
      if (subjects.size < 100_000) subjects.set(subject, known)
      return known
    },
    label: (name, label) => short('label', `${name} ${label.trim()}`),
  }
}

const block = 64

/**
 * HMAC-SHA-256 (RFC 2104) by the one-call hash: four keyed digests for each of millions of items, where an object
 * for each would cost more than the hashing. Compared with node:crypto's own in the tests.
 */
export function hmac(key: Buffer): (message: Buffer) => Buffer {
  const padded = Buffer.alloc(block)
  ;(key.length > block ? hash('sha256', key, 'buffer') : key).copy(padded)
  const inner = padded.map((byte) => byte ^ 0x36)
  const outer = Buffer.alloc(block + 32)
  for (const [at, byte] of padded.entries()) outer[at] = byte ^ 0x5c
  let room = Buffer.alloc(block + 512)
  return (message) => {
    if (room.length < block + message.length) room = Buffer.alloc(block + message.length * 2)
    room.set(inner)
    room.set(message, block)
    outer.set(hash('sha256', room.subarray(0, block + message.length), 'buffer'), block)
    return hash('sha256', outer, 'buffer')
  }
}
