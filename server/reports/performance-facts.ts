import { alert } from '@maek/domain/monitoring/alert.ts'
import type { LookResult } from '@maek/domain/monitoring/look-result.ts'
import { monitoringLook } from '@maek/domain/monitoring/monitoring-look.ts'
import { observationContents } from '@maek/domain/monitoring/observation-batch.ts'
import { postMarketReport } from '@maek/domain/monitoring/post-market-report.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { PerformanceFacts } from '@maek/domain/reports/performance-facts.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import { notFound } from '../http/problems.ts'
import type { RecordTableRow } from '../records/row.ts'
import { checkpointOf, makerOf, signaturesOf } from './report-parts.ts'
import { linkedTo, namedRecord, recordNamed, recordsOf } from './report-records.ts'

const text = z.string().nullish()
const lookShape = z.object({ plan: z.uuid(), modelVersion: z.uuid(), resultDigest: z.string() })
const modelShape = z.object({ version: z.string(), weightsSha256: text })
const planShape = z.object({ purpose: text })
const batchShape = z.object({
  contents: z.string(),
  site: z.uuid().nullish(),
  from: text,
  to: text,
  rows: z.number().nullish(),
})
const alertShape = z.object({
  seen: z.string(),
  alarmedAt: z.string(),
  decideBy: z.string(),
  decision: text,
  reason: text,
})
const reportShape = z.object({
  from: z.string(),
  to: z.string(),
  looks: z.array(z.uuid()).default([]),
  summary: text,
  limits: text,
  conclusion: text,
  actions: text,
})

export type AboutLook = { readonly look: RecordTableRow; readonly report: RecordTableRow | null }

/** The look named, or the newest look of the post-market report named. */
export async function findLook(
  client: pg.PoolClient,
  organisation: string,
  named: string,
): Promise<Answer<AboutLook>> {
  const look = await recordNamed(client, organisation, { kind: monitoringLook.name, named })
  if (look) return accept({ look, report: null })
  const report = await recordNamed(client, organisation, { kind: postMarketReport.name, named })
  if (!report) return { ok: false, refusal: notFound }
  const looks = await recordsOf(client, organisation, reportShape.parse(report.body).looks)
  const newest = looks.sort((a, b) => String(a.body.lookedAt).localeCompare(String(b.body.lookedAt))).at(-1)
  return newest ? accept({ look: newest, report }) : noLook
}

const noLook = refuse(
  'conflict',
  say(
    '보고서에 성능 점검이 연결되지 않았습니다. 점검을 먼저 고르십시오.',
    'The report names no look. Choose the looks it rests on first.',
  ),
  'looks',
)

/** Everything a report on performance in the field states, as of now, around the result of its look. */
export async function loadPerformanceFacts(
  client: pg.PoolClient,
  organisation: string,
  given: AboutLook & { readonly result: LookResult; readonly now: string },
): Promise<PerformanceFacts> {
  const { look, report, result } = given
  const { plan: planId, modelVersion, resultDigest } = lookShape.parse(look.body)
  const [plan, model] = await recordsOf(client, organisation, [planId, modelVersion])
  if (!plan || !model) throw new Error('a look links its plan and its model')
  const alerts = await linkedTo(client, organisation, { to: plan.id, relation: 'plan', kind: alert.name })
  const { version, weightsSha256 } = modelShape.parse(model.body)
  const signed = [plan.id, ...alerts.map(({ id }) => id), ...(report ? [report.id] : [])]
  return {
    at: given.now,
    maker: await makerOf(client, organisation),
    model: { ...namedRecord(model), version, weightsSha256: weightsSha256 ?? null },
    plan: { ...namedRecord(plan), purpose: planShape.parse(plan.body).purpose ?? null },
    look: { ...namedRecord(look), digest: resultDigest },
    result,
    batches: await batchesOf(client, organisation, result),
    alerts: alerts.map(ended),
    written: report && writtenIn(report),
    signatures: await signaturesOf(client, organisation, signed),
    checkpoint: await checkpointOf(client, organisation),
  }
}

const contentsWords: Readonly<Record<string, Words>> = observationContents

async function batchesOf(
  client: pg.PoolClient,
  organisation: string,
  result: LookResult,
): Promise<PerformanceFacts['batches']> {
  const rows = await recordsOf(
    client,
    organisation,
    result.batches.map(({ id }) => id),
  )
  const hashes = new Map(result.batches.map(({ id, sha256 }) => [id, sha256]))
  const bodies = rows.map((row) => ({ row, body: batchShape.parse(row.body) }))
  const sites = await recordsOf(
    client,
    organisation,
    bodies.flatMap(({ body }) => body.site ?? []),
  )
  const siteNames = new Map(sites.map(({ id, title }) => [id, title]))
  return bodies.map(({ row, body }) => ({
    number: row.number,
    contents: contentsWords[body.contents] ?? say(body.contents, body.contents),
    site: siteNames.get(body.site ?? '') ?? null,
    from: body.from ?? null,
    to: body.to ?? null,
    rows: body.rows ?? null,
    sha256: hashes.get(row.id) ?? '',
  }))
}

/** A decision counts when another person has signed it. */
function ended(row: RecordTableRow): PerformanceFacts['alerts'][number] {
  const { seen, alarmedAt, decideBy, decision, reason } = alertShape.parse(row.body)
  const signed = row.state === 'settled' ? decision : null
  return {
    ...namedRecord(row),
    seen,
    alarmedAt,
    decideBy,
    decision: signed ? (alert.fields.decision?.choices?.[signed] ?? say(signed, signed)) : null,
    reason: signed ? (reason ?? null) : null,
  }
}

function writtenIn(row: RecordTableRow): PerformanceFacts['written'] {
  const { from, to, summary, limits, conclusion, actions } = reportShape.parse(row.body)
  return {
    ...namedRecord(row),
    from,
    to,
    summary: summary ?? null,
    limits: limits ?? null,
    conclusion: conclusion ?? null,
    actions: actions ?? null,
  }
}
