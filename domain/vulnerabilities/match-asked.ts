import { cpeKey, parseCpe } from '../components/cpe.ts'
import { type PackageQuery, packageQuery } from '../components/ecosystem.ts'
import { parsePurl } from '../components/purl.ts'
import { mergeAliases, type Vulnerability } from './aliases.ts'
import { affectsCpe } from './cpe-match.ts'
import { type Finding, type FindingHow, findingsOf, type Hit, matchPackage, packageKey } from './match.ts'
import type { CpeCriterion } from './nvd.ts'
import type { Advisory } from './osv.ts'

/** What is asked of the sources for one component: by package, or by CPE; and who said so. */
export type Asked =
  | { readonly by: 'package'; readonly via: 'own' | 'rule'; readonly query: PackageQuery }
  | { readonly by: 'cpe'; readonly via: 'own' | 'rule'; readonly key: string; readonly cpe: string }

/** What the sources hold for the questions of some components. */
export type Known = {
  /** By `packageKey`; each advisory may hold only the entries of that package. */
  readonly advisories: ReadonlyMap<string, readonly Advisory[]>
  /** By `cpeKey`: a CVE, and what it names of that product. */
  readonly criteria: ReadonlyMap<string, readonly CveCriteria[]>
}

export type CveCriteria = { readonly advisory: Advisory; readonly criteria: readonly CpeCriterion[] }

/**
 * The findings of one component by all it asks. What several publishers say of one vulnerability is one finding; a
 * hit by package stands before one by CPE.
 */
export function matchAsked(
  component: {
    readonly reference: string
    readonly version: string | undefined
    readonly isOfDistribution: boolean
  },
  asked: readonly Asked[],
  known: Known,
): { readonly findings: readonly Finding[]; readonly vulnerabilities: readonly Vulnerability[] } {
  const { reference } = component
  const hits: Hit[] = []
  for (const question of asked) {
    if (question.by === 'cpe') hits.push(...cpeHits(component, question, known))
    else
      for (const { advisory, answer } of matchPackage(
        question.query,
        known.advisories.get(packageKey(question.query)) ?? [],
      ))
        hits.push({ reference, advisory, answer: { ...answer, how: howOf(question.via, answer.how) } })
  }
  const vulnerabilities = mergeAliases([
    ...new Map(hits.map(({ advisory }) => [advisory.id, advisory])).values(),
  ])
  return { findings: findingsOf(hits, vulnerabilities), vulnerabilities }
}

function howOf(via: 'own' | 'rule', how: FindingHow): FindingHow {
  return via === 'rule' && (how === 'range' || how === 'enumerated') ? 'rule' : how
}

function cpeHits(
  component: {
    readonly reference: string
    readonly version: string | undefined
    readonly isOfDistribution: boolean
  },
  question: Asked & { readonly by: 'cpe' },
  known: Known,
): Hit[] {
  const cpe = parseCpe(question.cpe)
  if (!cpe.ok) return []
  return (known.criteria.get(question.key) ?? []).flatMap(({ advisory, criteria }): Hit[] => {
    if (advisory.withdrawn !== undefined) return []
    const answer = affectsCpe(criteria, cpe.value, component.version)
    if (!answer.affected) return []
    const how = component.isOfDistribution && question.via === 'own' ? 'cpe-distribution' : answer.how
    const { fixedIn } = answer
    return [
      {
        reference: component.reference,
        advisory,
        answer: fixedIn === undefined ? { how } : { how, fixedIn },
      },
    ]
  })
}

/** The question of a stored text: a purl asks by package, a CPE by vendor and product. Null where it asks nothing. */
export function askedOf(text: string, via: 'own' | 'rule', version: string | undefined): Asked | null {
  if (text.startsWith('pkg:')) {
    const purl = parsePurl(text)
    const query = purl.ok ? packageQuery(purl.value) : undefined
    if (!query) return null
    const isVersioned = query.version !== undefined || version === undefined
    return { by: 'package', via, query: isVersioned ? query : { ...query, version } }
  }
  const cpe = parseCpe(text)
  const key = cpe.ok ? cpeKey(cpe.value) : undefined
  return key === undefined ? null : { by: 'cpe', via, key, cpe: text }
}
