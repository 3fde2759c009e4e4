/*
 * A map as a value. A few changes lie on top of a shared base, so that one more record among a hundred thousand does
 * not copy the hundred thousand.
 */
export type Layered<Value> = {
  readonly base: ReadonlyMap<string, Value>
  readonly top: ReadonlyMap<string, Value>
}

const topMax = 256

export function layered<Value>(base: ReadonlyMap<string, Value>): Layered<Value> {
  return { base, top: new Map() }
}

/** The map with entries added or replaced; the former one stays good. */
export function layeredWith<Value>(
  { base, top }: Layered<Value>,
  changes: ReadonlyMap<string, Value>,
): Layered<Value> {
  const next = new Map(top)
  for (const [key, value] of changes) next.set(key, value)
  if (next.size <= topMax) return { base, top: next }
  const whole = new Map(base)
  for (const [key, value] of next) whole.set(key, value)
  return layered(whole)
}

export function layeredGet<Value>({ base, top }: Layered<Value>, key: string): Value | undefined {
  return top.get(key) ?? base.get(key)
}

/** Every entry once, in no order anybody may rely on. */
export function* layeredEntries<Value>({ base, top }: Layered<Value>): Iterable<[string, Value]> {
  for (const entry of base) if (!top.has(entry[0])) yield entry
  yield* top
}
