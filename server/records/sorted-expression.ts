/** The indexed expression of a sorted field; the name comes from a kind, never from input. */
export function sortedExpression(field: string): string {
  return `coalesce(record.body ->> '${field}', '')`
}
