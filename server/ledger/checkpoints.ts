import { base64Text, utf8Bytes } from '@maek/ledger/bytes.ts'
import { rangeRoot } from '@maek/ledger/merkle.ts'
import { planConsistency, planInclusion } from '@maek/ledger/plan.ts'
import { proofText } from '@maek/ledger/proof.ts'
import { readProof, type TileSource } from '@maek/ledger/tiles.ts'
import type pg from 'pg'
import type { Database } from '../database/open.ts'
import { withOrganisation } from '../database/scope.ts'
import { fastSha256 } from './hash.ts'
import { openRhythm, openTurns } from './rhythm.ts'
import type { Signer, SignerReply } from './signer.ts'
import { SignerUnavailable } from './signer-unavailable.ts'
import { readTile } from './store.ts'

export type Checkpoints = {
  /** Something was committed: a checkpoint follows within moments, outside the act's own answer. */
  readonly wanted: (organisation: string) => void
  /** Signs now and answers the newest checkpoint, which covers everything committed before the call. */
  readonly sign: (organisation: string) => Promise<Checkpoint>
  readonly newest: (organisation: string) => Promise<Checkpoint>
  readonly proofOf: (organisation: string, index: number) => Promise<string | null>
  readonly verificationKey: (organisation: string) => Promise<string>
  /** Compares the database with the signer's memory: a restored or shortened log is found at start. */
  readonly gapOf: (organisation: string) => Promise<{ readonly signed: number; readonly held: number } | null>
  readonly idle: () => Promise<void>
}

export type Checkpoint = {
  readonly origin: string
  readonly size: number
  readonly signedSize: number
  readonly note: string | null
  readonly signedAt: string | null
}

export function openCheckpoints(
  database: Database,
  signer: Signer,
  told: { now: () => string; failed: (error: unknown) => void },
): Checkpoints {
  const turns = openTurns((organisation) => signNow(database, signer, { organisation, at: told.now() }))
  const rhythm = openRhythm(turns, told.failed)
  const newest = (organisation: string) =>
    withOrganisation(database, organisation, (client) => headOf(client, organisation))
  return {
    wanted: rhythm.wanted,
    sign: turns.run,
    newest,
    proofOf: (organisation, index) => proofOf(database, organisation, index),
    verificationKey: async (organisation) => verificationKeyOf(signer, await newest(organisation)),
    gapOf: async (organisation) => gapBetween(signer, await newest(organisation)),
    idle: rhythm.idle,
  }
}

async function verificationKeyOf(signer: Signer, { origin }: { origin: string }): Promise<string> {
  const reply = await signer.ask({ ask: 'held', origin })
  if (reply.status !== 200) throw failureOf(reply.status, reply.because)
  return reply.verificationKey
}

async function gapBetween(
  signer: Signer,
  { origin, size }: { origin: string; size: number },
): Promise<{ signed: number; held: number } | null> {
  const reply = await signer.ask({ ask: 'held', origin })
  if (reply.status !== 200 || !('size' in reply)) throw new Error('the signer does not answer what it holds')
  return reply.size > size ? { signed: reply.size, held: size } : null
}

async function headOf(
  client: pg.PoolClient,
  organisation: string,
): Promise<Checkpoint & { readonly edge: Buffer }> {
  const found = await client.query<{
    origin: string
    size: number
    edge: Buffer
    signed_size: number
    checkpoint: string | null
    signed_at: string | null
  }>(
    `select organisation.origin, size, edge, signed_size, checkpoint, signed_at from ledger_head
     join organisation on organisation.id = ledger_head.org_id where ledger_head.org_id = $1`,
    [organisation],
  )
  const row = found.rows[0]
  if (!row) throw new Error('the organisation has no ledger')
  return {
    origin: row.origin,
    size: row.size,
    edge: row.edge,
    signedSize: row.signed_size,
    note: row.checkpoint,
    signedAt: row.signed_at,
  }
}

async function signNow(
  database: Database,
  signer: Signer,
  { organisation, at }: { organisation: string; at: string },
): Promise<Checkpoint> {
  return withOrganisation(database, organisation, async (client) => {
    const head = await headOf(client, organisation)
    if (head.note !== null && head.signedSize === head.size) return head
    const hashes: Uint8Array[] = []
    for (let place = 0; place < head.edge.length; place += 32)
      hashes.push(head.edge.subarray(place, place + 32))
    const root = rangeRoot({ size: head.size, hashes }, fastSha256)
    const note = await askToSign(signer, head, {
      old: head.signedSize,
      root,
      source: sourceOf(client, organisation, head.size),
    })
    await client.query(
      'update ledger_head set checkpoint = $2, signed_size = $3, signed_at = $4 where org_id = $1 and signed_size <= $3',
      [organisation, note, head.size, at],
    )
    return { origin: head.origin, size: head.size, signedSize: head.size, note, signedAt: at }
  })
}

/** What went wrong inside the signer (disk, key file) can pass; a refusal of ours is a fault somebody must look at. */
function failureOf(status: SignerReply['status'], because: string): Error {
  return status === 500 ? new SignerUnavailable(because) : new Error(because)
}

type Growth = { readonly old: number; readonly root: Uint8Array; readonly source: TileSource }

/** Asks from the size we believe was signed last; if the signer remembers another, proves from that one once. */
async function askToSign(signer: Signer, head: Checkpoint, growth: Growth): Promise<string> {
  let { old } = growth
  for (let tries = 0; tries < 2; tries += 1) {
    const plan = old === 0 || old === head.size ? [] : planConsistency(old, head.size)
    const proof = await readProof(plan, growth.source)
    const reply = await signer.ask({
      ask: 'sign',
      origin: head.origin,
      old,
      size: head.size,
      root: base64Text(growth.root),
      proof: proof.map((hash) => base64Text(hash)),
    })
    if (reply.status === 200 && 'note' in reply) return reply.note
    if (reply.status !== 409 || reply.size > head.size) {
      const because = 'because' in reply ? reply.because : 'no note'
      throw failureOf(reply.status, `the signer refused size ${head.size}: ${because}`)
    }
    old = reply.size
  }
  throw new Error('the signer and the database do not agree on what was signed last')
}

function sourceOf(client: pg.PoolClient, organisation: string, size: number): TileSource {
  return { size, hash: fastSha256, read: (tile) => readTile(client, organisation, tile) }
}

async function proofOf(database: Database, organisation: string, index: number): Promise<string | null> {
  return withOrganisation(database, organisation, async (client) => {
    const head = await headOf(client, organisation)
    if (head.note === null || index >= head.signedSize) return null
    const path = await readProof(
      planInclusion(index, head.signedSize),
      sourceOf(client, organisation, head.signedSize),
    )
    return proofText({ index, path, checkpoint: utf8Bytes(head.note) })
  })
}
