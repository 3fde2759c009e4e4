/**
 * The same value with every number rounded to 12 significant digits: processors and engines may differ in the
 * sixteenth, and a result that is hashed must not.
 */
// Declared to keep the type of what it is given: it changes no key and no kind of value, only digits.
export function rounded<T>(value: T): T
export function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(12)) + 0 : value
  if (Array.isArray(value)) return value.map((one) => rounded(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rounded(one)]))
}
