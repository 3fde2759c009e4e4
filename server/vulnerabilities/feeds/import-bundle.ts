import { hash } from 'node:crypto'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { bundledName } from '@maek/domain/vulnerabilities/feed-bundle.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import type { House } from '../../house.ts'
import { takeInFeed } from '../import.ts'
import { readTrustedKeys } from './feed-setting.ts'
import { readFeedStates } from './feed-state.ts'
import { type OpenBundle, readBundle } from './read-bundle.ts'
import type { FeedImport } from './take-in.ts'
import { olderWords } from './take-in-document.ts'

type Place = Pick<House, 'database' | 'now' | 'committer'>
export type BundleImport = {
  readonly madeAt: string
  readonly signedBy: readonly string[]
  readonly files: readonly (FeedImport & { readonly name: string; readonly contentAt: string })[]
}

/**
 * Takes in a bundle that a trusted key signed. Refused whole, before anything is written, where any of it is older
 * than what stands. Who brought it in stands in the ledger before the first row.
 */
export async function importBundle(
  house: Place,
  actor: Actor,
  { bytes, name }: { readonly bytes: Buffer; readonly name: string },
): Promise<Answer<BundleImport>> {
  const trusted = await readTrustedKeys(house.database.pool)
  const opened = await readBundle(
    bytes,
    trusted.map(({ key }) => key),
  )
  if (!opened.ok) return opened
  const older = await olderThanStanding(house, opened.value)
  if (older) return older
  const noted = await noteImport(house, actor, {
    name,
    sha256: hash('sha256', bytes, 'hex'),
    bundle: opened.value,
  })
  if (!noted.ok) return noted
  const { madeAt, signedBy } = opened.value
  const files: BundleImport['files'][number][] = []
  for (const { source, part, contentAt, content } of opened.value.files) {
    const label = bundledName({ source, part })
    const taken = await takeInFeed(house, {
      source,
      part,
      contentAt,
      bytes: content,
      name: `${name}: ${label}`,
      signedBy: signedBy.join(', '),
    })
    if (!taken.ok) return taken
    files.push({ ...taken.value, name: label, contentAt })
  }
  return accept({ madeAt, signedBy, files })
}

async function olderThanStanding(house: Place, bundle: OpenBundle): Promise<Answer<never> | null> {
  const states = await readFeedStates(house.database.pool)
  for (const { source, part, contentAt } of bundle.files) {
    const standing = states.find((state) => state.source === source && state.part === part)?.contentAt
    if (standing != null && contentAt < standing)
      return refuse('conflict', olderWords(contentAt, standing), bundledName({ source, part }))
  }
  return null
}

type Imported = { readonly name: string; readonly sha256: string; readonly bundle: OpenBundle }

async function noteImport(house: Place, actor: Actor, { name, sha256, bundle }: Imported) {
  const at = house.now()
  const files = bundle.files.map(({ source, part, contentAt, sha256: digest }) => ({
    name: bundledName({ source, part }),
    contentAt,
    sha256: digest,
  }))
  const canonical = canonicalText(
    {
      v: 1,
      by: actor.id,
      at,
      name: name.slice(0, 255),
      sha256,
      madeAt: bundle.madeAt,
      signedBy: bundle.signedBy,
      files,
    },
    { depthMax: 8, bytesMax: 200_000, numbers: 'integers' },
  )
  return house.committer.commit({
    organisation: actor.organisation,
    decisions: [],
    notes: [{ kind: 'feed', id: sha256, act: 'feed.import', canonical, actor, at }],
  })
}
