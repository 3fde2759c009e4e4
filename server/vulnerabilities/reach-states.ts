import { mostUrgent, stateAt } from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'
import type { Reached } from './reach-components.ts'
import type { ReleaseRow } from './reach-releases.ts'
import { byName, readRulings } from './rulings.ts'

type Given = {
  readonly releases: readonly ReleaseRow[]
  readonly components: readonly Reached[]
  readonly names: readonly string[]
  readonly today: string
}

/** Each release with the most urgent state of the findings in it, from the decisions that speak of them there. */
export async function withStates(
  client: pg.PoolClient,
  organisation: string,
  { releases, components, names, today }: Given,
): Promise<ReleaseRow[]> {
  const rulingsOf = byName(await readRulings(client, organisation, names))
  const byKey = new Map(components.map((component) => [component.key, component]))
  return releases.map((release) => {
    const found = release.components.flatMap((key) => byKey.get(key) ?? [])
    const settled = found.flatMap((component) =>
      component.vulnerabilities.flatMap(({ id, aliases }) => {
        const one = { ...component, vulnerability: id, aliases }
        const rulings = rulingsOf(one)
        return release.sboms.map((sbom) =>
          stateAt(one, { sbom: sbom.id, release: release.id }, { rulings, today }),
        )
      }),
    )
    return { ...release, finding: settled.length > 0 ? mostUrgent(settled).state : null }
  })
}
