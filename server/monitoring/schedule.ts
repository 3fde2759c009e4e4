import { setTimeout as wait } from 'node:timers/promises'
import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import { observationBatch } from '@maek/domain/monitoring/observation-batch.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { listOrganisations } from '../organisations.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'
import { type DropFolder, takeInDropped } from './drop-folder.ts'
import { houseActor } from './house-actor.ts'
import { lookBy } from './look.ts'
import { manifestsOf } from './make.ts'
import { openPlan } from './plan.ts'
import { takeIntoUse } from './take-in.ts'
import { takeDueLook } from './watch.ts'

type Parts = Pick<
  House,
  'committer' | 'database' | 'engine' | 'files' | 'folder' | 'intakeProgresses' | 'log' | 'now' | 'observing'
>

/** Once round everybody: batches left half-way are finished, dropped files taken in, due looks taken. */
export async function watchOnce(house: Parts, drop: DropFolder | null): Promise<number> {
  let looks = 0
  for (const { id } of await listOrganisations(house.database)) {
    await apart(house, 'observations', () => finishReceived(house, id))
    if (drop) await apart(house, 'dropped', () => takeInDropped(house, drop, id))
    const plans = await inState(house, id, { kind: monitoringPlan.name, state: 'in-force' })
    for (const plan of plans) {
      await apart(house, 'look', async () => {
        const taken = await takeDueLook(house, id, plan)
        if (!taken.ok)
          house.log({ level: 'warn', what: 'look', plan: plan.number, because: taken.refusal.because.en })
        else if (taken.value.look) looks++
      })
    }
  }
  return looks
}

/** What one folder, batch or plan cannot do is logged, and the others are looked after all the same. */
async function apart(house: Parts, what: string, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => house.log({ level: 'error', what, error: String(error) }))
}

/** A batch whose bytes were kept when the server stopped is made and taken into use now. */
async function finishReceived(house: Parts, organisation: string): Promise<void> {
  for (const batch of await inState(house, organisation, {
    kind: observationBatch.name,
    state: 'received',
  })) {
    if (batch.body.checkedBy === undefined || batch.body.file === undefined) continue
    const model = observationBatch.shape.modelVersion.parse(batch.body.modelVersion)
    await house.observing.take(`${organisation}/${model}`, async () => {
      const [now] = await withOrganisation(house.database, organisation, async (client) => {
        const found = await client.query<RecordTableRow>(
          `select ${recordColumns} from record where org_id = $1 and id = $2 and state = 'received'`,
          [organisation, batch.id],
        )
        return found.rows.map(storedFrom)
      })
      // Whoever was taking it in has finished meanwhile.
      if (!now) return
      const standing = await inUseOf(house, organisation, model)
      const made = await manifestsOf(house, { organisation, model, now: house.now() }, [...standing, now])
      const used = made.ok
        ? await takeIntoUse(house, houseActor(organisation), {
            record: now,
            supersedes: await supersededBy(house, organisation, now),
          })
        : made
      if (!used.ok)
        house.log({
          level: 'warn',
          what: 'observations',
          batch: now.number,
          because: used.refusal.because.en,
        })
    })
  }
}

async function inUseOf(house: Parts, organisation: string, model: string): Promise<StoredRecord[]> {
  return withOrganisation(house.database, organisation, async (client) => {
    const found = await client.query<RecordTableRow>(
      `select ${recordColumns} from record where org_id = $1 and observed_model = $2 and state = 'in-use'
       order by created_at, number`,
      [organisation, model],
    )
    return found.rows.map(storedFrom)
  })
}

async function supersededBy(
  house: Parts,
  organisation: string,
  batch: StoredRecord,
): Promise<StoredRecord | null> {
  const id = observationBatch.shape.supersedes.parse(batch.body.supersedes)
  if (id === undefined) return null
  return withOrganisation(house.database, organisation, async (client) => {
    const found = await client.query<RecordTableRow>(
      `select ${recordColumns} from record where org_id = $1 and id = $2 and state = 'in-use'`,
      [organisation, id],
    )
    const [row] = found.rows
    return row ? storedFrom(row) : null
  })
}

async function inState(
  house: Parts,
  organisation: string,
  asked: { readonly kind: string; readonly state: string },
): Promise<StoredRecord[]> {
  return withOrganisation(house.database, organisation, async (client) => {
    const found = await client.query<RecordTableRow>(
      `select ${recordColumns} from record where org_id = $1 and kind = $2 and state = $3 order by number`,
      [organisation, asked.kind, asked.state],
    )
    return found.rows.map(storedFrom)
  })
}

/** Sums are brought up to date no more often than this, however many small batches come. */
const warmEveryMs = 600_000

type Warm = { readonly batches: string; readonly at: number }

/**
 * Counts new observations soon after they came, so that the look of the morning has only to add: a month is counted
 * anew once a file of it has changed. What is found here is thrown away; looks that count are the scheduled ones.
 */
export async function warmOnce(house: Parts, known: Map<string, Warm>): Promise<void> {
  for (const { id: organisation } of await listOrganisations(house.database)) {
    const asked = { kind: monitoringPlan.name, state: 'in-force' }
    for (const record of await inState(house, organisation, asked)) {
      const model = monitoringPlan.shape.modelVersion.parse(record.body.modelVersion)
      const batches = (await inUseOf(house, organisation, model)).map(({ id }) => id).join()
      const before = known.get(record.id)
      const at = Date.parse(house.now())
      if (before && (before.batches === batches || at - before.at < warmEveryMs)) continue
      known.set(record.id, { batches, at })
      const plan = await openPlan(house, organisation, record)
      if (plan.ok) await lookBy(house, organisation, { plan: plan.value, at: house.now() })
    }
  }
}

const roundEveryMs = 60_000

/** Looks every minute what is due until it is stopped. No timer decides anything: a look names its own moment. */
export function openWatch(house: Parts, drop: DropFolder | null): { readonly stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  let isRunning = false
  const warm = new Map<string, Warm>()
  const round = () => {
    if (isRunning) return
    isRunning = true
    running = watchOnce(house, drop)
      .then(() => warmOnce(house, warm))
      .catch((error: unknown) => house.log({ level: 'error', what: 'watch', error: String(error) }))
      .finally(() => {
        isRunning = false
      })
  }
  round()
  const timer = setInterval(round, roundEveryMs)
  return {
    stop: async () => {
      clearInterval(timer)
      // A look under way is abandoned with the process and taken again at the next start.
      await Promise.race([running, wait(2_000)])
    },
  }
}
