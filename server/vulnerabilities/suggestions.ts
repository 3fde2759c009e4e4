import type { getFinding } from '@maek/domain/vulnerabilities/api.ts'
import { type FoundPlace, speaksOf } from '@maek/domain/vulnerabilities/triage.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { z } from 'zod'
import type { FindingRow } from './finding-row.ts'
import { readRulings } from './rulings.ts'

type Suggestion = z.input<(typeof getFinding)['output']>['suggestions'][number]

const suggestionsMax = 10

type Row = {
  id: string
  kind: string
  number: string
  title: string
  state: string
  author: string
  approved_at: string | null
  outcome: Suggestion['outcome']
  scope: string
  expires_on: string | null
  body: Record<string, unknown>
  same: boolean
}

/** Fields of a decision worth beginning the next one with. */
const reasoning = [
  'outcome',
  'justification',
  'impactStatement',
  'actionStatement',
  'detail',
  'control',
  'reviewEpss',
  'reviewOnKev',
  'reviewOnChange',
  'hazards',
  'evidence',
]

/** Earlier decisions, signed once, that do not reach this finding: about the same vulnerability first, then about the same component. */
export async function suggestionsFor(
  client: pg.PoolClient,
  organisation: string,
  {
    row,
    places,
  }: { readonly row: FindingRow; readonly places: readonly FoundPlace[]; readonly today: string },
): Promise<Suggestion[]> {
  const found = await client.query<Row>(
    `select record.id, record.kind, record.number, record.title, record.state, record.author_name as author,
       record.approved_at, decision.outcome, decision.scope, decision.expires_on::text,
       jsonb_build_object(${reasoning.map((name) => `'${name}', record.body -> '${name}'`).join(', ')}) as body,
       bool_or(row.vulnerability = any($2::text[])) as same
     from (
       (select decision_id, vulnerability from decision_row where org_id = $1 and vulnerability = any($2::text[]) limit 500)
       union all
       (select decision_id, vulnerability from decision_row where org_id = $1 and package = $3 limit 500)) row
     join decision on decision.org_id = $1 and decision.id = row.decision_id and decision.was_in_force
       and decision.kind = 'triage-decision'
     join record on record.org_id = $1 and record.id = decision.id
     group by record.org_id, record.id, decision.org_id, decision.id
     order by same desc, record.approved_at desc limit ${3 * suggestionsMax}`,
    [organisation, [row.vulnerability, ...row.aliases], row.package],
  )
  const rulings = new Map(
    (await readRulings(client, organisation, [row.vulnerability, ...row.aliases])).map((one) => [
      one.id,
      one,
    ]),
  )
  const reaches = (id: string) => {
    const ruling = rulings.get(id)
    return ruling?.isInForce === true && places.some((place) => speaksOf(ruling, row, place))
  }
  return found.rows
    .filter(({ id }) => !reaches(id))
    .slice(0, suggestionsMax)
    .map(({ approved_at, expires_on, body, same, ...head }) => ({
      ...head,
      approvedAt: approved_at,
      expiresOn: expires_on,
      counts: false,
      because: same ? sameVulnerability : sameComponent,
      reasoning: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)),
    }))
}

const sameVulnerability: Words = say(
  '같은 취약점에 대한 이전 판정입니다.',
  'An earlier decision about the same vulnerability.',
)
const sameComponent: Words = say(
  '같은 구성요소의 다른 취약점에 대한 판정입니다.',
  'A decision about another vulnerability of the same component.',
)
