import type { Words } from '../words.ts'
import type { FrameworkId } from './catalogue.ts'
import type { Claim } from './claim.ts'
import type { Need } from './fact.ts'
import type { Watched } from './facts.ts'
import type { Watch } from './trait.ts'

/** What proves one requirement, said in a sentence for an auditor and in a claim for the machine. */
export type Rule = {
  /** `iso-42001/6.1.4@1`. */
  readonly id: string
  readonly framework: FrameworkId
  readonly ref: string
  /** Raised with any change that can change an answer; old results name the version that gave them. */
  readonly version: number
  readonly proves: Words
  readonly claim: Claim
}

export type Row = Pick<Rule, 'ref' | 'proves' | 'claim'> & { readonly version?: number }

/** One chapter of a framework: the refs are those of its catalogue. */
export function chapter(framework: FrameworkId, rows: readonly Row[]): readonly Rule[] {
  return rows.map(({ ref, proves, claim, version = 1 }) => ({
    id: `${framework}/${ref}@${version}`,
    framework,
    ref,
    version,
    proves,
    claim,
  }))
}

/** Every kind the watches name, with every field any of them reads. */
export function watchedBy(watches: readonly Watch[]): Watched {
  type Entry = { kind: Watch['kind']; needs: Map<string, Need>; opening: boolean; dated: Set<string> }
  const watched = new Map<string, Entry>()
  for (const { kind, needs, opening = false, dated = [] } of watches) {
    const fresh = { kind, needs: new Map<string, Need>(), opening: false, dated: new Set<string>() }
    const entry = watched.get(kind.name) ?? fresh
    for (const [field, need] of needs) {
      if (entry.needs.get(field) !== 'value') entry.needs.set(field, need)
    }
    entry.opening ||= opening
    for (const field of dated) entry.dated.add(field)
    watched.set(kind.name, entry)
  }
  return watched
}
