import { randomUUID } from 'node:crypto'
import { decideCreate } from '@maek/domain/decide.ts'
import type { draftNotices as endpoint } from '@maek/domain/incidents/api.ts'
import { draftNotices, type NoticeDraft } from '@maek/domain/incidents/draft-notices.ts'
import { notice } from '@maek/domain/incidents/notice.ts'
import type { NoticeSource } from '@maek/domain/incidents/notice-source.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor, Decision } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { notFound } from '../http/problems.ts'
import { readReach } from '../vulnerabilities/reach.ts'

type Drafted = z.input<(typeof endpoint)['output']>
type Row = Drafted['drafted'][number]
type Standing = Row & { readonly sites: readonly string[] }

/**
 * Writes the first drafts of the notices about a vulnerability case, from the places it reaches and the periods that
 * run. What is drafted already, for the same addressee, duty and places, is answered and not written again.
 */
export async function draftNoticesOf(
  house: House,
  actor: Actor,
  asked: {
    readonly case: string
    readonly key: { readonly key: string; readonly request: Buffer } | undefined
  },
): Promise<Answer<Drafted>> {
  const loaded = await withOrganisation(house.database, actor.organisation, (client) =>
    load(client, actor.organisation, asked.case),
  )
  if (!loaded.ok) return loaded
  const { source, standing } = loaded.value
  const fresh = draftNotices(source).filter((draft) => !standing.some((one) => isSame(one, draft)))
  if (fresh.length === 0 && standing.length === 0) return nobodyToTell
  const decisions: Decision[] = []
  for (const draft of fresh) {
    const body = parseBody(notice, draft.body)
    if (!body.ok) return body
    const decided = decideCreate(notice, { id: randomUUID(), body: body.value }, { actor, at: house.now() })
    if (!decided.ok) return decided
    decisions.push(decided.value)
  }
  const shown = standing.map(({ sites: _, ...row }) => row)
  if (decisions.length === 0) return accept({ drafted: [], standing: shown })
  const committed = await house.committer.commit({
    organisation: actor.organisation,
    decisions,
    key: asked.key,
  })
  if (!committed.ok) return committed
  return accept({
    drafted: committed.value.map(({ record }) => rowOf(record.id, record.number, record)),
    standing: shown,
  })
}

const bodyShape = z.object({
  addressee: z.string(),
  duty: z.string().nullish(),
  sites: z.array(z.string()).default([]),
})

function rowOf(id: string, number: string, { title, body }: { title: string; body: unknown }): Row {
  const { addressee, duty } = bodyShape.parse(body)
  return { id, number, title, addressee, duty: duty ?? null }
}

function isSame(standing: Standing, draft: NoticeDraft): boolean {
  const sites = bodyShape.parse(draft.body).sites
  return (
    standing.addressee === draft.addressee &&
    standing.duty === draft.duty &&
    sites.every((site) => standing.sites.includes(site))
  )
}

async function load(
  client: pg.PoolClient,
  organisation: string,
  named: string,
): Promise<Answer<{ source: NoticeSource; standing: Standing[] }>> {
  const found = await client.query<{ id: string; number: string; body: Record<string, unknown> }>(
    `select id, number, body from record
     where org_id = $1 and kind = 'vulnerability-case' and state <> 'cancelled'
       and (number = upper($2) or id = $3::uuid) limit 1`,
    [organisation, named, z.uuid().safeParse(named).data ?? null],
  )
  const [about] = found.rows
  if (!about) return { ok: false, refusal: notFound }
  const id = z.string().parse(about.body.vulnerability)
  const clocks = await client.query<{ duty: string; step: number }>(
    'select duty, step from clock where org_id = $1 and record_id = $2 and stopped_at is null order by duty, step',
    [organisation, about.id],
  )
  const drafts = await client.query<{ id: string; number: string; title: string; body: unknown }>(
    `select record.id, record.number, record.title, record.body from record_link link
     join record on record.org_id = link.org_id and record.id = link.from_id
     where link.org_id = $1 and link.to_id = $2 and link.relation = 'case' and record.kind = 'notice'
       and record.state <> 'cancelled' order by record.number`,
    [organisation, about.id],
  )
  return accept({
    source: {
      case: about,
      reach: await readReach(client, organisation, { by: 'vulnerability', id }),
      running: clocks.rows.map(({ duty, step }) => (step === 0 ? duty : `${duty}#${step}`)),
    },
    standing: drafts.rows.map((row) => ({
      ...rowOf(row.id, row.number, row),
      sites: bodyShape.parse(row.body).sites,
    })),
  })
}

const nobodyToTell = refuse(
  'conflict',
  say(
    '알릴 곳이 없습니다. 닿는 사용처가 없고, 이 취약점에 진행 중인 통지 기한도 없습니다. 취약점 기록의 릴리스와 판매 국가를 확인하십시오.',
    'There is nobody to tell: it reaches no site and no notice period runs on the case. Check the releases and markets of the case.',
  ),
  'case',
)
