import { strict as assert } from 'node:assert'
import type { Answer, Refusal } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import type { CommitRequest, Committed, Happened, Load, LoadWriter, React, Waiting } from './acts.ts'
import { type Queue, takeBatch } from './batches.ts'
import { inTransaction, withOrganisation } from './database/scope.ts'
import { weatherRefusal } from './database/weather.ts'
import { insertFiles } from './files/keep.ts'
import { admit, findConditions } from './ledger/admit.ts'
import { appendActs, lockHead } from './ledger/append.ts'

/**
 * The only door to durable change. Acts of one organisation that arrive together are committed together: one
 * transaction, one fsync, one lock of the ledger head for all of them (trust measurements: a lock per act is
 * 15 times dearer). Each act is still admitted or refused on its own, and answered only after COMMIT.
 */
export type Committer = {
  /** All of the decisions or none of them. Answers the records as they now stand, in order. */
  readonly commit: (request: CommitRequest) => Promise<Answer<readonly Committed[]>>
  /** Resolves when nothing is waiting. */
  readonly idle: () => Promise<void>
}

export function openCommitter(
  database: { readonly organisationPool: pg.Pool },
  told: {
    readonly onCommit?: (organisation: string) => void
    /** What follows from written records, in their own transaction (server/reactions.ts). */
    readonly react?: React
    /** Why nothing may be written for now, or null: the log is shorter than what was signed. */
    readonly frozen?: (organisation: string) => Refusal | null
  } = {},
): Committer {
  const queues = new Map<string, Queue<Waiting>>()
  const running = new Map<string, Promise<void>>()

  async function drain(organisation: string): Promise<void> {
    for (;;) {
      const queue = queues.get(organisation)
      const batch = queue ? takeBatch(queue) : []
      if (batch.length === 0) return
      await commitBatch(
        { organisationPool: database.organisationPool, react: told.react },
        organisation,
        batch,
      )
      told.onCommit?.(organisation)
    }
  }

  function start(organisation: string): void {
    if (running.has(organisation)) return
    const run = drain(organisation).finally(() => {
      running.delete(organisation)
      if ((queues.get(organisation)?.waiting.length ?? 0) > 0) start(organisation)
      else queues.delete(organisation)
    })
    running.set(organisation, run)
  }

  return {
    commit: (request) => {
      const frozen = told.frozen?.(request.organisation)
      if (frozen) return Promise.resolve({ ok: false, refusal: frozen })
      return new Promise((answer, fail) => {
        assert(
          request.decisions.length + (request.notes?.length ?? 0) > 0,
          'a commit has something to commit',
        )
        assert(request.key === undefined || request.decisions.length > 0, 'a key belongs to a record')
        const queue = queues.get(request.organisation) ?? { waiting: [], wasLoaded: false }
        queue.waiting.push({ ...request, answer, fail })
        queues.set(request.organisation, queue)
        start(request.organisation)
      })
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}

type Place = { readonly organisationPool: pg.Pool; readonly react: React | undefined }

async function commitBatch(database: Place, organisation: string, batch: readonly Waiting[]): Promise<void> {
  try {
    const answers = await withOrganisation(database, organisation, (client) =>
      inTransaction(client, () => writeBatch(client, { organisation, react: database.react }, batch)),
    )
    const written = [...answers].flatMap(([request, answer]) => (answer.ok ? request : []))
    for (const [writer, loads] of loadsByWriter(written)) writer.committed(organisation, loads)
    for (const [request, answer] of answers) request.answer(answer)
  } catch (error) {
    const refusal = weatherRefusal(error)
    if (refusal) for (const request of batch) request.answer({ ok: false, refusal })
    // One bad act must not take its neighbours down: each is tried alone, and the one at fault fails alone.
    else if (batch.length > 1)
      for (const request of batch) await commitBatch(database, organisation, [request])
    else batch[0]?.fail(error)
  }
}

async function writeBatch(
  client: pg.PoolClient,
  { organisation, react }: { readonly organisation: string; readonly react: React | undefined },
  batch: readonly Waiting[],
): Promise<Map<Waiting, Answer<readonly Committed[]>>> {
  const head = await lockHead(client, organisation)
  await insertFiles(
    client,
    organisation,
    batch.flatMap(({ load }) => load?.file ?? []),
  )
  const conditions = await findConditions(client, organisation, batch)
  const { admitted, answers } = admit(batch, conditions)
  if (admitted.length === 0) return answers
  const committed = await appendActs(client, { organisation, head, conditions, admitted })
  const happened: Happened[] = []
  for (const request of admitted) {
    const own = request.decisions.map((decision) => {
      const found = committed.get(decision)
      assert(found, 'every admitted decision was written')
      return { ...found, before: decision.before, at: decision.at }
    })
    if (request.alongside) await request.alongside(client, own)
    happened.push(...own)
    answers.set(request, { ok: true, value: own.map(({ record, ledgerIndex }) => ({ record, ledgerIndex })) })
  }
  const loaded = loadsByWriter(admitted)
  for (const [writer, loads] of loaded) await writer.write(client, organisation, loads)
  if (react && happened.length > 0) await react(client, organisation, happened)
  for (const [writer, loads] of loaded) await writer.tell(client, organisation, loads)
  return answers
}

function loadsByWriter(admitted: readonly Waiting[]): Map<LoadWriter, Load[]> {
  return Map.groupBy(
    admitted.flatMap(({ load }) => load ?? []),
    ({ writer }) => writer,
  )
}
