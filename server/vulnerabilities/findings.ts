import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import { decidedStates } from '@maek/domain/vulnerabilities/decided.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { casesOf, type Place, placesOf } from './finding-context.ts'
import type { FindingRow } from './finding-row.ts'

type Page = z.input<(typeof listFindings)['output']>
type Asked = z.output<(typeof listFindings)['input']>

const limitUsual = 50

/** SQL: SBOMs that still count. */
const standing = `sbom.state <> 'retired'`

/**
 * SQL: a signed, unexpired case speaks of `finding` as it stands in `sbom` (domain/vulnerabilities/decided.ts says
 * the same of records already loaded).
 */
const isDecidedThere = (today: string) => `exists (
  select 1 from record decided
  where decided.org_id = finding.org_id
    and decided.vulnerability = any(array_append(finding.aliases, finding.vulnerability))
    and decided.state in (${decidedStates.map((state) => `'${state}'`).join(', ')})
    and coalesce(decided.body ->> 'expiresOn', '9999-12-31') >= ${today}
    and (decided.body ->> 'scope' = 'all'
      or (decided.body ->> 'scope' = 'component' and decided.body ->> 'component' = version.purl)
      or exists (select 1 from record_link link where link.org_id = decided.org_id and link.from_id = decided.id
        and (link.to_id = sbom.id and link.relation = 'sboms'
          or link.relation = 'releases' and link.to_id = (sbom.body ->> 'release')::uuid))))`

/** A page of findings, worst first. A finding counts while an SBOM that is not retired names its component. */
export async function readFindings(
  client: pg.PoolClient,
  organisation: string,
  asked: Asked & { readonly now: string },
): Promise<Answer<Page>> {
  const cursor = asked.after === undefined ? null : readMark(asked.after)
  if (cursor === undefined) return unknownMark
  const values: unknown[] = [organisation]
  const add = (value: unknown) => `$${values.push(value)}`
  const where = ['finding.org_id = $1']
  const there = [standing]
  if (asked.release !== undefined || asked.sbom !== undefined)
    there.push(`line.sbom_id = any(${add(await sbomsOf(client, organisation, asked))}::uuid[])`)
  if (asked.open === 'true') there.push(`not ${isDecidedThere(add(asked.now.slice(0, 10)))}`)
  const named = (conditions: readonly string[]) => `exists (
    select 1 from sbom_component line join record sbom on sbom.org_id = line.org_id and sbom.id = line.sbom_id
    where line.org_id = finding.org_id and line.component = finding.component and ${conditions.join(' and ')})`
  where.push(named(there))
  // Settled means settled everywhere it was asked for.
  if (asked.open === 'false')
    where.push(`not ${named([...there, `not ${isDecidedThere(add(asked.now.slice(0, 10)))}`])}`)
  if (cursor) {
    const [rank, component, vulnerability] = cursor.map(add)
    where.push(
      `(-finding.rank, finding.component, finding.vulnerability collate "C") > (-${rank}::int, decode(${component}, 'hex'), ${vulnerability}::text)`,
      // Says nothing new, but the index can begin there.
      `finding.rank <= ${rank}`,
    )
  }
  const limit = asked.limit ?? limitUsual
  const found = await client.query<FindingRow>(
    `select encode(finding.component, 'hex') as component, finding.vulnerability, finding.aliases, finding.summary,
       finding.how, finding.fixed_in, finding.score, finding.vector, finding.severity, finding.rank,
       version.name, version.version, version.purl
     from finding join component_version version on version.org_id = finding.org_id and version.key = finding.component
     where ${where.join(' and ')}
     order by finding.rank desc, finding.component, finding.vulnerability collate "C" limit ${limit + 1}`,
    values,
  )
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  const places = await placesOf(client, organisation, { rows, asked })
  const cases = await casesOf(client, organisation, { rows, places, now: asked.now })
  return accept({
    findings: rows.map((row, at) => shown(row, places.get(row.component), cases[at] ?? null)),
    next: last ? writeMark(last) : null,
  })
}

/** The SBOMs asked for, looked up first: the planner then knows how little the question narrows the list. */
async function sbomsOf(client: pg.PoolClient, organisation: string, asked: Asked): Promise<string[]> {
  const found = await client.query<{ id: string }>(
    `select sbom.id from record sbom where sbom.org_id = $1 and sbom.kind = 'sbom' and ${standing}
       and ($2::uuid is null or sbom.id = $2)
       and ($3::uuid is null or sbom.id in (select from_id from record_link where org_id = $1 and to_id = $3
         and relation = 'release'))`,
    [organisation, asked.sbom ?? null, asked.release ?? null],
  )
  return found.rows.map(({ id }) => id)
}

function shown(
  row: FindingRow,
  place: Place | undefined,
  decided: Page['findings'][number]['case'],
): Page['findings'][number] {
  return {
    id: `${row.component}:${row.vulnerability}`,
    vulnerability: row.vulnerability,
    aliases: row.aliases,
    summary: row.summary,
    component: row.purl ?? row.name,
    version: row.version,
    fixedIn: row.fixed_in,
    severity: row.severity,
    score: row.score,
    vector: row.vector,
    how: row.how,
    issuer: null,
    device: null,
    state: 'in-triage',
    decision: null,
    decidedUntil: null,
    pending: null,
    foundAt: '1970-01-01T00:00:00.000Z',
    dueOn: null,
    epss: null,
    kev: null,
    exploitation: null,
    releases: place?.releases ?? [],
    case: decided,
  }
}

function writeMark(row: FindingRow): string {
  return Buffer.from(JSON.stringify([row.rank, row.component, row.vulnerability])).toString('base64url')
}

/** Undefined: not a mark of ours. */
function readMark(text: string): readonly [number, string, string] | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (!Array.isArray(parsed) || parsed.length !== 3) return undefined
    const [rank, component, vulnerability]: readonly unknown[] = parsed
    const isOurs =
      typeof rank === 'number' &&
      Number.isInteger(rank) &&
      Math.abs(rank) <= 100 &&
      typeof component === 'string' &&
      /^[0-9a-f]{64}$/.test(component) &&
      typeof vulnerability === 'string' &&
      /^[\x21-\x7e]{1,200}$/.test(vulnerability)
    return isOurs ? [rank, component, vulnerability] : undefined
  } catch {
    return undefined
  }
}

const unknownMark = refuse(
  'invalid',
  say(
    '다음 쪽 표시가 올바르지 않습니다. 첫 쪽부터 다시 여십시오.',
    'The page mark is not valid. Start again from the first page.',
  ),
  'after',
)
