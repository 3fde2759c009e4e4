import { createHash, hash } from 'node:crypto'
import type { ManifestSummary } from '@maek/domain/models/datasets/api.ts'
import { type Manifest, readManifest, splitCounts } from '@maek/domain/models/datasets/manifest.ts'
import { diffManifests, type ManifestChanges } from '@maek/domain/models/datasets/manifest-diff.ts'
import { rootPrefix } from '@maek/domain/models/datasets/manifest-form.ts'
import {
  leakWithin,
  type Overlap,
  overlapOf,
  type Shared,
} from '@maek/domain/models/datasets/manifest-leak.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'

/** What there is to do with manifests; all of it reads millions of lines and runs beside the event loop. */
export type ManifestTask =
  | { readonly task: 'examine'; readonly bytes: Uint8Array; readonly before: Uint8Array | null }
  | { readonly task: 'overlap'; readonly fitted: Uint8Array; readonly tested: Uint8Array }

export type Examined = {
  readonly summary: ManifestSummary
  readonly leak: Shared | null
  /** Null for the first, and where the two cannot be compared. */
  readonly changes: ManifestChanges | null
  readonly comparable: boolean
}

export function examineManifest(bytes: Uint8Array, before: Uint8Array | null): Answer<Examined> {
  const read = manifestOf(bytes)
  if (!read.ok) return read
  const former = before ? manifestOf(before) : null
  const diff = former?.ok ? diffManifests(former.value, read.value) : null
  return accept({
    summary: summaryOf(read.value, hash('sha256', bytes, 'hex')),
    leak: leakWithin(read.value),
    changes: diff?.ok ? diff.value : null,
    comparable: diff === null || diff.ok,
  })
}

export function compareManifests(fitted: Uint8Array, tested: Uint8Array): Answer<Overlap> {
  const learned = manifestOf(fitted)
  if (!learned.ok) return learned
  const judged = manifestOf(tested)
  return judged.ok ? accept(overlapOf(learned.value, judged.value)) : judged
}

/** A manifest with everything in it checked, its root too. */
export function manifestOf(bytes: Uint8Array): Answer<Manifest> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return refuse('wrong-type', say('UTF-8 매니페스트가 아닙니다.', 'This is not a UTF-8 manifest.'), 'body')
  }
  const read = readManifest(text)
  if (!read.ok) return read
  const { header } = read.value
  const lines = bytes.subarray(bytes.indexOf(10) + 1)
  const root = createHash('sha256').update(rootPrefix(header)).update(lines).digest('hex')
  return root === header.root ? read : wrongRoot
}

function summaryOf(manifest: Manifest, sha256: string): ManifestSummary {
  const { root, key, items, subjects, duplicates, labelled, unit, bytes } = manifest.header
  return {
    sha256,
    root,
    key,
    items,
    subjects,
    duplicates,
    splits: splitCounts(manifest),
    labelled,
    unit,
    bytes,
  }
}

const wrongRoot = refuse(
  'invalid',
  say(
    '매니페스트의 뿌리 해시가 항목과 맞지 않습니다. 전송 중 잘렸거나 고쳐진 파일입니다. 다시 만들어 올리십시오.',
    'The root of the manifest does not match its items: the file was cut or changed on its way. Make it again and upload that.',
  ),
  'body',
)
