import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { type FeedSourceName, feedSourceNames, instantOf } from './feed-source.ts'

/** One file of a bundle and what the maker of the bundle saw: its publisher's date, its rows, its bytes. */
export type BundledFile = {
  readonly source: FeedSourceName
  /** The ecosystem of OSV; empty for the other sources. */
  readonly part: string
  /** ISO UTC with milliseconds. */
  readonly contentAt: string
  readonly entries: number
  readonly bytes: number
  readonly sha256: string
}

export type BundleManifest = { readonly madeAt: string; readonly files: readonly BundledFile[] }

/** The first line says what is signed, so that a signature can never be taken for one over something else. */
export const bundleHeading = 'maek.dev/feed-bundle/v1'
/** The manifest's name inside the archive: a signed note (C2SP signed-note). */
export const bundleManifestName = 'MANIFEST.note'
export const bundleLimits = { files: 200, fileBytes: 400_000_000, manifestBytes: 100_000 } as const

/** The file's name inside the archive; made of codes only. */
export function bundledName({ source, part }: { readonly source: string; readonly part: string }): string {
  return part === '' ? source : `${source}/${encodeURIComponent(part)}`
}

/** The text that is signed: a line for each file, in the order given. Before: at most `bundleLimits.files`. */
export function bundleText({ madeAt, files }: BundleManifest): string {
  const lines = files.map((file) =>
    [bundledName(file), file.contentAt, file.entries, file.bytes, file.sha256].join(' '),
  )
  return `${[bundleHeading, madeAt, ...lines].join('\n')}\n`
}

/** Reads the text of a manifest whose signature was verified before. Only what `bundleText` writes is read. */
export function readBundleText(text: string): Answer<BundleManifest> {
  const [heading, madeAt, ...lines] = text.split('\n')
  if (heading !== bundleHeading || !isInstant(madeAt) || lines.pop() !== '') return malformed
  if (lines.length === 0 || lines.length > bundleLimits.files) return malformed
  const files: BundledFile[] = []
  for (const line of lines) {
    const file = readLine(line)
    if (!file) return malformed
    files.push(file)
  }
  const names = new Set(files.map(bundledName))
  return names.size === files.length ? accept({ madeAt, files }) : malformed
}

function readLine(line: string): BundledFile | undefined {
  const [name = '', contentAt, entries = '', bytes = '', sha256 = '', ...more] = line.split(' ')
  const [first, second, ...rest] = name.split('/')
  const source = feedSourceNames.find((known) => known === first)
  const part = decodePart(second)
  if (!source || part === undefined || rest.length > 0 || more.length > 0 || !isInstant(contentAt))
    return undefined
  if (
    !/^(?:0|[1-9]\d{0,8})$/.test(entries) ||
    !/^[1-9]\d{0,9}$/.test(bytes) ||
    !/^[0-9a-f]{64}$/.test(sha256)
  )
    return undefined
  const file = { source, part, contentAt, entries: Number(entries), bytes: Number(bytes), sha256 }
  return bundledName(file) === name && file.bytes <= bundleLimits.fileBytes ? file : undefined
}

function decodePart(text: string | undefined): string | undefined {
  if (text === undefined) return ''
  if (!/^[A-Za-z0-9.%_-]{1,120}$/.test(text)) return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined // a broken percent code: no name of ours
  }
}

function isInstant(text: string | undefined): text is string {
  return text !== undefined && instantOf(text) === text
}

const malformed = refuse(
  'wrong-type',
  say('묶음의 목록을 읽을 수 없습니다.', 'The manifest of the bundle cannot be read.'),
  'body',
)
