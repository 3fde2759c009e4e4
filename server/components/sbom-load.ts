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
  const write: LoadWriter = async (client, organisation, loads) => {
    const sboms = loads.map((load) => {
      const sbom = loaded.get(load)
      assert(sbom, 'every load of this writer was made here')
      return sbom
    })
    await house.matching.holdOffRematch(client, organisation)
    const added = await writeComponents(client, organisation, sboms)
    for (const { onMatching } of sboms) onMatching()
    await house.matching.matchVersions(client, organisation, { keys: added, at: house.now() })
    const counts = await countWritten(client, organisation)
    for (const { id, onCounted } of sboms) onCounted(counts.get(id) ?? { covered: 0, findings: 0 })
  }
  return (sbom) => {
    const load: Load = { rows: sbom.prepared.count, file: sbom.file, write }
    loaded.set(load, sbom)
    return load
  }
}
