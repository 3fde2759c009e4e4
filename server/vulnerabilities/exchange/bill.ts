/// <reference path="../../csaf-validator-lib.d.ts" />
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { Bill, BillChange } from '@maek/domain/vulnerabilities/exchange/bill.ts'
import type { Statement } from '@maek/domain/vulnerabilities/statement.ts'
import { say } from '@maek/domain/words.ts'
import { weaknesses } from '@secvisogram/csaf-validator-lib/cwe.js'
import type pg from 'pg'
import { z } from 'zod'
import { findSubject, type Subject } from '../../components/subject.ts'
import { readStatements } from '../statements.ts'
import { readList } from './read-list.ts'

const pair = z.object({ ko: z.string(), en: z.string() })
const shapes = {
  device: z.looseObject({ name: pair, modelName: z.string().optional() }),
  release: z.looseObject({
    name: z.string(),
    version: z.string(),
    artefacts: z.array(z.looseObject({ name: z.string(), sha256: z.string() })).optional(),
  }),
  sbom: z.looseObject({
    format: z.string(),
    specVersion: z.string().optional(),
    author: z.string().optional(),
    tool: z.string().optional(),
    serial: z.string().optional(),
  }),
}

const partsNamedMax = 5

/** Half of a release is told to nobody as the whole. */
function severalParts(sboms: readonly { readonly number: string; readonly title: string }[]): Answer<never> {
  const named = sboms.slice(0, partsNamedMax).map(({ number, title }) => `${number} ${title}`)
  const list = `${named.join(', ')}${sboms.length > partsNamedMax ? `, … (${sboms.length})` : ''}`
  return refuse(
    'conflict',
    say(
      `이 릴리스에는 여러 부분의 SBOM이 있습니다: ${list}. SBOM마다 따로 내보내거나, 쓰지 않는 것을 폐기하십시오.`,
      `The release has SBOMs of several parts: ${list}. Export each of them, or retire what is not used.`,
    ),
    'sbom',
  )
}

type Row = { id: string; kind: string; number: string; body: unknown; version: number; created_at: string }

/**
 * All that is told outside about the components of a release, or of one SBOM. Its moments come from records: when
 * the SBOM came, when each vulnerability was found, when each decision was signed or ran out.
 */
export async function readBill(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release?: string | undefined; readonly sbom?: string | undefined; readonly now: string },
): Promise<Answer<Bill>> {
  const subject = await findSubject(client, organisation, asked)
  if (!subject.ok) return subject
  const { others } = subject.value
  if (others.length > 0) return severalParts([subject.value.sbom, ...others])
  const rows = await rowsOf(client, organisation, subject.value)
  const [sbom, release, device] = ['sbom', 'release', 'device'].map((kind) =>
    rows.find((row) => row.kind === kind),
  )
  if (!sbom || !release || !device) return withoutDevice
  const told = {
    sbom: shapes.sbom.parse(sbom.body),
    release: shapes.release.parse(release.body),
    device: shapes.device.parse(device.body),
  }
  const { list, unanswered } = await readList(client, organisation, {
    id: sbom.id,
    format: told.sbom.format,
    specVersion: told.sbom.specVersion ?? '',
  })
  const found = await readStatements(client, organisation, { sbom: sbom.id, now: asked.now })
  const statements = found.map(settledMoment)
  return accept({
    maker: await makerOf(client, organisation),
    device: {
      id: device.id,
      number: device.number,
      name: told.device.name,
      model: told.device.modelName ?? null,
    },
    release: {
      id: release.id,
      number: release.number,
      name: told.release.name,
      version: told.release.version,
      artefacts: (told.release.artefacts ?? []).map(({ name, sha256 }) => ({ name, sha256 })),
    },
    sbom: {
      id: sbom.id,
      number: sbom.number,
      list: {
        ...list,
        authors: told.sbom.author === undefined ? [] : [told.sbom.author],
        tools: told.sbom.tool === undefined ? [] : [told.sbom.tool],
      },
    },
    statements,
    history: await historyOf(client, organisation, { sbom, statements, now: asked.now }),
    unanswered,
    weaknesses: weaknessNames,
  })
}

/** By the list of MITRE that the CSAF validator judges names by. */
export const weaknessNames: ReadonlyMap<string, string> = new Map(
  weaknesses.map(({ id, name }) => [id, name]),
)

const withoutDevice = refuse(
  'conflict',
  say(
    '이 SBOM에 이어진 릴리스와 제품이 없어 내보낼 수 없습니다.',
    'The SBOM is linked to no release and device, so nothing can be exported.',
  ),
  'sbom',
)

async function rowsOf(client: pg.PoolClient, organisation: string, subject: Subject): Promise<Row[]> {
  const ids = [subject.sbom.id, subject.release?.id, subject.device?.id].filter((id) => id !== undefined)
  const found = await client.query<Row>(
    'select id, kind, number, body, version, created_at from record where org_id = $1 and id = any($2::uuid[])',
    [organisation, ids],
  )
  return found.rows
}

/** The organisation as maker, and an absolute URI that is its own. */
export async function makerOf(client: pg.PoolClient, organisation: string): Promise<Bill['maker']> {
  const found = await client.query<{ name: unknown }>('select name from organisation where id = $1', [
    organisation,
  ])
  const { ko, en } = pair.parse(found.rows[0]?.name)
  // No record says which address is the company's; its id is an absolute URI as good as any.
  return { name: en || ko, namespace: `urn:uuid:${organisation}` }
}

/** A decision that is in force without a signature's moment took hold when it was first needed. */
function settledMoment(statement: Statement): Statement {
  const { decision, foundAt } = statement
  const at = decision?.at ? new Date(decision.at).toISOString() : foundAt
  return {
    ...statement,
    foundAt: new Date(foundAt).toISOString(),
    decision: decision === null ? null : { ...decision, at: new Date(at).toISOString() },
  }
}

/**
 * The acts by which what is told changed, oldest first: their number is the version of what we give out. Decisions
 * that were withdrawn or replaced count too, for they were told.
 */
async function historyOf(
  client: pg.PoolClient,
  organisation: string,
  told: { readonly sbom: Row; readonly statements: readonly Statement[]; readonly now: string },
): Promise<BillChange[]> {
  const decided = await decisionsOf(client, organisation, told.statements)
  const registered = { at: told.sbom.created_at, about: say('SBOM 등록', 'SBOM registered') }
  const found = new Set(told.statements.map((one) => one.foundAt))
  const changes = [
    registered,
    ...[...found].map((at) => ({ at, about: say('취약점 발견', 'Vulnerabilities found') })),
    ...decided.flatMap(({ at, number, expires, ended }) => {
      const over = expires === null ? null : new Date(Date.parse(expires) + 86_400_000).toISOString()
      return [
        { at, about: say(`판정: ${number}`, `Decided: ${number}`) },
        ...(ended === null
          ? []
          : [{ at: ended, about: say(`판정 철회: ${number}`, `Withdrawn: ${number}`) }]),
        ...(over === null || over > told.now
          ? []
          : [{ at: over, about: say(`판정 만료: ${number}`, `Expired: ${number}`) }]),
      ]
    }),
  ]
  return changes
    .map(({ at, about }) => ({ at: new Date(at).toISOString(), about }))
    .sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
}

async function decisionsOf(
  client: pg.PoolClient,
  organisation: string,
  statements: readonly Statement[],
): Promise<{ at: string; number: string; expires: string | null; ended: string | null }[]> {
  const names = [...new Set(statements.flatMap((one) => [one.vulnerability, ...one.aliases]))]
  const found = await client.query<{
    at: string
    number: string
    expires: string | null
    ended: string | null
  }>(
    `select approved_at as at, number, body ->> 'expiresOn' as expires,
       case when state in ('withdrawn', 'cancelled') then updated_at end as ended
     from record where org_id = $1 and kind in ('triage-decision', 'vulnerability-case') and approved_at is not null
       and (vulnerability = any($2::text[])
         or exists (select 1 from jsonb_array_elements(
           case when kind = 'triage-decision' then body -> 'vulnerabilities' else '[]' end) row
           where row ->> 'vulnerability' = any($2::text[])))
     order by approved_at, number limit 5000`,
    [organisation, names],
  )
  return found.rows
}
