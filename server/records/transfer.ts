import { randomUUID } from 'node:crypto'
import { exportRecords, importRecords } from '@maek/domain/api.ts'
import { hindranceByHand } from '@maek/domain/by-hand.ts'
import { decideCreate } from '@maek/domain/decide.ts'
import type { Body, Kind } from '@maek/domain/kind.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { parseJson } from '@maek/ledger/json.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, handle } from '../http/handler.ts'
import { doorRules } from '../http/input.ts'
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
      `select ${recordColumns} from record where org_id = $1 and kind = $2 order by number limit ${exportRowsMax + 1}`,
      [actor.organisation, kind.value.name],
    ),
  )
  if (found.rows.length > exportRowsMax) return tooManyToExport()
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
    const parsed = body.ok ? enteredBody(kind.value, body.value) : body
    const decided = parsed.ok
      ? decideCreate(
          kind.value,
          { id: randomUUID(), body: parsed.value },
          { actor, at: call.house.now(), reason: 'import' },
        )
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
  const key = input.key === undefined ? undefined : { key: `${actor.id}:${input.key}`, request: call.digest }
  const committed = await call.house.committer.commit({ organisation: actor.organisation, decisions, key })
  // All or nothing: a repeated import wrote, the first time, as many as stand here.
  return committed.ok ? accept({ ...summary, written: decisions.length }) : committed
})

/** A row of a file is written by hand as much as a form is. */
function enteredBody(kind: Kind, input: unknown): Answer<Body> {
  const parsed = parseBody(kind, input)
  const hindrance = parsed.ok ? hindranceByHand(kind, null, parsed.value) : null
  return hindrance ? { ok: false, refusal: hindrance } : parsed
}

export type ImportedRow = { readonly row: number; readonly body: Answer<unknown> }

function readJson(kind: Kind, bytes: Buffer): Answer<readonly ImportedRow[]> {
  const read = parseJson(bytes, { ...doorRules, bytesMax: importRecords.bytesMax ?? 0 })
  if (!read.ok) return { ok: false, refusal: { ...read.refusal, field: read.refusal.field ?? 'body' } }
  const parsed: unknown = read.value
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

function tooManyToExport() {
  return refuse(
    'too-large',
    say(
      `${exportRowsMax}건이 넘어 한 파일로 내보낼 수 없습니다. 백업을 쓰십시오.`,
      `More than ${exportRowsMax} records do not fit one export. Use the backup.`,
    ),
    'kind',
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
