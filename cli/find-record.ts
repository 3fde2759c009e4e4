import { listRecords, search } from '@maek/domain/api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { call } from './call.ts'
import type { Connection } from './connection.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The id of a record named by its id or its number (`CAPA-2026-0001`); a number is asked of the server. */
export async function recordIdOf(
  connection: Connection,
  kind: string,
  named: string,
): Promise<Answer<string>> {
  if (uuid.test(named)) return accept(named.toLowerCase())
  const found = await call(connection, listRecords, { input: { kind, q: named, limit: 200 } })
  if (!found.ok) return found
  const row = found.value.rows.find((each) => sameNumber(each.number, named))
  return row ? accept(row.id) : unknown(named)
}

/** The same where the kind is not known: any record of that number. */
export async function anyRecordIdOf(connection: Connection, named: string): Promise<Answer<string>> {
  if (uuid.test(named)) return accept(named.toLowerCase())
  const found = await call(connection, search, { input: { q: named, limit: 50 } })
  if (!found.ok) return found
  const row = found.value.found.find((each) => sameNumber(each.number, named))
  return row ? accept(row.id) : unknown(named)
}

function sameNumber(number: string, named: string): boolean {
  return number.toLowerCase() === named.trim().toLowerCase()
}

function unknown(named: string) {
  return refuse(
    'not-found',
    say(`이 번호의 기록이 없거나 볼 권한이 없습니다: ${named}`, `No record ${named}, or you may not see it.`),
  )
}
