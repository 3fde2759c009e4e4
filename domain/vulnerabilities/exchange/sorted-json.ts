/** JSON as the writers build it: plain values, absent members left out. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * The text of a document with its members in order of their names (CSAF 2.0, 6.2.13 asks for it) and two spaces of
 * indent: the same document always gives the same bytes. Members that are undefined or empty lists are left out.
 */
export function sortedJson(document: Json): string {
  return `${JSON.stringify(sorted(document), null, 2)}\n`
}

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((one: Json) => sorted(one) ?? null)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined && !(Array.isArray(held) && held.length === 0))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, held]) => [key, sorted(held)]),
  )
}
