import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { instantOf } from './feed-source.ts'

export type ModifiedRecord = { readonly id: string; readonly modified: string }

/** Beyond this many changed records the whole export is the shorter way. */
export const modifiedRecordsMax = 2_000

/**
 * Reads OSV's list of changed records (`<ecosystem>/modified_id.csv`: `instant,id` a line, the newest first) down to
 * `since`. Answers null where more changed than single records are worth fetching for: then the export is fetched.
 */
export function readModifiedList(text: string, since: string): Answer<readonly ModifiedRecord[] | null> {
  const found: ModifiedRecord[] = []
  let at = 0
  while (at < text.length) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? text.length : end).trim()
    at = end < 0 ? text.length : end + 1
    if (line === '') continue
    const [when, id, ...more] = line.split(',', 3)
    const modified = instantOf(when)
    // Ids become addresses: nothing that leads elsewhere.
    if (
      modified === undefined ||
      id === undefined ||
      more.length > 0 ||
      !/^[A-Za-z0-9][A-Za-z0-9._:+-]{0,99}$/.test(id)
    )
      return notList
    if (modified <= since) break
    if (found.length >= modifiedRecordsMax) return accept(null)
    found.push({ id, modified })
  }
  return accept(found)
}

const notList = refuse(
  'wrong-type',
  say('OSV의 변경 목록(modified_id.csv)이 아닙니다.', "This is not OSV's list of changes (modified_id.csv)."),
  'body',
)
