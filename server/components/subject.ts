import { describedBy } from '@maek/domain/components/sbom.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { notFound } from '../http/problems.ts'

export type Head = { readonly id: string; readonly number: string; readonly title: string }

/** The SBOM a question is about, and the release and device it belongs to. */
export type Subject = {
  readonly sbom: Head & { readonly approved: boolean }
  readonly release: Head | null
  readonly device: Head | null
  /** SBOMs of other parts of the release that stand as much as this one; none where one SBOM was asked for. */
  readonly others: readonly Head[]
}

type SbomRow = Head & { approved: boolean }

/**
 * The SBOM asked for by id or number, or the one that stands for a release: the newest approved, else the newest that
 * is not retired. Refused where neither or both are named, or the release has none.
 */
export async function findSubject(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release?: string | undefined; readonly sbom?: string | undefined },
): Promise<Answer<Subject>> {
  if ((asked.release === undefined) === (asked.sbom === undefined)) {
    return refuse(
      'invalid',
      say('릴리스나 SBOM 가운데 하나를 고르십시오.', 'Choose a release or an SBOM, one of the two.'),
      'release',
    )
  }
  const release =
    asked.release === undefined ? null : await headOf(client, organisation, ['release', asked.release])
  if (asked.release !== undefined && release === null) return { ok: false, refusal: notFound }
  const [sbom = null, ...rest] = release
    ? await standingSboms(client, organisation, release.id)
    : [await headOf(client, organisation, ['sbom', asked.sbom ?? ''])].filter((one) => one !== null)
  if (sbom) {
    const others = partsBeside(sbom, rest).map(({ id, number, title }) => ({ id, number, title }))
    return accept({ sbom, others, ...(await around(client, organisation, sbom.id)) })
  }
  return release ? withoutSbom : { ok: false, refusal: notFound }
}

const withoutSbom = refuse(
  'not-found',
  say('이 릴리스의 SBOM이 없습니다. 먼저 등록하십시오.', 'The release has no SBOM. Register one first.'),
  'release',
)

async function headOf(
  client: pg.PoolClient,
  organisation: string,
  [kind, asked]: readonly [string, string],
): Promise<SbomRow | null> {
  const found = await client.query<SbomRow>(
    `select id, number, title, approved_version is not null as approved from record
     where org_id = $1 and kind = $2 and (number = upper($3) or id = $4::uuid) limit 1`,
    [organisation, kind, asked, z.uuid().safeParse(asked).data ?? null],
  )
  return found.rows[0] ?? null
}

/** Of each other part the newest, as far as it stands as firmly as the one that was chosen. */
function partsBeside(chosen: SbomRow, rest: readonly SbomRow[]): SbomRow[] {
  const seen = new Set([describedBy(chosen.title)])
  return rest.filter(({ title, approved }) => {
    const part = describedBy(title)
    if (approved !== chosen.approved || seen.has(part)) return false
    seen.add(part)
    return true
  })
}

/** The one that stands first: the newest approved, else the newest. */
async function standingSboms(
  client: pg.PoolClient,
  organisation: string,
  release: string,
): Promise<SbomRow[]> {
  const found = await client.query<SbomRow>(
    `select id, number, title, approved_version is not null as approved from record
     where org_id = $1 and kind = 'sbom' and state <> 'retired'
       and id in (select from_id from record_link where org_id = $1 and to_id = $2 and relation = 'release')
     order by approved_version is null, coalesce(approved_at, created_at) desc, number desc`,
    [organisation, release],
  )
  return found.rows
}

async function around(
  client: pg.PoolClient,
  organisation: string,
  sbom: string,
): Promise<Pick<Subject, 'release' | 'device'>> {
  const found = await client.query<Head & { kind: string }>(
    `with released as (
       select to_id from record_link where org_id = $1 and from_id = $2 and relation = 'release' limit 1
     )
     select kind, id, number, title from record where org_id = $1 and kind in ('release', 'device')
       and (id in (select to_id from released) or id in (select to_id from record_link
         where org_id = $1 and relation = 'device' and from_id in (select to_id from released)))`,
    [organisation, sbom],
  )
  const of = (wanted: string) => {
    const row = found.rows.find(({ kind }) => kind === wanted)
    return row ? { id: row.id, number: row.number, title: row.title } : null
  }
  return { release: of('release'), device: of('device') }
}
