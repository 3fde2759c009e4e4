import { strict as assert } from 'node:assert'
import type { KeptFile, Load, LoadWriter } from '../acts.ts'
import { Seen } from '../seen.ts'
import type { Matching } from './matching.ts'
import type { PreparedSbom } from './prepare-sbom.ts'
import {
  type Counts,
  countWritten,
  type NamedVersion,
  versionsOf,
  writeLines,
  writeVersions,
} from './write-components.ts'

export type LoadedSbom = {
  readonly id: string
  readonly prepared: PreparedSbom
  readonly file: KeptFile
  readonly onMatching: () => void
  /** Told inside the transaction: they hold when the commit is answered. */
  readonly onCounted: (counts: Counts) => void
}

/** Makes an SBOM the load of its commit: the lines of all that wait together are written and matched as one. */
export type SbomLoads = (sbom: LoadedSbom) => Load

export function openSbomLoads(house: { readonly matching: Matching; readonly now: () => string }): SbomLoads {
  const loaded = new WeakMap<Load, LoadedSbom>()
  const stored = storedVersions()
  const sbomsOf = (loads: readonly Load[]): LoadedSbom[] =>
    loads.map((load) => {
      const sbom = loaded.get(load)
      assert(sbom, 'every load of this writer was made here')
      return sbom
    })
  const writer: LoadWriter = {
    write: async (client, organisation, loads) => {
      const sboms = sbomsOf(loads)
      const unseen = stored.unseen(organisation, loads, versionsOf(sboms.map(({ prepared }) => prepared)))
      try {
        await house.matching.holdOffRematch(client, organisation)
        const versions = await writeVersions(client, organisation, unseen)
        for (const { onMatching } of sboms) onMatching()
        await house.matching.matchAdded(client, organisation, {
          versions,
          at: house.now(),
          writeLines: () => writeLines(client, organisation, sboms),
        })
      } catch (error) {
        // Should somebody have removed rows by hand, the next attempt writes all of them.
        stored.forget(organisation)
        throw error
      }
    },
    tell: async (client, organisation, loads) => {
      const sboms = sbomsOf(loads)
      const ids = sboms.map(({ id }) => id)
      const counts = await countWritten(client, organisation, ids)
      for (const { id, onCounted } of sboms) onCounted(counts.get(id) ?? { covered: 0, findings: 0 })
    },
    committed: stored.keep,
  }
  return (sbom) => {
    const load: Load = { rows: sbom.prepared.count, file: sbom.file, writer }
    loaded.set(load, sbom)
    return load
  }
}

/** Some tens of megabytes; the products of one maker name far fewer. */
const versionsSeenMax = 200_000

/** Which component versions each organisation is known to have stored. */
function storedVersions() {
  const byOrganisation = new Map<string, Seen>()
  /** Beside the first load of a transaction: the versions all its loads named and nobody had seen. */
  const named = new WeakMap<Load, readonly string[]>()
  const storedOf = (organisation: string): Seen => {
    const stored = byOrganisation.get(organisation) ?? new Seen(versionsSeenMax)
    byOrganisation.set(organisation, stored)
    return stored
  }
  return {
    unseen: (
      organisation: string,
      [first]: readonly Load[],
      versions: readonly NamedVersion[],
    ): readonly NamedVersion[] => {
      const stored = storedOf(organisation)
      const unseen = versions.filter(({ key }) => !stored.has(key))
      const keys = unseen.map(({ key }) => key)
      if (first) named.set(first, keys)
      return unseen
    },
    keep: (organisation: string, loads: readonly Load[]): void => {
      const stored = storedOf(organisation)
      for (const load of loads) for (const key of named.get(load) ?? []) stored.add(key)
    },
    forget: (organisation: string): void => storedOf(organisation).forget(),
  }
}
