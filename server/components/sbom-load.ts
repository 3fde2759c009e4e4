import { strict as assert } from 'node:assert'
import type { KeptFile, Load, LoadWriter } from '../acts.ts'
import type { Matching } from './matching.ts'
import type { PreparedSbom } from './prepare-sbom.ts'
import { type Counts, countWritten, writeComponents } from './write-components.ts'

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
  const sbomOf = (load: Load): LoadedSbom => {
    const sbom = loaded.get(load)
    assert(sbom, 'every load of this writer was made here')
    return sbom
  }
  const writer: LoadWriter = {
    write: async (client, organisation, loads) => {
      const sboms = loads.map(sbomOf)
      await house.matching.holdOffRematch(client, organisation)
      const versions = await writeComponents(client, organisation, sboms)
      for (const { onMatching } of sboms) onMatching()
      await house.matching.matchAdded(client, organisation, { versions, at: house.now() })
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
  }
  return (sbom) => {
    const load: Load = { rows: sbom.prepared.count, file: sbom.file, writer }
    loaded.set(load, sbom)
    return load
  }
}
