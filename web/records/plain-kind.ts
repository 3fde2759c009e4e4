import { type PlainKind, plainKinds } from './kinds.constant.ts'

export type { PlainKind } from './kinds.constant.ts'

const byName = new Map(plainKinds.map((kind) => [kind.name, kind]))

/** A kind with all its fields, as plain data; undefined for a name this build does not know. */
export function plainKind(name: string): PlainKind | undefined {
  return byName.get(name)
}
