import { type Justification, justifications } from '@maek/domain/vulnerabilities/statement.ts'
import type { Words } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'

/** What is shown of a record that decides about findings. */
export type DecisionRecord = {
  readonly kind: string
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly author: string
  readonly approvedAt: string | null
  readonly body: DecisionBody
}

const pair = z.object({ ko: z.string(), en: z.string() })
const absent = null
const text = z.string().nullable().catch(absent)

const decisionBody = z.object({
  justification: z.enum(justifications).nullable().catch(absent),
  impactStatement: pair.nullable().catch(absent),
  actionStatement: pair.nullable().catch(absent),
  detail: text,
  expiresOn: text,
  exploited: z.enum(['none', 'proof-of-concept', 'active']).nullable().catch(absent),
  deviceScore: text,
  deviceVector: text,
  ssvcPriority: text,
})
export type DecisionBody = {
  readonly justification: Justification | null
  readonly impactStatement: Words | null
  readonly actionStatement: Words | null
  readonly detail: string | null
  readonly expiresOn: string | null
  readonly exploited: 'none' | 'proof-of-concept' | 'active' | null
  readonly deviceScore: string | null
  readonly deviceVector: string | null
  readonly ssvcPriority: string | null
}

type Row = {
  id: string
  kind: string
  number: string
  title: string
  state: string
  author: string
  approved_at: string | null
  body: unknown
}

const shownFields = Object.keys(decisionBody.shape)

/** The records of these decisions, by id. */
export async function readDecisionRecords(
  client: pg.PoolClient,
  organisation: string,
  ids: Iterable<string>,
): Promise<Map<string, DecisionRecord>> {
  const asked = [...new Set(ids)]
  if (asked.length === 0) return new Map()
  const columns = shownFields.map((name) => `'${name}', body -> '${name}'`).join(', ')
  const found = await client.query<Row>(
    `select id, kind, number, title, state, author_name as author, approved_at, jsonb_build_object(${columns}) as body
     from record where org_id = $1 and id = any($2::uuid[])`,
    [organisation, asked],
  )
  return new Map(
    found.rows.map(({ approved_at, body, ...row }) => [
      row.id,
      { ...row, approvedAt: approved_at, body: decisionBody.parse(body) },
    ]),
  )
}
