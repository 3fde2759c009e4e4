import { kindByName } from '@maek/domain/kinds.ts'
import type { Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { Committed, Waiting } from '../acts.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'

/** What must be known under the lock before an act may enter: nothing here can change until the transaction ends. */
export type Conditions = {
  /** Version and newest ledger index of every record that is touched, linked to or found by its key. */
  readonly standing: ReadonlyMap<
    string,
    { readonly version: number; readonly kind: string; readonly ledgerIndex: number; readonly digest: Buffer }
  >
  /** Size in bytes of every stored file that is named. */
  readonly files: ReadonlyMap<string, number>
  readonly keys: ReadonlyMap<string, { readonly request: Buffer; readonly outcome: Committed }>
}

/** One query for the whole batch. */
export async function findConditions(
  client: pg.PoolClient,
  organisation: string,
  batch: readonly Waiting[],
): Promise<Conditions> {
  const decisions = batch.flatMap((request) => request.decisions)
  const ids = new Set(
    decisions.flatMap((decision) => [decision.after.id, ...decision.links.map((link) => link.to)]),
  )
  const hashes = new Set(decisions.flatMap((decision) => decision.files.map((file) => file.sha256)))
  const keys = batch.flatMap((request) => (request.key ? [request.key.key] : []))
  const standing = await client.query<{
    id: string
    kind: string
    version: number
    ledger_index: number
    digest: Buffer
  }>({
    // These two are named, so that a connection plans them once: every act asks them.
    name: 'standing-of-acts',
    text: `select record.id, record.kind, record.version, record.ledger_index, entry.digest from record
     join ledger_entry entry on entry.org_id = record.org_id and entry.index = record.ledger_index
     where record.org_id = $1 and record.id = any($2::uuid[])`,
    values: [organisation, [...ids]],
  })
  return {
    standing: new Map(
      standing.rows.map((row) => [
        row.id,
        { version: row.version, kind: row.kind, ledgerIndex: row.ledger_index, digest: row.digest },
      ]),
    ),
    files: hashes.size === 0 ? new Map() : await findFiles(client, organisation, [...hashes]),
    keys: keys.length === 0 ? new Map() : await findKeys(client, organisation, keys),
  }
}

async function findFiles(
  client: pg.PoolClient,
  organisation: string,
  hashes: readonly string[],
): Promise<Map<string, number>> {
  const found = await client.query<{ sha256: Buffer; size: number }>(
    'select sha256, size from file where org_id = $1 and sha256 = any($2::bytea[])',
    [organisation, hashes.map((hash) => Buffer.from(hash, 'hex'))],
  )
  return new Map(found.rows.map((row) => [row.sha256.toString('hex'), row.size]))
}

async function findKeys(
  client: pg.PoolClient,
  organisation: string,
  keys: readonly string[],
): Promise<Conditions['keys']> {
  const found = await client.query<RecordTableRow & { key: string; request: Buffer }>({
    name: 'keys-of-acts',
    text: `select act_key.key, act_key.request, ${recordColumns} from act_key
     join record on record.org_id = act_key.org_id and record.id = act_key.record_id
     where act_key.org_id = $1 and act_key.key = any($2::text[])`,
    values: [organisation, keys],
  })
  return new Map(
    found.rows.map((row) => [
      row.key,
      { request: row.request, outcome: { record: storedFrom(row), ledgerIndex: row.ledger_index } },
    ]),
  )
}

/** Sorts a batch into those that may be written and those already answered (repeated, beaten, or pointing nowhere). */
export function admit(batch: readonly Waiting[], conditions: Conditions) {
  const admitted: Waiting[] = []
  const answers = new Map<Waiting, Answer<readonly Committed[]>>()
  for (const request of batch) {
    const repeated = request.key && conditions.keys.get(request.key.key)
    if (repeated) {
      answers.set(
        request,
        repeated.request.equals(request.key.request) ? accept([repeated.outcome]) : keyUsedOtherwise(),
      )
      continue
    }
    const refusal = request.decisions
      .map((decision) => hindrance(decision, conditions))
      .find((found) => found !== null)
    if (refusal) answers.set(request, { ok: false, refusal })
    else admitted.push(request)
  }
  return { admitted, answers }
}

function hindrance(decision: Decision, conditions: Conditions): Refusal | null {
  const standing = conditions.standing.get(decision.after.id)
  if ((standing?.version ?? 0) !== (decision.before?.version ?? 0)) return lostRace().refusal
  for (const link of decision.links) {
    const target = conditions.standing.get(link.to)
    if (target?.kind !== link.kind) return unknownReference(decision.after, link)
  }
  // The size is part of what the log proves, so it is the stored one or none.
  const missing = decision.files.find((file) => conditions.files.get(file.sha256) !== file.size)
  if (missing) {
    return refuse(
      'invalid',
      say(
        '올리지 않은 파일을 가리킵니다. 파일을 다시 올리십시오.',
        'Refers to a file that was not uploaded. Upload it again.',
      ),
      'body',
    ).refusal
  }
  return tooManyFiles(decision)
}

// An entry holds 16 KiB (ledger/entry.ts): about a hundred bytes a file beside its type; the rest stays free.
const bytesOfFile = 110
const entryRoom = 14_000

function tooManyFiles(decision: Decision): Refusal | null {
  const bytes = decision.files.reduce((sum, file) => sum + file.mediaType.length + bytesOfFile, 0)
  if (bytes <= entryRoom) return null
  return refuse(
    'too-large',
    say(
      '한 기록에 붙인 파일이 너무 많습니다. ZIP으로 묶거나 다른 기록에 나누어 붙이십시오.',
      'Too many files in one record. Put them into a ZIP or spread them over several records.',
    ),
    'body',
  ).refusal
}

function unknownReference(
  record: StoredRecord,
  link: { readonly relation: string; readonly kind: string },
): Refusal {
  const label = kindByName(record.kind)?.fields[link.relation]?.label ?? say(link.relation, link.relation)
  const target = kindByName(link.kind)?.title ?? say(link.kind, link.kind)
  return refuse(
    'invalid',
    say(
      `${label.ko}: 그런 ${target.ko} 기록이 없습니다.`,
      `${label.en}: there is no such record (${target.en}).`,
    ),
    `body.${link.relation}`,
  ).refusal
}

function keyUsedOtherwise(): Answer<never> {
  return refuse(
    'conflict',
    say(
      '이 요청 키는 다른 내용으로 이미 쓰였습니다. 새 키로 보내십시오.',
      'This idempotency key was already used for another request. Use a new key.',
    ),
    'key',
  )
}

/** The words for an act that lost a race: somebody else's change was committed between reading and writing. */
function lostRace() {
  return refuse(
    'conflict',
    say(
      '그 사이 다른 변경이 먼저 저장되었습니다. 새로 읽고 다시 하십시오.',
      'Another change was saved first. Reload and try again.',
    ),
    'version',
  )
}
