import { instantOf } from '@maek/domain/vulnerabilities/feed-source.ts'
import type { CompactAdvisory } from '../compact.ts'
import type { IncomingFeed } from './take-in.ts'

/** What an import of OSV turns out to be while it is read: of which ecosystems, whether all of one, and how old. */
export type Edition = {
  readonly add: (advisories: readonly Pick<CompactAdvisory, 'modified' | 'packages'>[]) => void
  /** Releases left out: `Debian` of `Debian:12`. */
  readonly ecosystems: () => ReadonlySet<string>
  /** The ecosystem of which this is a full edition; null for single advisories and for a mixture. */
  readonly whole: () => string | null
  /** When its newest advisory was changed, ISO UTC; null where none says so. Days to come are not believed. */
  readonly newest: () => string | null
}

/** OSV publishes an ecosystem as one ZIP; a few of its records may name other ecosystems only, or none. */
const shareOfWhole = 0.9

/** Before: `now` is the day of the import, ISO UTC. */
export function openEdition(feed: Pick<IncomingFeed, 'bytes' | 'part' | 'isWhole'>, now: string): Edition {
  const counts = new Map<string, number>()
  let advisories = 0
  let newest: string | null = null
  const isZip = feed.bytes.length > 4 && feed.bytes.readUInt32LE(0) === 0x04034b50
  return {
    add: (some) => {
      advisories += some.length
      for (const { modified, packages } of some) {
        const at = instantOf(modified)
        if (at !== undefined && at <= now && (newest === null || at > newest)) newest = at
        const bases = new Set(packages.map(({ ecosystem }) => ecosystem.split(':', 1)[0] ?? ecosystem))
        for (const base of bases) counts.set(base, (counts.get(base) ?? 0) + 1)
      }
    },
    // An export of one ecosystem mentions others, but only of that one is it all there is.
    ecosystems: () => new Set(feed.part === '' ? counts.keys() : [feed.part]),
    whole: () => {
      if (feed.part !== '') return feed.isWhole === false ? null : feed.part
      if (!isZip) return null
      const [most] = [...counts].sort((left, right) => right[1] - left[1])
      return most && most[1] >= advisories * shareOfWhole ? most[0] : null
    },
    newest: () => newest,
  }
}
