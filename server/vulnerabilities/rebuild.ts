import { sbom } from '@maek/domain/components/sbom.ts'
import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import { vulnerabilityCase } from '@maek/domain/vulnerabilities/vulnerability-case.ts'
import type pg from 'pg'
import { inTransaction, withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { listOrganisations } from '../organisations.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'
import { noteFound, reflagVulnerabilities } from './found-vulnerabilities.ts'
import { holdOffRematch, matchNewVersions, versionsPerStepMax } from './match-versions.ts'
import { clearSboms } from './place-findings.ts'
import { writeRulings } from './rulings.ts'
import { holdSettling, settleAdded, settleNamed } from './settle.ts'

type Place = Pick<House, 'database' | 'now' | 'log'>
type Step = 'names' | 'decisions' | 'places' | 'versions'
type Batch = { readonly after: string; readonly at: string }

/** Before anybody reads a list: without them a signed decision, or what a release holds, would look lost. */
const firstSteps: readonly Step[] = ['names', 'decisions', 'places']
const allSteps: readonly Step[] = [...firstSteps, 'versions']

/**
 * Works out again what stands in tables and columns beside the records: the names and decisions of vulnerabilities,
 * and so the state of every finding, in the whole and in each SBOM. For rows of before those tables (migration 0008), for what a backup brought,
 * and whenever it is asked for. Answers how many batches it took. May be cut off anywhere and called again.
 */
export function rebuildDecisions(house: Place): Promise<number> {
  return rebuildEverywhere(house, firstSteps, () => false)
}

/** The rest, which may take long: asks and matches every component version as if it came in today. */
export function openRebuild(house: Place): { readonly done: Promise<unknown>; readonly stop: () => void } {
  let isStopped = false
  const done = rebuildEverywhere(house, allSteps, () => isStopped).catch((error: unknown) =>
    house.log({ level: 'error', what: 'rebuild', error: String(error) }),
  )
  return {
    done,
    stop: () => {
      isStopped = true
    },
  }
}

/** All of it at once, for whoever asks for it by hand; throws where a step fails. */
export function rebuildAll(house: Place): Promise<number> {
  return rebuildEverywhere(house, allSteps, () => false)
}

/** Notes that all of an organisation is to be worked out again, from the beginning. */
export async function askForRebuild(client: pg.ClientBase, organisation: string): Promise<void> {
  await client.query(
    `insert into rebuild (org_id, step) select $1, unnest($2::text[])
     on conflict (org_id, step) do update set after = ''`,
    [organisation, allSteps],
  )
}

async function rebuildEverywhere(
  house: Place,
  steps: readonly Step[],
  isStopped: () => boolean,
): Promise<number> {
  let batches = 0
  for (const { id } of await listOrganisations(house.database)) {
    for (const step of steps) {
      const before = batches
      while (!isStopped() && (await rebuildBatch(house, id, step))) {
        if (batches === before) house.log({ level: 'info', what: 'rebuild', organisation: id, step })
        batches++
      }
      if (batches > before && !isStopped())
        house.log({ level: 'info', what: 'rebuilt', organisation: id, step, batches: batches - before })
    }
  }
  return batches
}

/** One batch of one step and the note of how far it is, together or not at all; false where nothing is left. */
export function rebuildBatch(house: Place, organisation: string, step: Step): Promise<boolean> {
  return withOrganisation(house.database, organisation, (client) =>
    inTransaction(client, async () => {
      // Held to the end: of several servers that start together, one works and the others go on where it stopped.
      const noted = await client.query<{ after: string }>(
        'select after from rebuild where org_id = $1 and step = $2 for update',
        [organisation, step],
      )
      const [row] = noted.rows
      if (!row) return false
      const after = await work[step](client, organisation, { after: row.after, at: house.now() })
      await (after === null
        ? client.query('delete from rebuild where org_id = $1 and step = $2', [organisation, step])
        : client.query('update rebuild set after = $3 where org_id = $1 and step = $2', [
            organisation,
            step,
            after,
          ]))
      return true
    }),
  )
}

type Work = (client: pg.PoolClient, organisation: string, batch: Batch) => Promise<string | null>

/** Each does what comes after a key and answers the last key done, or null when there was nothing left. */
const work: { readonly [Name in Step]: Work } = {
  names: async (client, organisation, { after }) => {
    const keys = await keysAfter(client, organisation, after)
    await holdSettling(client, organisation)
    const found = await foundIn(client, organisation, keys)
    await noteFound(client, organisation, found)
    await reflagVulnerabilities(
      client,
      organisation,
      found.map(({ vulnerability }) => vulnerability),
    )
    return keys.at(-1) ?? null
  },
  decisions: async (client, organisation, { after, at }) => {
    await holdSettling(client, organisation)
    const found = await client.query<RecordTableRow>(
      `select ${recordColumns} from record where org_id = $1 and kind = any($2::text[])
         and ($3 = '' or id > nullif($3, '')::uuid) order by id limit ${decisionsPerBatch}`,
      [organisation, [triageDecision.name, vulnerabilityCase.name], after],
    )
    const ids = found.rows.map(({ id }) => id)
    await writeRulings(client, organisation, found.rows.map(storedFrom))
    const named = await client.query<{ name: string }>(
      `select distinct vulnerability as name from decision_row where org_id = $1 and decision_id = any($2::uuid[])`,
      [organisation, ids],
    )
    const names = named.rows.map(({ name }) => name)
    await settleNamed(client, organisation, { names, today: at.slice(0, 10) })
    return ids.at(-1) ?? null
  },
  places: async (client, organisation, { after, at }) => {
    await holdSettling(client, organisation)
    const found = await client.query<{ id: string; stands: boolean }>(
      `select id, stands from (
         select id, state <> 'retired' as stands, coalesce(sum(lines) over (order by id
           rows between unbounded preceding and 1 preceding), 0) as before
         from (select id, state, (select count(*) from sbom_component where org_id = $1 and sbom_id = record.id) as lines
           from record where org_id = $1 and kind = $2 and ($3 = '' or id > nullif($3, '')::uuid)
           order by id limit ${sbomsPerBatch}) next) counted
       where before < ${linesPerBatch} order by id`,
      [organisation, sbom.name, after],
    )
    const ids = found.rows.map(({ id }) => id)
    await clearSboms(client, organisation, ids)
    const sboms = found.rows.flatMap(({ id, stands }) => (stands ? [id] : []))
    await settleAdded(client, organisation, { sboms, today: at.slice(0, 10) })
    return ids.at(-1) ?? null
  },
  versions: async (client, organisation, { after, at }) => {
    await holdOffRematch(client, organisation)
    const keys = await keysAfter(client, organisation, after)
    if (keys.length === 0) return null
    await matchNewVersions(client, organisation, { keys, at })
    // Matching again takes each vulnerability it meets for one in triage; most are decided.
    const found = await foundIn(client, organisation, keys)
    await reflagVulnerabilities(
      client,
      organisation,
      found.map(({ vulnerability }) => vulnerability),
    )
    return keys.at(-1) ?? null
  },
}

const decisionsPerBatch = 100
const sbomsPerBatch = 100
/** An SBOM that brings more is a batch alone. */
const linesPerBatch = 5000

async function keysAfter(client: pg.PoolClient, organisation: string, after: string): Promise<string[]> {
  const found = await client.query<{ key: string }>(
    `select encode(key, 'hex') as key from component_version
     where org_id = $1 and key > decode($2, 'hex') order by key limit ${versionsPerStepMax}`,
    [organisation, after],
  )
  return found.rows.map(({ key }) => key)
}

type Found = { vulnerability: string; aliases: string[] }

async function foundIn(
  client: pg.PoolClient,
  organisation: string,
  keys: readonly string[],
): Promise<Found[]> {
  const found = await client.query<Found>(
    `with asked as materialized (
       select decode(key, 'hex') as component from json_array_elements_text($2) as given(key))
     select distinct vulnerability, aliases from asked
     join finding on finding.org_id = $1 and finding.component = asked.component`,
    [organisation, JSON.stringify(keys)],
  )
  return found.rows
}
