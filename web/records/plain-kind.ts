import { kindLoaders } from 'virtual:maek-kinds'
import type { PlainKind } from './plain-kinds.ts'

export type { PlainKind } from './plain-kinds.ts'

const loading = new Map<string, Promise<PlainKind | null>>()

/**
 * A kind with all its fields, as plain data; null for a name this build does not know. The same promise each time, so
 * that a page may `use()` it.
 */
export function loadKind(name: string): Promise<PlainKind | null> {
  const known = loading.get(name)
  if (known) return known
  const load = Object.hasOwn(kindLoaders, name) ? kindLoaders[name] : undefined
  const kind = load ? load().then((module) => module.kind) : Promise.resolve(null)
  loading.set(name, kind)
  return kind
}
