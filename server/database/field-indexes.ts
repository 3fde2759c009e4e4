import { kinds } from '@maek/domain/kinds.ts'
import type pg from 'pg'
import { sortedExpression } from '../records/sorted-expression.ts'

/**
 * Every field a kind declares `sorted` gets its expression index, so that a list of a hundred thousand is sorted by
 * it without reading them all. Fields no kind sorts by any more lose theirs.
 */
export async function ensureFieldIndexes(owner: pg.Pool): Promise<void> {
  const wanted = new Map<string, string>()
  for (const kind of kinds) {
    for (const [name, field] of Object.entries(kind.fields)) {
      if (!field.sorted) continue
      // Names come from our own kinds (kebab-case and camelCase), never from input.
      const index = `record_field_${kind.name.replaceAll('-', '_')}_${name.toLowerCase()}`.slice(0, 63)
      wanted.set(
        index,
        `create index ${index} on record (org_id, (${sortedExpression(name)}), id) where kind = '${kind.name}'`,
      )
    }
  }
  const found = await owner.query<{ name: string }>(
    "select indexname as name from pg_indexes where tablename = 'record' and indexname like 'record\\_field\\_%'",
  )
  const standing = new Set(found.rows.map((row) => row.name))
  for (const [index, sql] of wanted) if (!standing.has(index)) await owner.query(sql)
  for (const index of standing) if (!wanted.has(index)) await owner.query(`drop index ${index}`)
}
