import { randomUUID } from 'node:crypto'
import { exportRecords, importRecords } from '@maek/domain/api.ts'
import { decideCreate } from '@maek/domain/decide.ts'
import type { Body, Kind } from '@maek/domain/kind.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, handle } from '../http/handler.ts'
import { readTable, writeTable } from './csv.ts'
import { kindFor } from './kind-for.ts'
import { type RecordTableRow, recordColumns, storedFrom } from './row.ts'

const exportRowsMax = 200_000
const importRowsMax = 5_000

export const exportRecordsHandler = handle(exportRecords, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'transfer')
  if (!kind.ok) return kind
  const found = await withOrganisation(call.house.database, actor.organisation, (client) =>
    client.query<RecordTableRow>(
      `select ${recordColumns} from record where org_id = $1 and kind = $2 order by number limit ${exportRowsMax}`,
      [actor.organisation, kind.value.name],
    ),
  )
  const records = found.rows.map(storedFrom)
  const text = input.format === 'csv' ? writeTable(kind.value, records) : jsonOf(kind.value, records)
  return accept({
    name: `${kind.value.name}.${input.format}`,
    mediaType: input.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
    content: new Uint8Array(Buffer.from(text)),
  })
})

function jsonOf(kind: Kind, records: readonly StoredRecord[]): string {
  return `${JSON.stringify({ kind: kind.name, records: records.map(({ number, state, body }) => ({ number, state, body })) }, null, 2)}\n`
}

/** Import makes new records in their first state; approvals and numbers of another system are not imported as ours. */
export const importRecordsHandler = handle(importRecords, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'transfer')
  if (!kind.ok) return kind
  if (!may(actor.roles, 'write', kind.value.domain)) {
    return refuse(
      'not-allowed',
      say('가져오기에는 작성 권한이 필요합니다.', 'Import needs the right to write.'),
    )
  }
  const bodies = input.format === 'csv' ? readTable(kind.value, call.bytes) : readJson(kind.value, call.bytes)
  if (!bodies.ok) return bodies
  const refusals: { row: number; refusal: Refusal }[] = []
  const decisions: Decision[] = []
  for (const { row, body } of bodies.value) {
    const parsed = body.ok ? parseBody(kind.value, body.value) : body
    const decided = parsed.ok
      ? decideCreate(kind.value, randomUUID(), parsed.value, {
          actor,
          at: call.house.now(),
          reason: 'import',
        })
      : parsed
    if (decided.ok) decisions.push(decided.value)
    else refusals.push({ row, refusal: decided.refusal })
  }
  const summary = {
    rows: bodies.value.length,
    refusals: refusals.slice(0, 200),
    sample: decisions.slice(0, 20).map((one): Body => one.after.body),
  }
  if (input.mode === 'preview' || refusals.length > 0 || decisions.length === 0)
    return accept({ ...summary, written: 0 })
  const committed = await call.house.committer.commit({ organisation: actor.organisation, decisions })
  return committed.ok ? accept({ ...summary, written: committed.value.length }) : committed
})

export type ImportedRow = { readonly row: number; readonly body: Answer<unknown> }

function readJson(kind: Kind, bytes: Buffer): Answer<readonly ImportedRow[]> {
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse('invalid', say('올바른 UTF-8 JSON이 아닙니다.', 'Not valid UTF-8 JSON.'), 'body')
  }
  const list = Array.isArray(parsed)
    ? parsed
    : typeof parsed === 'object' && parsed !== null && 'records' in parsed
      ? parsed.records
      : null
  if (!Array.isArray(list)) {
    return refuse(
      'invalid',
      say(
        `${kind.title.ko} 목록이 필요합니다: [{…}] 또는 {"records": […]}`,
        `A list of records is needed: [{…}] or {"records": […]}`,
      ),
      'body',
    )
  }
  if (list.length > importRowsMax) return tooMany()
  return accept(
    list.map((one: unknown, at) => ({
      row: at + 1,
      body: accept(typeof one === 'object' && one !== null && 'body' in one ? one.body : one),
    })),
  )
}

export function tooMany() {
  return refuse(
    'too-large',
    say(
      `한 번에 ${importRowsMax}행까지 가져올 수 있습니다.`,
      `At most ${importRowsMax} rows can be imported at once.`,
    ),
    'body',
  )
}
