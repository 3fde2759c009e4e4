import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { listUnmatched } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { z } from 'zod'

type Page = z.input<(typeof listUnmatched)['output']>
type Asked = z.output<(typeof listUnmatched)['input']>

const limitUsual = 50
const versionsShownMax = 10

type Row = {
  folded: string
  name: string
  types: string[]
  suppliers: string[]
  versions: string[]
  version_count: number
  sboms: number
  has_purl: boolean
  cpe: string | null
}

/**
 * Components of no ecosystem that ask nothing yet, by name: one row for all versions of a name. What a rule lets be
 * watched by hand stays in the list, with the day somebody must look again.
 */
export async function readUnmatched(
  client: pg.PoolClient,
  organisation: string,
  asked: Asked & { readonly now: string },
): Promise<Answer<Page>> {
  const after = asked.after === undefined ? '' : readMark(asked.after)
  if (after === undefined) return unknownMark
  const limit = asked.limit ?? limitUsual
  const found = await client.query<Row>(
    `with page as materialized (
       select name_folded from component_version version
       where org_id = $1 and name_folded is not null and name_folded > $2
         and ($4::text is null or starts_with(name_folded, lower($4)))
         and not exists (select 1 from component_query query
           where query.org_id = version.org_id and query.component = version.key)
         and exists (select 1 from sbom_component line
           where line.org_id = version.org_id and line.component = version.key)
       group by name_folded order by name_folded limit $3)
     select page.name_folded as folded, min(version.name) as name,
       array_agg(distinct version.type) as types,
       coalesce((array_agg(distinct version.version) filter (where version.version is not null))[1:${versionsShownMax}], '{}') as versions,
       count(*)::int as version_count, bool_or(version.purl is not null) as has_purl, min(version.cpe) as cpe,
       coalesce(sum(lines.sboms), 0)::int as sboms,
       coalesce((select array_agg(distinct supplier) from unnest(string_to_array(string_agg(lines.suppliers, chr(31)), chr(31))) supplier
         where supplier <> ''), '{}') as suppliers
     from page
     join component_version version on version.org_id = $1 and version.name_folded = page.name_folded
     cross join lateral (
       select count(distinct line.sbom_id) as sboms, string_agg(distinct line.supplier, chr(31)) as suppliers
       from sbom_component line where line.org_id = $1 and line.component = version.key) lines
     where not exists (select 1 from component_query query
       where query.org_id = version.org_id and query.component = version.key) and lines.sboms > 0
     group by page.name_folded order by page.name_folded`,
    [organisation, after, limit + 1, asked.q ?? null],
  )
  const rows = found.rows.slice(0, limit)
  const rules = await rulesOf(client, organisation, {
    names: rows.map(({ folded }) => folded),
    now: asked.now,
  })
  return accept({
    components: rows.map((row) => ({
      name: row.name,
      types: row.types,
      suppliers: row.suppliers.slice(0, versionsShownMax),
      versions: row.versions,
      versionCount: row.version_count,
      sboms: row.sboms,
      hasPurl: row.has_purl,
      cpe: row.cpe,
      rules: rules.get(row.folded) ?? [],
    })),
    next: found.rows.length > limit ? writeMark(rows.at(-1)?.folded ?? '') : null,
    withoutSource: after === '' ? await ecosystemsWithoutSource(client, organisation) : [],
  })
}

type Rule = Page['components'][number]['rules'][number]

async function rulesOf(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly names: readonly string[]; readonly now: string },
): Promise<Map<string, Rule[]>> {
  const found = await client.query<{
    folded: string
    id: string
    number: string
    state: string
    outcome: string
    approved_at: string | null
    last_at: string | null
    every_days: number | null
  }>(
    `select lower(record.body ->> 'component') as folded, record.id, record.number, record.state,
       record.body ->> 'outcome' as outcome, record.approved_at, (record.body ->> 'everyDays')::int as every_days,
       (select max(revision.at) from record_revision revision where revision.org_id = record.org_id
         and revision.record_id = record.id and revision.act = 'check') as last_at
     from record where org_id = $1 and kind = 'match-rule' and state <> 'ended'
       and lower(record.body ->> 'component') = any($2::text[])
     order by record.number`,
    [organisation, asked.names],
  )
  const byName = new Map<string, Rule[]>()
  for (const row of found.rows) {
    const since = row.last_at ?? row.approved_at ?? asked.now
    const dueOn = new Date(Date.parse(since) + (row.every_days ?? 0) * 86_400_000).toISOString().slice(0, 10)
    const watch = row.outcome === 'watched' && row.every_days !== null ? { lastAt: row.last_at, dueOn } : null
    const rule = { id: row.id, number: row.number, state: row.state, watch }
    byName.set(row.folded, [...(byName.get(row.folded) ?? []), rule])
  }
  return byName
}

async function ecosystemsWithoutSource(
  client: pg.PoolClient,
  organisation: string,
): Promise<Page['withoutSource']> {
  const found = await client.query<{ ecosystem: string; versions: number }>(
    `select asked.base as ecosystem, sum(asked.versions)::int as versions from (
       select split_part(ecosystem, ':', 1) as base, count(*) as versions from component_version
       where org_id = $1 and ecosystem is not null group by 1) asked
     where not exists (select 1 from advisory_coverage coverage
       where coverage.whole and split_part(coverage.ecosystem, ':', 1) = asked.base)
     group by 1 order by 2 desc, 1 limit 50`,
    [organisation],
  )
  return found.rows
}

function writeMark(folded: string): string {
  return Buffer.from(folded).toString('base64url')
}

function readMark(mark: string): string | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(mark)) return undefined
  const text = Buffer.from(mark, 'base64url').toString('utf8')
  return text === '' || text.includes('\u0000') || text.includes('\ufffd') ? undefined : text
}

const unknownMark = refuse(
  'invalid',
  say(
    '다음 쪽 표시가 올바르지 않습니다. 첫 쪽부터 다시 여십시오.',
    'The page mark is not valid. Start again from the first page.',
  ),
  'after',
)
