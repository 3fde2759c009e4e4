import { randomUUID } from 'node:crypto'
import { type Act, decideAction, decideCreate } from '@maek/domain/decide.ts'
import type { Body } from '@maek/domain/kind.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { carryOver } from '@maek/domain/vulnerabilities/api.ts'
import type { CarriedDecision } from '@maek/domain/vulnerabilities/carry-over.ts'
import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'
import { readCarried } from './carry-over.ts'

type Asked = z.output<(typeof carryOver)['input']>
type Outcome = z.input<(typeof carryOver)['output']>

/**
 * The decisions to confirm, made anew for this release with the same reasoning and a link to where they come from:
 * all of those asked for or none. Each is signed by another than whoever carries it over, like any decision.
 */
export async function continueDecisions(
  house: Pick<House, 'committer' | 'database' | 'now'>,
  actor: Actor,
  asked: Asked & { readonly request: Buffer },
): Promise<Answer<Outcome>> {
  const act = { actor, at: house.now() }
  const loaded = await load(house, actor, { asked, now: act.at })
  if (!loaded.ok) return loaded
  const drafts: Decision[] = []
  for (const { carried, record } of loaded.value) {
    const made = draftOf({ carried, record, release: asked.release, act })
    if (!made.ok) return made
    drafts.push(made.value)
  }
  if (drafts.length === 0) return accept({ made: [] })
  const committed = await house.committer.commit({ organisation: actor.organisation, decisions: drafts })
  if (!committed.ok) return committed
  const records = committed.value.map(({ record }) => record)
  const proposed = asked.propose ? await proposeAll(house, records, act) : accept(records)
  if (!proposed.ok) return proposed
  return accept({
    made: loaded.value.flatMap(({ carried, record }, place) => {
      const made = proposed.value[place]
      if (!made) return []
      return {
        from: { kind: record.kind, id: record.id, number: record.number, state: record.state },
        record: { id: made.id, number: made.number, state: made.state },
        rows: rowsOf(carried).length,
      }
    }),
  })
}

type Loaded = { readonly carried: CarriedDecision; readonly record: StoredRecord }

async function load(
  house: Pick<House, 'database'>,
  actor: Actor,
  { asked, now }: { readonly asked: Asked; readonly now: string },
): Promise<Answer<Loaded[]>> {
  return withOrganisation(house.database, actor.organisation, async (client) => {
    const read = await readCarried(client, actor.organisation, { release: asked.release, now })
    if (!read.ok) return read
    const isContinued = new Set(
      read.value.view.decisions.filter((one) => one.carried !== null).map(({ decision }) => decision.id),
    )
    const open = read.value.carried.filter(
      (one) => one.group === 'to-confirm' && !isContinued.has(one.ruling.id),
    )
    const wanted = asked.decisions ? open.filter((one) => asked.decisions?.includes(one.ruling.id)) : open
    if (asked.decisions && wanted.length !== new Set(asked.decisions).size) return notToConfirm
    const found = await client.query<RecordTableRow>(
      `select ${recordColumns} from record where org_id = $1 and id = any($2::uuid[])`,
      [actor.organisation, wanted.map((one) => one.ruling.id)],
    )
    const records = new Map(found.rows.map((row) => [row.id, storedFrom(row)]))
    return accept(
      wanted.flatMap((carried) => {
        const record = records.get(carried.ruling.id)
        return record ? [{ carried, record }] : []
      }),
    )
  })
}

function draftOf(given: Loaded & { readonly release: string; readonly act: Act }): Answer<Decision> {
  const { carried, record, release, act } = given
  const { outcome, expiresOn } = carried.ruling
  const isCase = record.kind !== triageDecision.name
  const body = parseBody(triageDecision, {
    ...reasoningOf(record.body, isCase),
    name: record.title,
    vulnerabilities: rowsOf(carried),
    outcome,
    scope: 'release',
    releases: [release],
    ...(expiresOn !== null && { expiresOn }),
    // A case may hold one from before it was found to be affected.
    ...(outcome !== 'not-affected' && { justification: undefined }),
    ...(isCase ? { cases: [record.id] } : { carriedFrom: [record.id] }),
  })
  return body.ok ? decideCreate(triageDecision, { id: randomUUID(), body: body.value }, act) : body
}

const kept = [
  ...[
    'justification',
    'impactStatement',
    'actionStatement',
    'detail',
    'control',
    'reviewEpss',
    'reviewOnKev',
  ],
  ...['reviewOnChange', 'hazards', 'cases', 'evidence'],
]

function reasoningOf(body: Body, isCase: boolean): Record<string, unknown> {
  const own = Object.fromEntries(
    kept.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
  )
  if (!isCase) return own
  const { analysis } = body
  return { ...own, ...(typeof analysis === 'string' && { detail: analysis }) }
}

function rowsOf({ rows }: CarriedDecision) {
  const open = rows.filter(({ group }) => group === 'to-confirm')
  const named = open.map(({ vulnerability, component }) => ({ vulnerability, package: component }))
  return [...new Map(named.map((row) => [`${row.vulnerability} ${row.package}`, row])).values()]
}

async function proposeAll(
  house: Pick<House, 'committer'>,
  records: readonly StoredRecord[],
  act: Act,
): Promise<Answer<readonly StoredRecord[]>> {
  const decisions: Decision[] = []
  for (const record of records) {
    const request = { action: 'propose', version: record.version, links: { in: [], out: [] } }
    const decided = decideAction({ kind: triageDecision, record }, request, act)
    if (!decided.ok) return decided
    decisions.push(decided.value)
  }
  const committed = await house.committer.commit({ organisation: act.actor.organisation, decisions })
  return committed.ok ? accept(committed.value.map(({ record }) => record)) : committed
}

const notToConfirm = refuse(
  'conflict',
  say(
    '이어받을 수 없는 판정이 섞여 있습니다. 목록을 다시 여십시오.',
    'One of the decisions is not to be confirmed here, or was carried over already. Reload the list.',
  ),
  'decisions',
)
