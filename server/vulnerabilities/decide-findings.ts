import { randomUUID } from 'node:crypto'
import { decideAction, decideCreate } from '@maek/domain/decide.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { decideFindings } from '@maek/domain/vulnerabilities/api.ts'
import { type FoundPlace, type Ruling, speaksOf } from '@maek/domain/vulnerabilities/triage.ts'
import { triageDecision, triageRowsMax } from '@maek/domain/vulnerabilities/triage-decision.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { commitOne } from '../commit-one.ts'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { readDecisionRecords } from './decision-records.ts'
import { type FindingRow, keyOf, readRows } from './finding-row.ts'
import { readFindings } from './findings.ts'
import { byName, readRulings, type StoredRuling } from './rulings.ts'
import { placesOf } from './settle.ts'

type Asked = z.output<(typeof decideFindings)['input']>
type Outcome = z.input<(typeof decideFindings)['output']>

/**
 * One decision about many findings, all of them or none: its rows are what the findings are named by. Findings that
 * a decision in force speaks of already are refused, unless the new one is to take its place.
 */
export async function decideMany(
  house: Pick<House, 'committer' | 'database' | 'now'>,
  actor: Actor,
  asked: Asked & { readonly request: Buffer },
): Promise<Answer<Outcome>> {
  const loaded = await withOrganisation(house.database, actor.organisation, (client) =>
    load(client, actor, { asked, now: house.now() }),
  )
  if (!loaded.ok) return loaded
  const { rows, standing } = loaded.value
  const named = rowsOf(rows)
  const body = parseBody(triageDecision, {
    name: nameOf(rows),
    scope: 'release',
    ...asked.decision,
    vulnerabilities: named,
    ...(standing.length > 0 && { supersedes: standing.map(({ id }) => id) }),
  })
  if (!body.ok) return body
  const act = { actor, at: house.now() }
  const created = decideCreate(triageDecision, { id: randomUUID(), body: body.value }, act)
  if (!created.ok) return created
  const proposed = asked.propose ? proposedOf(created.value, act) : null
  if (proposed && !proposed.ok) return proposed
  const written = await commitOne(house, {
    organisation: actor.organisation,
    decisions: [created.value],
    key: asked.key === undefined ? undefined : { key: `${actor.id}:${asked.key}`, request: asked.request },
  })
  if (!written.ok) return written
  const last = await proposeNow(house, written.value, { actor, wanted: asked.propose === true })
  if (!last.ok) return last
  const { id, number, title, state } = last.value
  return accept({
    record: { id, number, title, state },
    findings: rows.length,
    rows: named.length,
    superseded: standing,
  })
}

/** Before anything is written: whether the decision is complete enough to be proposed. */
function proposedOf(
  created: Decision,
  act: { readonly actor: Actor; readonly at: string },
): Answer<Decision> {
  const { after } = created
  return decideAction(
    { kind: triageDecision, record: after },
    { action: 'propose', version: after.version, links: { in: [], out: [] } },
    act,
  )
}

/** Proposes a draft just made. It was found complete before it was written, so only the world can refuse. */
export async function proposeNow(
  house: Pick<House, 'committer' | 'now'>,
  record: StoredRecord,
  { actor, wanted }: { readonly actor: Actor; readonly wanted: boolean },
): Promise<Answer<StoredRecord>> {
  if (!wanted || record.state !== 'draft') return accept(record)
  const request = { action: 'propose', version: record.version, links: { in: [], out: [] } }
  const decided = decideAction({ kind: triageDecision, record }, request, { actor, at: house.now() })
  if (!decided.ok) return decided
  return commitOne(house, { organisation: actor.organisation, decisions: [decided.value] })
}

async function load(
  client: pg.PoolClient,
  actor: Actor,
  { asked, now }: { readonly asked: Asked; readonly now: string },
): Promise<Answer<{ rows: FindingRow[]; standing: Outcome['superseded'] }>> {
  const keys = await keysOf(client, actor, { asked, now })
  if (!keys.ok) return keys
  const rows = await readRows(client, actor.organisation, keys.value)
  // An id of another organisation, or of a finding that is gone: nothing is decided about the others either.
  if (rows.length !== keys.value.length) return unknownFinding
  if (rows.length === 0) return nothingFound
  const standing = await standingAbout(client, actor.organisation, { rows, decision: asked.decision })
  if (standing.length > 0 && asked.supersede !== true) return alreadyDecided(standing)
  return accept({ rows, standing: standing.filter(({ kind }) => kind === triageDecision.name) })
}

async function keysOf(
  client: pg.PoolClient,
  actor: Actor,
  { asked, now }: { readonly asked: Asked; readonly now: string },
): Promise<Answer<{ component: string; vulnerability: string }[]>> {
  if (asked.findings) return accept([...new Set(asked.findings)].map(keyOf))
  if (!asked.filter) return nothingFound
  const found: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await readFindings(client, actor.organisation, {
      ...asked.filter,
      limit: 200,
      after,
      now,
      actor: actor.id,
    })
    if (!page.ok) return page
    found.push(...page.value.findings.map(({ id }) => id))
    if (found.length > triageRowsMax) return tooMany
    if (page.value.next === null) return accept(found.map(keyOf))
    after = page.value.next
  }
}

/** Decisions in force about these findings in the places that the new one would speak of. */
async function standingAbout(
  client: pg.PoolClient,
  organisation: string,
  { rows, decision }: { readonly rows: readonly FindingRow[]; readonly decision: Asked['decision'] },
): Promise<Outcome['superseded']> {
  const rulings = await readRulings(
    client,
    organisation,
    rows.flatMap((row) => [row.vulnerability, ...row.aliases]),
  )
  const inForce = rulings.filter((ruling) => ruling.isInForce)
  if (inForce.length === 0) return []
  const places = await placesOf(client, organisation, { rows })
  const own = releasesOf(decision)
  const isOurs = (place: FoundPlace) =>
    own === null || (place.release !== null && own.includes(place.release))
  const rulingsOf = byName(inForce)
  const standing = new Set<StoredRuling>()
  for (const row of rows) {
    const there = (places.get(row.component) ?? []).filter(isOurs)
    const speaking = rulingsOf(row).filter((ruling) => there.some((place) => speaksOf(ruling, row, place)))
    for (const ruling of speaking) if (!isReplaced(ruling, speaking)) standing.add(ruling)
  }
  const records = await readDecisionRecords(
    client,
    organisation,
    [...standing].map(({ id }) => id),
  )
  return [...records.values()].map(({ kind, id, number, state }) => ({ kind, id, number, state }))
}

const isReplaced = (ruling: Ruling, among: readonly Ruling[]) =>
  among.some((other) => other.supersedes.includes(ruling.id))

/** Releases the new decision is bound to; null: it may speak of any. */
function releasesOf(decision: Asked['decision']): string[] | null {
  const { scope, releases } = decision
  if ((scope !== undefined && scope !== 'release') || !Array.isArray(releases)) return null
  return releases.filter((id): id is string => typeof id === 'string')
}

function rowsOf(rows: readonly FindingRow[]) {
  const named = rows.map(({ vulnerability, package: of }) => ({ vulnerability, package: of }))
  return [...new Map(named.map((row) => [`${row.vulnerability} ${row.package}`, row])).values()]
}

function nameOf(rows: readonly FindingRow[]): string {
  const [first] = rows
  if (!first) return ''
  const vulnerabilities = new Set(rows.map(({ vulnerability }) => vulnerability))
  const more =
    vulnerabilities.size > 1 ? ` 외 ${vulnerabilities.size - 1}건 · and ${vulnerabilities.size - 1} more` : ''
  return `${first.vulnerability} ${first.package}`.slice(0, 150) + more
}

const unknownFinding = refuse(
  'not-found',
  say(
    '없는 발견 항목이 섞여 있습니다. 목록을 다시 여십시오.',
    'One of the findings does not exist. Reload the list.',
  ),
  'findings',
)
const nothingFound = refuse(
  'invalid',
  say('판정할 항목을 고르십시오.', 'Choose the findings to decide.'),
  'findings',
)
const tooMany = refuse(
  'too-large',
  say(
    `한 번에 ${triageRowsMax}건까지 판정할 수 있습니다. 조건을 좁히십시오.`,
    `At most ${triageRowsMax} findings at once. Narrow the filter.`,
  ),
  'filter',
)

function alreadyDecided(standing: Outcome['superseded']): Answer<never> {
  const numbers = standing
    .slice(0, 5)
    .map(({ number }) => number)
    .join(', ')
  return refuse(
    'conflict',
    say(
      `이미 판정된 항목이 있습니다(${numbers}). 그 판정을 대신하려면 대신함을 표시하십시오.`,
      `Some are decided already (${numbers}). Say that this one supersedes them to go on.`,
    ),
    'supersede',
  )
}
