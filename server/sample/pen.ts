import { randomBytes, randomUUID } from 'node:crypto'
import { decideAction, decideCreate, decideEdit } from '@maek/domain/decide.ts'
import type { FileValue } from '@maek/domain/field.ts'
import type { Body, Kind } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { type Meaning, meanings } from '@maek/domain/life.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { roles } from '@maek/domain/permissions.ts'
import type { Actor, Decision, SignatureDraft, StoredRecord } from '@maek/domain/record.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import { withOrganisation } from '../database/scope.ts'
import { checkFile } from '../files/content.ts'
import { keepFile } from '../files/keep.ts'
import type { House } from '../house.ts'
import { findLinks, findRecord } from '../records/find.ts'

/** Writes the sample company through the doors everybody uses: one person writes, another reviews and signs. */
export type Pen = {
  readonly house: House
  readonly author: Actor
  readonly write: (kind: Kind, body: Body) => Promise<StoredRecord>
  /** The body with these fields replaced. */
  readonly rewrite: (record: StoredRecord, change: Body) => Promise<StoredRecord>
  /** Steps of the lifecycle in order, signed where the step asks for it. */
  readonly lead: (record: StoredRecord, ...actions: readonly string[]) => Promise<StoredRecord>
  /** As it stands now. */
  readonly read: (record: StoredRecord) => Promise<StoredRecord>
  readonly keep: (name: string, content: string | Buffer) => Promise<FileValue>
  /** A day so many days from now, and an instant so many hours from now. */
  readonly day: (days: number) => string
  readonly hour: (hours: number) => string
}

export function takePen(house: House, organisation: string): Pen {
  const author: Actor = {
    id: 'sample-haneul',
    name: '김하늘(샘플) · Haneul Kim (sample)',
    kind: 'human',
    roles: ['quality'],
    organisation,
  }
  const reviewer: Actor = {
    ...author,
    id: 'sample-doyun',
    name: '박도윤(샘플) · Doyun Park (sample)',
    roles: ['quality', 'management'],
  }
  const begun = Date.parse(house.now())
  const commit = async (decided: Answer<Decision>): Promise<StoredRecord> => {
    const decision = wanted(decided)
    const [written] = wanted(await house.committer.commit({ organisation, decisions: [decision] }))
    if (!written) throw new Error('one decision, one record')
    return written.record
  }
  const step = async (record: StoredRecord, name: string): Promise<StoredRecord> => {
    const kind = kindOf(record)
    const action = kind.life.actions[name]
    if (!action) throw new Error(`${kind.name} has no action ${name}`)
    const actor = action.permission === 'approve' ? reviewer : author
    const links = await withOrganisation(house.database, organisation, (client) =>
      findLinks(client, organisation, record.id),
    )
    const at = house.now()
    const signature = action.signs && (await sign(house, record, { actor, meaning: action.signs, at }))
    const request = { action: name, version: record.version, signature, links }
    return commit(decideAction({ kind, record }, request, { actor, at, reason: '샘플 데이터 · sample data' }))
  }
  return {
    house,
    author,
    write: (kind, body) => {
      const parsed = wanted(parseBody(kind, body), kind.name)
      return commit(
        decideCreate(kind, { id: randomUUID(), body: parsed }, { actor: author, at: house.now() }),
      )
    },
    rewrite: (record, change) => {
      const kind = kindOf(record)
      const body = wanted(parseBody(kind, { ...record.body, ...change }), kind.name)
      return commit(
        decideEdit({ kind, record }, { body, version: record.version }, { actor: author, at: house.now() }),
      )
    },
    lead: async (record, ...actions) => {
      let now = record
      for (const action of actions) now = await step(now, action)
      return now
    },
    read: async (record) => {
      const found = await withOrganisation(house.database, organisation, (client) =>
        findRecord(client, organisation, record),
      )
      return wanted(found).record
    },
    keep: async (name, content) => {
      const bytes = Buffer.from(content)
      const checked = wanted(await checkFile(name, bytes))
      return { ...checked, ...(await keepFile(house, author, { bytes, mediaType: checked.mediaType })) }
    },
    day: (days) => new Date(begun + days * 86_400_000).toISOString().slice(0, 10),
    hour: (hours) => new Date(begun + hours * 3_600_000).toISOString(),
  }
}

function kindOf(record: StoredRecord): Kind {
  const kind = kindByName(record.kind)
  if (!kind) throw new Error(`kind ${record.kind} exists`)
  return kind
}

/** The sample is ours: a refusal of it is our mistake. */
export function wanted<T>(answer: Answer<T>, what = 'the sample'): T {
  if (answer.ok) return answer.value
  throw new Error(`${what} was refused: ${JSON.stringify(answer.refusal)}`)
}

/** A signature like any other in form, whose statement says that nobody really signed. */
async function sign(
  house: House,
  record: StoredRecord,
  { actor, meaning, at }: { readonly actor: Actor; readonly meaning: Meaning; readonly at: string },
): Promise<SignatureDraft> {
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    client.query<{ digest: Buffer }>(
      'select digest from ledger_entry where org_id = $1 and record_id = $2 and version = $3',
      [actor.organisation, record.id, record.version],
    ),
  )
  const sha256 = found.rows[0]?.digest.toString('hex')
  if (sha256 === undefined) throw new Error(`${record.number} has no ledger entry`)
  const statement = say(
    `샘플 데이터: 실제 사람이 서명하지 않았습니다. ${record.number} ‘${meanings[meaning].ko}’. 내용 해시 SHA-256: ${sha256}`,
    `Sample data: no real person signed this. ${record.number} “${meanings[meaning].en}”. Content hash SHA-256: ${sha256}`,
  )
  const canonical = canonicalText({
    v: 1,
    org: actor.organisation,
    signer: { id: actor.id, printedName: actor.name, roles: actor.roles.map((role) => roles[role].en) },
    meaning,
    record: { kind: record.kind, id: record.id, version: record.version, sha256 },
    statement,
    issuedAt: at,
    nonce: randomBytes(16).toString('hex'),
  })
  return {
    meaning,
    method: 'password',
    statement,
    signedDigest: sha256,
    signedVersion: record.version,
    canonical,
    assertion: null,
  }
}
