import type { Kind } from '@maek/domain/kind.ts'
import { kinds } from '@maek/domain/kinds.ts'
import type { State } from '@maek/domain/life.ts'
import type { Words } from '@maek/domain/words.ts'

/* Run at build time (see vite.config.ts): what navigation, search and badges need to know of each kind. */

export type KindHead = Pick<Kind, 'name' | 'code' | 'domain' | 'title' | 'plural'> & {
  /** Place in `lives`: most kinds share a lifecycle. */
  readonly life: number
  /** Records are made by the house and never in a form. */
  readonly isByHouse?: true
}

export type LifeHead = {
  readonly states: Readonly<Record<string, State>>
  readonly actions: Readonly<Record<string, Words>>
}

const texts = [...new Set(kinds.map((kind) => JSON.stringify(lifeHead(kind))))]

export const lives: readonly LifeHead[] = texts.map((text) => JSON.parse(text))

export const kindHeads: readonly KindHead[] = kinds.map((kind) => ({
  name: kind.name,
  code: kind.code,
  domain: kind.domain,
  title: kind.title,
  plural: kind.plural,
  life: texts.indexOf(JSON.stringify(lifeHead(kind))),
  ...(kind.byHouse?.records && { isByHouse: true as const }),
}))

function lifeHead(kind: Kind): LifeHead {
  const actions = Object.entries(kind.life.actions).map(([name, action]) => [name, action.label])
  return { states: kind.life.states, actions: Object.fromEntries(actions) }
}
