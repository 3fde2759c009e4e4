import type { listComponents } from '@maek/domain/components/api.ts'
import type { Lookalike } from '@maek/domain/components/confusable.ts'
import { bitOf, componentElements, lacks } from '@maek/domain/components/quality.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { isCovered } from './coverage.ts'

type Page = z.input<(typeof listComponents)['output']>

type Asked = Omit<z.output<(typeof listComponents)['input']>, 'limit'> & {
  readonly limit?: number | undefined
}

type Row = {
  position: number
  name: string
  version: string | null
  purl: string | null
  type: string
  supplier: string | null
  licences: unknown
  gaps: number
  lookalike: Lookalike | null
  covered: boolean
  findings: string[] | null
}

const limitUsual = 100
/** More than this on one component is told by the list of findings. */
const findingsShownMax = 50

/** A page of an SBOM's components in byte order of their names; the mark of a page is a position, so it stays short. */
export async function readComponents(
  client: pg.PoolClient,
  organisation: string,
  asked: Asked,
): Promise<Answer<Page>> {
  if (asked.after !== undefined && !/^\d{1,9}$/.test(asked.after)) return unknownMark
  const limit = asked.limit ?? limitUsual
  const found = await client.query<Row>(
    `select line.position, version.name, version.version, version.purl, version.type, line.supplier, line.licences,
       line.gaps, line.details -> 'lookalike' as lookalike, ${isCovered} as covered,
       (select array_agg(vulnerability) from (
          select vulnerability from finding
          where finding.org_id = line.org_id and finding.component = line.component
          order by rank desc, vulnerability collate "C" limit ${findingsShownMax}) worst) as findings
     from sbom_component line
     join component_version version on version.org_id = line.org_id and version.key = line.component
     where line.org_id = $1 and line.sbom_id = $2 and line.position > $3
       and ($5::int = 0 or line.gaps & $5 <> 0)
       and ($6 = '' or strpos(lower(concat_ws(' ', version.name, version.version, version.purl)), lower($6)) > 0)
       ${asked.only === undefined ? '' : `and ${filters[asked.only]}`}
     order by line.position limit $4`,
    [
      organisation,
      asked.id,
      asked.after === undefined ? -1 : Number(asked.after),
      limit + 1,
      asked.lacking === undefined ? 0 : bitOf(asked.lacking),
      asked.q ?? '',
    ],
  )
  const rows = found.rows.slice(0, limit)
  return accept({
    components: rows.map(shown),
    next: found.rows.length > limit ? String(rows.at(-1)?.position) : null,
  })
}

const filters: Readonly<Record<NonNullable<Asked['only']>, string>> = {
  'no-purl': 'version.purl is null',
  'no-version': 'version.version is null',
  uncovered: `not ${isCovered}`,
  'with-findings': `exists (select 1 from finding where finding.org_id = line.org_id
    and finding.component = line.component)`,
  mistakable: `line.gaps & ${bitOf('unmistakable-name')} <> 0`,
}

function shown({ licences, gaps, lookalike, findings, ...row }: Row): Page['components'][number] {
  return {
    ...row,
    licences: z.array(z.string()).parse(licences),
    gaps: componentElements.filter((element) => lacks(gaps, element)),
    mistakable: lookalike?.why ?? null,
    looksLike: lookalike?.why === 'looks-like' ? lookalike.of : null,
    findings: findings ?? [],
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
