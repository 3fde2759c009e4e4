import type { Advisory, PublishedSeverity } from './osv.ts'

/** One vulnerability, whoever wrote of it: advisories that name each other, or one third id, as aliases. */
export type Vulnerability = {
  /** The CVE where there is one (the lowest of several), else the id of the first advisory. */
  readonly id: string
  /** Every other id, sorted. */
  readonly aliases: readonly string[]
  /** Ids of the advisories merged here, in the order given. */
  readonly advisories: readonly string[]
  readonly summary: string
  /** Each as published, with who published it: never averaged, never dropped. */
  readonly severities: readonly (PublishedSeverity & { readonly issuer: string })[]
}

/** Merges advisories of the same vulnerability through their aliases. Linear but for the near-constant union-find. */
export function mergeAliases(advisories: readonly Advisory[]): Vulnerability[] {
  const parents = new Map<string, string>()
  for (const advisory of advisories) {
    for (const alias of advisory.aliases) parents.set(rootOf(parents, alias), rootOf(parents, advisory.id))
  }
  const groups = new Map<string, Advisory[]>()
  for (const advisory of advisories) {
    const root = rootOf(parents, advisory.id)
    const group = groups.get(root)
    if (group) group.push(advisory)
    else groups.set(root, [advisory])
  }
  return [...groups.values()].map(vulnerabilityOf)
}

/** The id people know a vulnerability by: a CVE if there is one, else the first id given. */
export function preferredId(ids: readonly string[]): string {
  const cves = ids.filter((id) => /^CVE-\d{4}-\d{4,19}$/.test(id)).sort()
  return cves[0] ?? ids[0] ?? ''
}

/** Who publishes under an id: its part before the first dash (`GHSA`, `PYSEC`, `RUSTSEC`). */
export function issuerOf(advisoryId: string): string {
  return advisoryId.split('-', 1)[0] ?? advisoryId
}

function vulnerabilityOf(group: readonly Advisory[]): Vulnerability {
  const ids = [...new Set(group.flatMap((advisory) => [advisory.id, ...advisory.aliases]))]
  const id = preferredId(ids)
  return {
    id,
    aliases: ids.filter((one) => one !== id).sort(),
    advisories: group.map((advisory) => advisory.id),
    summary: group.find((advisory) => advisory.summary !== '')?.summary ?? '',
    severities: group.flatMap((advisory) => {
      const issuer = issuerOf(advisory.id)
      const all = [...advisory.severities, ...advisory.affected.flatMap((entry) => entry.severities)]
      const issued = all.map((one) => ({ ...one, issuer: one.issuer ?? issuer }))
      return [...new Map(issued.map((one) => [`${one.issuer} ${one.type} ${one.vector}`, one])).values()]
    }),
  }
}

/** The representative of an id's group; paths are halved on the way, so chains stay short. */
function rootOf(parents: Map<string, string>, id: string): string {
  let at = id
  for (let parent = parents.get(at); parent !== undefined && parent !== at; parent = parents.get(at)) {
    const above = parents.get(parent)
    if (above !== undefined) parents.set(at, above)
    at = parent
  }
  return at
}
