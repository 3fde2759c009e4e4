import type { Kind } from '@maek/domain/kind.ts'
import type { StoredRecord } from '@maek/domain/record.ts'

const searchCharactersMax = 4000

/** What search looks in: number, title and the searched fields, lower case; bounded so that no index entry is huge. */
export function searchText(kind: Kind, record: StoredRecord): string {
  const parts = [record.number, record.title]
  for (const [name, field] of Object.entries(kind.fields)) {
    if (!field.searched) continue
    const value = record.body[name]
    if (value === undefined) continue
    parts.push(typeof value === 'string' ? value : JSON.stringify(value))
  }
  // Well-formed: the cut may fall inside an emoji, and PostgreSQL takes no half of one.
  return parts.join(' ').toLowerCase().slice(0, searchCharactersMax).toWellFormed()
}
