import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Database } from '../database/open.ts'
import { inTransaction, withOrganisation } from '../database/scope.ts'
import type { FileStore } from '../files/store.ts'
import { openThreads, type ThreadPool } from '../threads/pool.ts'
import type { PreparedSbom } from './prepare-sbom.ts'
import type { SchemaCheck } from './schema-check.ts'
import { rewriteReading } from './write-components.ts'

/**
 * Looks at registered SBOMs once more when nobody waits: asks the official schema, and reads again those that were
 * registered before their quality was kept. What is found is a remark beside the record, no change of it, so it needs
 * no entry in the ledger; it can be found again from the kept bytes at any time.
 */
export type Examiner = {
  /** There may be something to look at in this organisation. */
  readonly wanted: (organisation: string) => void
  /** Runs an intake; while one is under way nothing is examined. */
  readonly giveWay: <T>(intake: () => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

type Parts = {
  readonly database: Database
  readonly files: FileStore
  readonly sbomThreads: ThreadPool
  readonly now: () => string
  readonly log: (line: Readonly<Record<string, unknown>>) => void
}

/** Intakes go first: nothing is examined until they have rested this long, or until this long has passed. */
const restMs = 1_000
const patienceMs = 60_000

export function openExaminer(house: Parts): Examiner {
  const threads = openThreads(new URL('./schema-thread.ts', import.meta.url), {
    threadsMax: 1,
    taskMsMax: 120_000,
  })
  const queue = new Set<string>()
  const intakes = openIntakes()
  const stop = new AbortController()
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    for (;;) {
      const [organisation] = queue
      if (organisation === undefined || stop.signal.aborted) return
      queue.delete(organisation)
      while (!stop.signal.aborted) {
        await rested()
        if (stop.signal.aborted || !(await examineNext(house, threads, organisation))) break
      }
    }
  }

  async function rested(): Promise<void> {
    const until = performance.now() + patienceMs
    do await wait(restMs, undefined, { signal: stop.signal, ref: false }).catch(() => undefined)
    while (!stop.signal.aborted && intakes.isBusy() && performance.now() < until)
  }

  function start(): void {
    running ??= run()
      .catch((error: unknown) => {
        if (stop.signal.aborted) return // The house closes; at the next start it is looked at again.
        const message = error instanceof Error ? error.message : String(error)
        house.log({ level: 'error', what: 'examine sbom', error: message })
      })
      .finally(() => {
        running = null
        if (queue.size > 0 && !stop.signal.aborted) start()
      })
  }

  return {
    wanted: (organisation) => {
      queue.add(organisation)
      start()
    },
    giveWay: intakes.during,
    close: async () => {
      stop.abort()
      await threads.close()
      await running
    },
  }
}

/** Intakes under way, and for a moment after the last. */
function openIntakes() {
  let count = 0
  let lastAt = Number.NEGATIVE_INFINITY
  return {
    isBusy: () => count > 0 || performance.now() - lastAt < restMs,
    during: async <T>(intake: () => Promise<T>): Promise<T> => {
      count++
      try {
        return await intake()
      } finally {
        count--
        lastAt = performance.now()
      }
    },
  }
}

type Waiting = { readonly id: string; readonly sha256: string | null; readonly read: boolean }

/** Examines one SBOM; false where none waits. */
export async function examineNext(house: Parts, threads: ThreadPool, organisation: string): Promise<boolean> {
  const next = await withOrganisation(house.database, organisation, (client) =>
    findWaiting(client, organisation),
  )
  if (!next) return false
  const bytes = next.sha256 === null ? null : await house.files.get(organisation, next.sha256)
  if (!next.read) {
    const prepared = bytes?.ok
      ? await house.sbomThreads.ask<PreparedSbom>({ bytes: bytes.value, purpose: 'intake', id: next.id })
      : null
    await withOrganisation(house.database, organisation, (client) =>
      inTransaction(client, () =>
        rewriteReading(client, organisation, { id: next.id, prepared: prepared?.ok ? prepared.value : null }),
      ),
    )
    return true
  }
  const checked = bytes?.ok ? await threads.ask<SchemaCheck>({ bytes: bytes.value }) : null
  await withOrganisation(house.database, organisation, (client) =>
    writeCheck(client, organisation, {
      id: next.id,
      check: checked?.ok ? checked.value : unchecked,
      at: house.now(),
    }),
  )
  return true
}

const unchecked: SchemaCheck = {
  state: 'not-checked',
  name: 'too large, or the file is gone',
  faults: [],
  faultCount: 0,
}

async function findWaiting(client: pg.PoolClient, organisation: string): Promise<Waiting | undefined> {
  const found = await client.query<Waiting>(
    `select id, sha256, read from (
       (select reading.sbom_id as id, record.body -> 'file' ->> 'sha256' as sha256, true as read
        from sbom_reading reading join record on record.org_id = reading.org_id and record.id = reading.sbom_id
        where reading.org_id = $1 and reading.schema_state = 'waiting' order by 1 limit 1)
       union all
       (select record.id, record.body -> 'file' ->> 'sha256', false from record
        where record.org_id = $1 and record.kind = 'sbom'
          and exists (select 1 from sbom_component line where line.org_id = $1 and line.sbom_id = record.id)
          and not exists (select 1 from sbom_reading reading where reading.org_id = $1 and reading.sbom_id = record.id)
        limit 1)) waiting limit 1`,
    [organisation],
  )
  return found.rows[0]
}

async function writeCheck(
  client: pg.PoolClient,
  organisation: string,
  told: { readonly id: string; readonly check: SchemaCheck; readonly at: string },
): Promise<void> {
  const { state, name, faults, faultCount } = told.check
  await client.query(
    `update sbom_reading set schema_state = $3, schema_name = $4, schema_faults = $5, schema_fault_count = $6,
       schema_checked_at = $7
     where org_id = $1 and sbom_id = $2`,
    [organisation, told.id, state, name, JSON.stringify(faults), faultCount, told.at],
  )
}
