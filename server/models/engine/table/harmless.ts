import { mayBeDate } from '@maek/domain/models/performance/table-faults.ts'
import { quoted } from '../duck.ts'
import type { SourceColumn } from './source.ts'

/*
 * Cells that surely hold nothing personal, told in SQL so that millions pass quickly. All others are asked one by one
 * in JavaScript (domain table-faults.ts). Each pattern is written for RE2 and JavaScript alike; a test holds them
 * against that judge.
 */

const serial = '[A-Za-z]{0,12}[-_]?[0-9]{0,7}'
const plain = '[+-]?[0-9]{0,4}(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?'
/** Of a column that is no key: a measured number, or a short code. */
export const harmlessCell = `${plain}|${serial}`
/** Of a key: a serial number as a site issues it. Eight digits alone may be a date, ten and more a telephone. */
export const harmlessKey = '[A-Za-z]{1,12}[-_]?[0-9]{0,9}|[0-9]{1,7}|[1-9][0-9]{8}'
/** A key of one word of plain letters, digits and marks … */
export const plainKey = '[A-Za-z0-9][A-Za-z0-9._#-]{0,63}'
/** … in which nothing looks like the beginning of a resident number, telephone, UID, hash or date. */
export const doubtfulKey =
  '[0-9]{6}|[0-9]{3}[._-]?[0-9]{4}|\\.[0-9]|[0-9A-Fa-f]{32}|(19|20)[0-9][0-9][._-][0-9]|[0-9]{2}[.-][0-9]{2}[.-][0-9]|[0-9]-[0-9]{1,2}-(19|20)[0-9]|[0-9][.-][A-Za-z]{3}|[A-Za-z]{3}[.-][0-9]'

export function isHarmlessKey(text: string): string {
  // CASE asks the dearer question only where the first says no; OR would ask both of every row.
  return `(case when regexp_full_match(${text}, ${quoted(harmlessKey)}) then true
    else regexp_full_match(${text}, ${quoted(plainKey)}) and not regexp_matches(${text}, ${quoted(doubtfulKey)}) end)`
}

/** Whether a cell of a column that is no key needs no asking; `text` as SQL. */
export function isHarmlessCell({ type, sql, name }: SourceColumn, text: string): string {
  switch (type) {
    case 'whole':
    case 'number':
      return `abs(${sql}) < 10000`
    case 'yes-no':
      return 'true'
    case 'time':
      return mayBeDate('birth-date', name) ? 'true' : 'false'
    default:
      return `regexp_full_match(${text}, ${quoted(harmlessCell)})`
  }
}
