import { strict as assert } from 'node:assert'
import type { KeptFile, Load, LoadWriter } from '../acts.ts'
import { Seen } from '../seen.ts'
import type { Matching } from './matching.ts'
import type { PreparedSbom } from './prepare-sbom.ts'
import { type Counts, countWritten, versionsOf, writeLines, writeVersions } from './write-components.ts'

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

/** Some tens of megabytes; the products of one maker name far fewer. */
const versionsSeenMax = 200_000

export function openSbomLoads(house: { readonly matching: Matching; readonly now: () => string }): SbomLoads {
  const loaded = new WeakMap<Load, LoadedSbom>()
  const storedIn = new Map<string, Seen>()
  const storedOf = (organisation: string): Seen => {
    const stored = storedIn.get(organisation) ?? new Seen(versionsSeenMax)
    storedIn.set(organisation, stored)
    return stored
  }
  /** Beside the first load of a transaction: the versions all its loads named and nobody had seen. */
  const named = new WeakMap<Load, readonly string[]>()
  const sbomOf = (load: Load): LoadedSbom => {
    const sbom = loaded.get(load)
    assert(sbom, 'every load of this writer was made here')
    return sbom
  }
  const writer: LoadWriter = {
    write: async (client, organisation, loads) => {
      const sboms = loads.map(sbomOf)
      const stored = storedOf(organisation)
      const unseen = versionsOf(sboms.map(({ prepared }) => prepared)).filter(({ key }) => !stored.has(key))
      const [first] = loads
      if (first)
        named.set(
          first,
          unseen.map(({ key }) => key),
        )
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
        stored.forget()
        throw error
      }
    },
    tell: async (client, organisation, loads) => {
      const sboms = loads.map(sbomOf)
      const counts = await countWritten(
        client,
        organisation,
        sboms.map(({ id }) => id),
      )
      for (const { id, onCounted } of sboms) onCounted(counts.get(id) ?? { covered: 0, findings: 0 })
    },
    committed: (organisation, loads) => {
      const stored = storedOf(organisation)
      for (const load of loads) for (const key of named.get(load) ?? []) stored.add(key)
    },
  }
  return (sbom) => {
    const load: Load = { rows: sbom.prepared.count, file: sbom.file, writer }
    loaded.set(load, sbom)
    return load
  }
}
