import { randomUUID } from 'node:crypto'
import { decideCreate } from '@maek/domain/decide.ts'
import type { Body } from '@maek/domain/kind.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import type { draftGaps, readGaps } from '@maek/domain/models/gaps-api.ts'
import {
  gapBody,
  gapKey,
  gapKeyOf,
  groupName,
  type OpenGap,
  openGaps,
  saysTheSame,
} from '@maek/domain/models/open-gaps.ts'
import { strataShownMin } from '@maek/domain/models/performance/stratum-measures.ts'
import {
  columnName,
  type SpreadLeftOut,
  spreadsLeftOut,
} from '@maek/domain/models/performance/tasks/spreads-left-out.ts'
import type { TaskSpread } from '@maek/domain/models/performance/tasks/task-result.ts'
import { performanceGap } from '@maek/domain/models/performance-gap.ts'
import { decimalOf } from '@maek/domain/models/result-rows.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { findRecord } from '../records/find.ts'
import { readEvaluationResult } from './evaluation-result.ts'

type Told = z.input<(typeof readGaps)['output']>
type ToldGap = Told['gaps'][number]
type ToldSpread = NonNullable<Told['spreads']>[number]
type Drafted = z.input<(typeof draftGaps)['output']>

type Standing = { readonly id: string; readonly number: string; readonly state: string; readonly body: Body }
type Paired = { readonly gap: OpenGap; readonly body: Body; readonly record: Standing | undefined }
type Found = {
  readonly about: StoredRecord
  readonly pairs: readonly Paired[]
  readonly spreads: readonly TaskSpread[] | null
  readonly leftOut: readonly SpreadLeftOut[]
}

/** The gaps an evaluation's result asks to be decided, each with the record about it. */
export async function readGapsOf(
  house: Pick<House, 'database' | 'files'>,
  actor: Actor,
  id: string,
): Promise<Answer<Told>> {
  const found = await find(house, actor, id)
  return found.ok ? accept(told(found.value)) : found
}

/** Drafts what has no record yet, in one commit; asked again, it drafts nothing. */
export async function draftGapsOf(
  house: House,
  actor: Actor,
  asked: {
    readonly id: string
    readonly key: { readonly key: string; readonly request: Buffer } | undefined
  },
): Promise<Answer<Drafted>> {
  const found = await find(house, actor, asked.id)
  if (!found.ok) return found
  const decisions: Decision[] = []
  for (const { body, record } of found.value.pairs) {
    if (record !== undefined) continue
    const parsed = parseBody(performanceGap, body)
    if (!parsed.ok) return parsed
    const decided = decideCreate(
      performanceGap,
      { id: randomUUID(), body: parsed.value },
      { actor, at: house.now() },
    )
    if (!decided.ok) return decided
    decisions.push(decided.value)
  }
  if (decisions.length === 0) return accept({ ...told(found.value), drafted: [] })
  const committed = await house.committer.commit({
    organisation: actor.organisation,
    decisions,
    key: asked.key,
  })
  if (!committed.ok) return committed
  const after = await find(house, actor, asked.id)
  if (!after.ok) return after
  const drafted = committed.value.map(({ record: { number, title } }) => ({ number, title }))
  return accept({ ...told(after.value), drafted })
}

async function find(
  house: Pick<House, 'database' | 'files'>,
  actor: Actor,
  id: string,
): Promise<Answer<Found>> {
  const kept = await readEvaluationResult(house, actor, id)
  if (!kept.ok) return kept
  return withOrganisation(house.database, actor.organisation, async (client): Promise<Answer<Found>> => {
    const about = await findRecord(client, actor.organisation, { kind: evaluation.name, id })
    if (!about.ok) return about
    const { rows } = await client.query<Standing>(
      `select record.id, record.number, record.state, record.body from record_link link
       join record on record.org_id = link.org_id and record.id = link.from_id
       where link.org_id = $1 and link.to_id = $2 and link.relation = 'evaluation' and record.kind = $3
         and record.state <> 'retired' order by record.number`,
      [actor.organisation, id, performanceGap.name],
    )
    const byKey = new Map(rows.toReversed().map((row) => [gapKeyOf(row.body), row]))
    const pairs = openGaps(kept.value.result).map((gap) => ({
      gap,
      body: gapBody(gap, { evaluation: id, digest: kept.value.digest }),
      record: byKey.get(gapKey(gap)),
    }))
    const { result } = kept.value
    const told = { spreads: result.spreads ?? null, leftOut: spreadsLeftOut(result) }
    return accept({ about: about.value.record, pairs, ...told })
  })
}

function told({ about, pairs, spreads, leftOut }: Found): Told {
  const gaps = pairs.map(toldGap)
  const { id, number, title } = about
  return {
    evaluation: { id, number, title },
    gaps,
    spreads: spreads?.map(toldSpread) ?? null,
    spreadsLeftOut: leftOut.map((one) => ({ column: columnName(one), groups: one.groups })),
    undecided: gaps.filter(({ standing }) => standing !== 'decided').length,
  }
}

function toldSpread({ column, and, name, of, groups, ...one }: TaskSpread): ToldSpread {
  const end = ({ estimate, n, ...place }: TaskSpread['highest']) => ({
    group: groupName(place),
    estimate: decimalOf(estimate) ?? null,
    n: n < strataShownMin ? null : n,
  })
  return {
    column: columnName({ column, ...(and !== undefined && { and }) }),
    measure: name,
    of: of ?? null,
    groups,
    highest: end(one.highest),
    lowest: end(one.lowest),
    difference: decimalOf(one.difference) ?? null,
    lower: decimalOf(one.interval.low) ?? null,
    upper: decimalOf(one.interval.high) ?? null,
  }
}

const shown = z.object({
  difference: z.string().optional(),
  lower: z.string().optional(),
  upper: z.string().optional(),
  pAdjusted: z.string().optional(),
  n: z.number().optional(),
})

function toldGap({ gap, body, record }: Paired): ToldGap {
  const { difference, lower, upper, pAdjusted, n } = shown.parse(body)
  return {
    finding: gap.finding,
    group: groupName(gap),
    measure: gap.measure ?? null,
    of: gap.of ?? null,
    difference: difference ?? null,
    lower: lower ?? null,
    upper: upper ?? null,
    pAdjusted: pAdjusted ?? null,
    n: n ?? null,
    record: record
      ? {
          id: record.id,
          number: record.number,
          state: record.state,
          decision: z.string().safeParse(record.body.decision).data ?? null,
        }
      : null,
    standing: standingOf(body, record),
  }
}

function standingOf(body: Body, record: Standing | undefined): ToldGap['standing'] {
  if (record === undefined) return 'missing'
  if (!saysTheSame(record.body, body)) return 'altered'
  return record.state === 'approved' ? 'decided' : 'open'
}
