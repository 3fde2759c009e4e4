import type { Body, Kind } from './kind.ts'
import type { Words } from './words.ts'

/** A body as people read it: codes of older rows in words, as newer rows have them. What is kept and signed stays. */
export function bodyInWords({ olderCodes }: Pick<Kind, 'olderCodes'>, body: Body): Body {
  if (!olderCodes || body[olderCodes.when.field] !== olderCodes.when.is) return body
  const { field, column, words } = olderCodes
  const rows = body[field]
  if (!Array.isArray(rows)) return body
  const read = (row: unknown) => {
    if (typeof row !== 'object' || row === null) return row
    const code = new Map(Object.entries(row)).get(column)
    const said = typeof code === 'string' && Object.hasOwn(words, code) ? words[code] : undefined
    return said ? { ...row, [column]: bothWords(said) } : row
  }
  return { ...body, [field]: rows.map(read) }
}

/** `최초 허가 버전 · the version first cleared`: both languages in one text, as rows keep it. */
export function bothWords({ ko, en }: Words): string {
  return ko === en ? ko : `${ko} · ${en}`
}
