import { randomBytes } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { bundledName, bundleLimits } from '@maek/domain/vulnerabilities/feed-bundle.ts'
import {
  type FeedSourceName,
  feedSourceNames,
  feedSources,
  instantOf,
} from '@maek/domain/vulnerabilities/feed-source.ts'
import { say, type Words } from '@maek/domain/words.ts'
import {
  keyTypes,
  makeSignerKey,
  parseSignerKey,
  type SignerKey,
  signerKeyText,
  verifierKeyText,
} from '@maek/ledger/keys.ts'
import { feedParts } from '../feed-parts.ts'
import { fetchFeed } from './fetch-feed.ts'
import { sourceParts } from './source-parts.ts'
import { type ToBundle, writeBundle } from './write-bundle.ts'

export type BundleOrder = {
  readonly out: string
  /** File of the signing key; made where there is none. */
  readonly key: string
  readonly keyName: string
  /** `kev`, `osv:PyPI`, `epss=FILE`, `nvd=https://…`. */
  readonly items: readonly string[]
  readonly now: string
  readonly say: (words: Words) => void
}

/** Gathers sources from files and from the network into one signed bundle; answers the key to be trusted elsewhere. */
export async function gatherBundle(
  order: BundleOrder,
): Promise<Answer<{ readonly key: string; readonly files: number }>> {
  const key = await signerKeyOf(order)
  if (!key.ok) return key
  const files: ToBundle[] = []
  for (const item of order.items) {
    const file = await fileOf(item, order.now)
    if (!file.ok) return file
    const { entries, contentAt, content } = file.value
    const megabytes = (content.length / 1_000_000).toFixed(1)
    const name = bundledName(file.value)
    order.say(
      say(
        `✓ ${name}: ${entries}건, ${contentAt.slice(0, 10)}, ${megabytes} MB`,
        `✓ ${name}: ${entries} entries, ${contentAt.slice(0, 10)}, ${megabytes} MB`,
      ),
    )
    files.push(file.value)
  }
  // Under another name first: a bundle that is there is whole.
  const part = `${order.out}.part`
  const stream = Readable.from(writeBundle({ madeAt: order.now, files }, key.value))
  await pipeline(stream, createWriteStream(part, { mode: 0o644 }))
  await rename(part, order.out)
  return accept({ key: verifierKeyText(key.value), files: files.length })
}

async function signerKeyOf({ key: path, keyName }: BundleOrder): Promise<Answer<SignerKey>> {
  if (existsSync(path)) {
    const key = parseSignerKey((await readFile(path, 'utf8')).trim())
    return key.ok && key.value.type === keyTypes.note ? key : notKey
  }
  if (!/^[a-z0-9][a-z0-9.-]{0,99}$/.test(keyName)) return notName
  const made = makeSignerKey(keyName, keyTypes.note, randomBytes(32))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `${signerKeyText(made)}\n`, { mode: 0o600, flag: 'wx' })
  return accept(made)
}

const notKey = refuse(
  'invalid',
  say('서명키 파일이 아닙니다.', 'This is not the file of a signing key.'),
  'key',
)

const notName = refuse(
  'invalid',
  say(
    '키 이름은 소문자, 숫자, 점, 줄표로 적습니다.',
    'A key is named by small letters, digits, dots and dashes.',
  ),
  'name',
)

async function fileOf(item: string, now: string): Promise<Answer<ToBundle>> {
  const [named = '', ...rest] = item.split('=')
  const place = rest.join('=')
  const [first, part = '', ...more] = named.split(':')
  const source = feedSourceNames.find((name) => name === first)
  if (!source || more.length > 0 || (source === 'osv') !== (part !== '')) return notItem(item)
  const bytes = await bytesOf({ source, part, place })
  if (!bytes.ok) return bytes
  if (bytes.value.length > bundleLimits.fileBytes) return tooLarge(item)
  const read = source === 'osv' ? await readOsv(bytes.value) : readDocument(source, bytes.value)
  if (!read.ok) return read
  return accept({
    source,
    part,
    content: bytes.value,
    entries: read.value.entries,
    contentAt: read.value.contentAt ?? now,
  })
}

type Item = { readonly source: FeedSourceName; readonly part: string; readonly place: string }

async function bytesOf({ source, part, place }: Item): Promise<Answer<Buffer>> {
  if (place !== '' && !/^https?:\/\//.test(place)) {
    const bytes = await readFile(place).catch(() => null) // Not there, or not for us to see: one refusal for both.
    return bytes
      ? accept(bytes)
      : refuse('not-found', say(`파일을 읽을 수 없습니다: ${place}`, `Cannot read ${place}`))
  }
  const base = feedSources[source].url
  const usual = source === 'osv' ? `${base}/${encodeURIComponent(part)}/all.zip` : base
  const fetched = await fetchFeed({ url: place === '' ? usual : place, bytesMax: bundleLimits.fileBytes })
  if (!fetched.ok) return fetched
  return fetched.value.unchanged ? notItem(place) : accept(fetched.value.bytes)
}

type Read = { readonly entries: number; readonly contentAt: string | null }

function readDocument(source: Exclude<FeedSourceName, 'osv'>, bytes: Buffer): Answer<Read> {
  for (const part of sourceParts(source, bytes)) {
    if (!part.ok) return part
    if (part.value.kind === 'head') return accept(part.value)
  }
  throw new Error('a document has a head')
}

/** OSV's archives carry no date: the newest of their records stands for it. */
async function readOsv(bytes: Buffer): Promise<Answer<Read>> {
  let entries = 0
  let contentAt: string | null = null
  for await (const part of feedParts(bytes)) {
    if (!part.ok) return part
    entries += part.value.advisories.length
    for (const { modified } of part.value.advisories) {
      const at = instantOf(modified)
      if (at !== undefined && (contentAt === null || at > contentAt)) contentAt = at
    }
  }
  return accept({ entries, contentAt })
}

function notItem(item: string) {
  return refuse(
    'invalid',
    say(
      `알 수 없는 항목입니다: ${item}. kev, epss, nvd=파일, eol, osv:PyPI=파일 처럼 적습니다.`,
      `Unknown item: ${item}. Write kev, epss, nvd=FILE, eol or osv:PyPI=FILE.`,
    ),
  )
}

function tooLarge(item: string) {
  return refuse(
    'too-large',
    say(`한 파일의 한도(400 MB)를 넘습니다: ${item}`, `Larger than one file may be (400 MB): ${item}`),
  )
}
