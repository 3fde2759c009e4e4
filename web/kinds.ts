import type { State, Tone } from '@maek/domain/life.ts'
import { type Domain, domains } from '@maek/domain/permissions.ts'
import type { Words } from '@maek/domain/words.ts'
import { type KindHead, kindHeads, lives } from './kinds.constant.ts'

/* What every page may know of kinds without loading their fields; those stand in records/kinds.constant.ts. */

const byName = new Map(kindHeads.map((head) => [head.name, head]))

export function kindHead(name: string): KindHead | undefined {
  return byName.get(name)
}

/** The kind's title, or its bare name when this build does not know it (a newer server). */
export function kindTitle(name: string): Words {
  return byName.get(name)?.title ?? { ko: name, en: name }
}

/** A state's label and tone; the bare name where unknown. */
export function stateOf(kind: string, state: string): { label: Words; tone: Tone } {
  const known: State | undefined = lives[byName.get(kind)?.life ?? -1]?.states[state]
  return known ?? { label: { ko: state, en: state }, tone: 'neutral' }
}

const commonActs: Readonly<Record<string, Words>> = {
  create: { ko: '작성', en: 'Created' },
  edit: { ko: '내용 수정', en: 'Edited' },
}

/** The label of an action, or of `create` and `edit`. */
export function actionLabel(kind: string, action: string): Words {
  const label = lives[byName.get(kind)?.life ?? -1]?.actions[action]
  return label ?? commonActs[action] ?? { ko: action, en: action }
}

/** Kinds by domain, in the order of a device's life, empty domains left out. */
export function kindsByDomain(): { domain: Domain; title: Words; kinds: KindHead[] }[] {
  // Keys of a literal table are exactly its names.
  const names = Object.keys(domains) as Domain[]
  return names
    .map((domain) => ({
      domain,
      title: domains[domain],
      kinds: kindHeads.filter((head) => head.domain === domain),
    }))
    .filter((group) => group.kinds.length > 0)
}
