import { cpeKey, formatCpe, parseCpe, plainCpeValue } from '@maek/domain/components/cpe.ts'
import { matchRule, questionOfRule, speaksOfComponent } from '@maek/domain/vulnerabilities/match-rule.ts'
import type pg from 'pg'
import { type InForce, readInForce } from '../components/in-force.ts'
import type { AddedVersion } from '../components/matching.ts'

/** A question beside that of the own purl, as a row of `component_query`. */
export type Question = {
  readonly component: string
  readonly via: 'cpe' | 'rule'
  readonly ecosystem: string
  readonly package: string
  readonly asked: string
  readonly rule: string | null
}

type Watch = { readonly component: string; readonly rule: string }

type VersionRow = {
  key: string
  name: string
  type: string
  version: string | null
  cpe: string | null
  unanswered: boolean
  suppliers: string[]
}

/** What CPE questions stand under, where packages stand under their ecosystem. */
export const cpeEcosystem = 'cpe'

/**
 * Notes what these component versions ask beside their own purl: by their CPE, and by the rules in force where no
 * ecosystem answers for them. Before: inside the transaction that wrote them, after their lines.
 */
export async function noteQuestions(
  client: pg.PoolClient,
  organisation: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return
  const versions = await findVersions(client, organisation, { keys })
  if (versions.length === 0) return
  const rules = versions.some(({ unanswered }) => unanswered)
    ? await readInForce(client, organisation, matchRule)
    : []
  await insertAsked(client, organisation, { versions, rules })
}

/** The rules in force, if any of these versions needs one: no ecosystem answers for it. */
export async function rulesFor(
  client: pg.PoolClient,
  organisation: string,
  added: readonly AddedVersion[],
): Promise<readonly InForce[]> {
  return added.some(({ ecosystem }) => ecosystem === null) ? readInForce(client, organisation, matchRule) : []
}

/** For versions written a moment ago, where no rule is in force: notes and answers what they ask by their CPE. */
export async function noteCpeQuestions(
  client: pg.PoolClient,
  organisation: string,
  added: readonly AddedVersion[],
): Promise<readonly Question[]> {
  const questions = added.flatMap((version) => cpeQuestionOf(version) ?? [])
  await insertQuestions(client, organisation, questions)
  return questions
}

/** The same where rules are in force. Suppliers are read from the lines, so those must be written. */
export async function noteRuledQuestions(
  client: pg.PoolClient,
  organisation: string,
  { keys, rules }: { readonly keys: readonly string[]; readonly rules: readonly InForce[] },
): Promise<void> {
  const versions = await findVersions(client, organisation, { keys })
  await insertAsked(client, organisation, { versions, rules })
}

async function insertAsked(
  client: pg.PoolClient,
  organisation: string,
  { versions, rules }: { readonly versions: readonly VersionRow[]; readonly rules: readonly InForce[] },
): Promise<void> {
  const questions = versions.flatMap((version) => cpeQuestionOf(version) ?? [])
  const ruled = versions.flatMap((version) => (version.unanswered ? ruledBy(version, rules) : []))
  await insertQuestions(client, organisation, [...questions, ...ruled.flatMap((one) => one.question ?? [])])
  await insertWatches(
    client,
    organisation,
    ruled.flatMap((one) => one.watch ?? []),
  )
}

/** Does the same for one rule over all component versions it speaks of; answers whose questions have changed. */
export async function noteRule(
  client: pg.PoolClient,
  organisation: string,
  { id, rule }: { readonly id: string; readonly rule: InForce | undefined },
): Promise<string[]> {
  const touched = new Set<string>()
  const gone = await client.query<{ key: string }>(
    `with gone as (delete from component_query where org_id = $1 and rule = $2 returning component)
     select distinct encode(component, 'hex') as key from gone`,
    [organisation, id],
  )
  for (const { key } of gone.rows) touched.add(key)
  await client.query('delete from component_watch where org_id = $1 and rule = $2', [organisation, id])
  if (!rule) return [...touched]
  const name = typeof rule.body.component === 'string' ? rule.body.component : ''
  const versions = await findVersions(client, organisation, { name })
  const ruled = versions.flatMap((version) => ruledBy(version, [rule]))
  const questions = ruled.flatMap((one) => one.question ?? [])
  await insertQuestions(client, organisation, questions)
  await insertWatches(
    client,
    organisation,
    ruled.flatMap((one) => one.watch ?? []),
  )
  for (const { component } of questions) touched.add(component)
  return [...touched]
}

async function findVersions(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly keys: readonly string[] } | { readonly name: string },
): Promise<VersionRow[]> {
  const isByName = 'name' in asked
  const found = await client.query<VersionRow>(
    `select encode(key, 'hex') as key, name, type, version, cpe, ecosystem is null as unanswered,
       case when ecosystem is null then array(select distinct line.supplier from sbom_component line
         where line.org_id = version.org_id and line.component = version.key and line.supplier is not null)
       else '{}' end as suppliers
     from component_version version
     where org_id = $1 and ${
       isByName
         ? 'name_folded = lower($2) and ecosystem is null'
         : `key in (select decode(key, 'hex') from json_array_elements_text($2) as asked(key))
            and (cpe is not null or ecosystem is null)`
     }`,
    [organisation, isByName ? asked.name : JSON.stringify(asked.keys)],
  )
  return found.rows
}

/** A CPE that cannot be read, or leaves vendor or product open, asks nothing: the list of the unmatched shows it. */
function cpeQuestionOf(version: Pick<VersionRow, 'key' | 'version' | 'cpe'>): Question | null {
  const cpe = version.cpe === null ? undefined : parseCpe(version.cpe)
  const key = cpe?.ok ? cpeKey(cpe.value) : undefined
  if (!cpe?.ok || key === undefined) return null
  // A version of `*` in the CPE is no version at all; the component's own is asked.
  const asked = formatCpe(
    plainCpeValue(cpe.value.version) === undefined ? { ...cpe.value, version: '*' } : cpe.value,
  )
  return { component: version.key, via: 'cpe', ecosystem: cpeEcosystem, package: key, asked, rule: null }
}

function ruledBy(
  version: VersionRow,
  rules: readonly InForce[],
): { readonly question?: Question; readonly watch?: Watch }[] {
  return rules.flatMap(({ id, body }): { readonly question?: Question; readonly watch?: Watch }[] => {
    if (!speaksOfComponent(body, version)) return []
    const asked = questionOfRule(body, version.version)
    if (!asked) return []
    if (asked.by === 'hand') return [{ watch: { component: version.key, rule: id } }]
    const [ecosystem, name] =
      asked.by === 'cpe' ? [cpeEcosystem, asked.key] : [asked.query.ecosystem, asked.query.name]
    const question = { ecosystem, package: name, asked: asked.asked, rule: id }
    return [{ question: { component: version.key, via: 'rule' as const, ...question } }]
  })
}

async function insertQuestions(
  client: pg.PoolClient,
  organisation: string,
  questions: readonly Question[],
): Promise<void> {
  if (questions.length === 0) return
  await client.query(
    `insert into component_query (org_id, component, via, ecosystem, package, asked, rule)
     select $1, decode(component, 'hex'), via, ecosystem, package, asked, rule
     from json_to_recordset($2) as x(component text, via text, ecosystem text, package text, asked text, rule uuid)
     on conflict (org_id, component, via, ecosystem, package) do nothing`,
    [organisation, JSON.stringify(questions)],
  )
}

async function insertWatches(
  client: pg.PoolClient,
  organisation: string,
  watches: readonly Watch[],
): Promise<void> {
  if (watches.length === 0) return
  await client.query(
    `insert into component_watch (org_id, component, rule)
     select $1, decode(component, 'hex'), rule from json_to_recordset($2) as x(component text, rule uuid)
     on conflict do nothing`,
    [organisation, JSON.stringify(watches)],
  )
}
