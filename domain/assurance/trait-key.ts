/*
 * What makes two traits the same question. Only the function that makes a trait may give it a key, and the key is not
 * on the trait: a trait spread into another one with a different test does not take it along.
 */

const keys = new WeakMap<object, string>()
let unnamed = 0

/** The trait, known by a key that says all it was made from. */
export function keyed<Made extends object>(trait: Made, ...parts: readonly unknown[]): Made {
  keys.set(trait, JSON.stringify(parts))
  return trait
}

/** The same for traits made alike; of its own for any other. */
export function keyOf(trait: object): string {
  const known = keys.get(trait)
  if (known !== undefined) return known
  unnamed += 1
  keys.set(trait, `#${unnamed}`)
  return `#${unnamed}`
}
