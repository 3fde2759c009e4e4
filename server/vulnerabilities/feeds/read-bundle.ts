import { hash } from 'node:crypto'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import {
  type BundledFile,
  bundledName,
  bundleLimits,
  bundleManifestName,
  readBundleText,
} from '@maek/domain/vulnerabilities/feed-bundle.ts'
import { say } from '@maek/domain/words.ts'
import { parseVerifierKey, type VerifierKey } from '@maek/ledger/keys.ts'
import { verifyNote } from '@maek/ledger/note.ts'
import { zipEntries, zipLimits } from '../zip-entries.ts'

export type OpenBundle = {
  readonly madeAt: string
  /** Names of the trusted keys that signed it. */
  readonly signedBy: readonly string[]
  readonly files: readonly (BundledFile & { readonly content: Buffer })[]
}

const limits = {
  ...zipLimits,
  entries: bundleLimits.files + 1,
  entryBytes: bundleLimits.fileBytes,
  totalBytes: 1_000_000_000,
  // Files of a bundle are packed already, or are text that packs some ten times.
  entryRatio: 100,
  totalRatio: 50,
} as const

/**
 * Opens a bundle: its manifest must carry a signature of a trusted key and no wrong one, and every file must be there
 * once, with the size and hash the manifest states, and nothing beside them. Nothing is answered before all of it holds.
 */
export async function readBundle(archive: Buffer, trusted: readonly string[]): Promise<Answer<OpenBundle>> {
  const contents = new Map<string, Buffer>()
  for await (const entry of zipEntries(archive, limits)) {
    if (!entry.ok) return entry
    const { place, bytes } = entry.value
    if (!bytes.ok) return bytes
    if (contents.has(place)) return tampered(place)
    contents.set(place, bytes.value)
  }
  const note = contents.get(bundleManifestName)
  if (!note || note.length > bundleLimits.manifestBytes) return notBundle
  const verified = verifyNote(note, keysOf(trusted))
  if (!verified.ok) return untrusted
  const manifest = readBundleText(verified.value.text)
  if (!manifest.ok) return manifest
  const files: (BundledFile & { content: Buffer })[] = []
  for (const file of manifest.value.files) {
    const content = contents.get(bundledName(file))
    if (content?.length !== file.bytes || hash('sha256', content, 'hex') !== file.sha256)
      return tampered(bundledName(file))
    files.push({ ...file, content })
  }
  if (contents.size !== files.length + 1) return tampered('+')
  const signedBy = verified.value.verified.map(({ name }) => name)
  return accept({ madeAt: manifest.value.madeAt, signedBy, files })
}

function keysOf(trusted: readonly string[]): VerifierKey[] {
  return trusted.flatMap((text) => {
    const key = parseVerifierKey(text)
    return key.ok ? [key.value] : []
  })
}

const notBundle = refuse(
  'wrong-type',
  say('서명된 정보 묶음이 아닙니다.', 'This is not a signed bundle of feeds.'),
  'body',
)

const untrusted = refuse(
  'not-allowed',
  say(
    '신뢰하는 키의 서명이 없거나 서명이 맞지 않습니다. 아무것도 가져오지 않았습니다. 만든 곳의 공개키를 먼저 등록하십시오.',
    'No trusted key has signed it, or a signature is wrong. Nothing was imported. Trust the maker’s key first.',
  ),
  'body',
)

function tampered(place: string) {
  return refuse(
    'invalid',
    say(
      `묶음의 내용이 서명된 목록과 다릅니다(${place}). 아무것도 가져오지 않았습니다.`,
      `The bundle differs from its signed manifest (${place}). Nothing was imported.`,
    ),
    'body',
  )
}
