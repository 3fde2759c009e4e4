import { type Purl, parsePurl } from '../components/purl.ts'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'

/** What is asked of the reach: from here to the places that run it. */
export type ReachQuestion =
  /** Any id of it: CVE, GHSA, an advisory's own, or ours. */
  | { readonly by: 'vulnerability'; readonly id: string }
  /** One finding: key of the component version (hexadecimal) and vulnerability. */
  | { readonly by: 'finding'; readonly component: string; readonly vulnerability: string }
  /** A package, in one version if the purl names one. */
  | { readonly by: 'purl'; readonly purl: Purl }
  /** A component by its name, whatever version. */
  | { readonly by: 'name'; readonly name: string }

/** Ids of real databases: letters in capitals, then parts after dashes (CVE-2024-1, GHSA-…, RHSA-2024:1234). */
const idPattern = /^[A-Z][A-Z0-9]+(?:-[A-Za-z0-9.:_]+)+$/
const findingPattern = /^([0-9a-f]{64}):(.{1,200})$/

/**
 * Reads what somebody typed into the search for reach: a purl, an id, a finding, else the name of a component.
 * Refuses an empty text and a purl that is none.
 */
export function readQuestion(text: string): Answer<ReachQuestion> {
  const asked = text.normalize('NFC').trim()
  if (asked === '') return refuse('invalid', say('찾을 것을 적으십시오.', 'Say what to look for.'), 'q')
  if (/^pkg:/i.test(asked)) {
    const purl = parsePurl(asked)
    return purl.ok
      ? accept({ by: 'purl', purl: purl.value })
      : { ok: false, refusal: { ...purl.refusal, field: 'q' } }
  }
  const finding = findingPattern.exec(asked)
  if (finding?.[1] !== undefined && finding[2] !== undefined)
    return accept({ by: 'finding', component: finding[1], vulnerability: finding[2] })
  if (/^cve-\d{4}-\d{4,19}$/i.test(asked)) return accept({ by: 'vulnerability', id: asked.toUpperCase() })
  if (idPattern.test(asked)) return accept({ by: 'vulnerability', id: asked })
  return accept({ by: 'name', name: asked })
}

/** More than these are counted and not listed. */
export const reachLimits = { components: 2_000, releases: 2_000, places: 10_000 } as const
