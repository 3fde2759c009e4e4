/** The indexed expression of a sorted field; the name comes from a kind, never from input. Collation C: one order on every server. */
export function sortedExpression(field: string): string {
  return `coalesce(record.body ->> '${field}', '') collate "C"`
}
