import { type Cited, cite } from '@maek/domain/cited.ts'
import { change } from '@maek/domain/engineering/change.ts'
import {
  type ChangeFact,
  type DecidedMarket,
  decidedMarkets,
  type PlanFact,
  type UpdateFacts,
} from '@maek/domain/engineering/update/facts.ts'
import { changePlan } from '@maek/domain/models/change-plan.ts'
import { stalenessOf } from '@maek/domain/models/impact-staleness.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { measureNamed } from '@maek/domain/models/signed-plan.ts'
import { device } from '@maek/domain/products/device.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import type pg from 'pg'
import { z } from 'zod'
import type { House } from '../house.ts'
import { assessmentOf } from '../models/impact/assessment-of.ts'
import { readGrounds } from '../models/impact/ground-changes.ts'
import { gatherModel, idsIn, type ModelRecords } from '../models/passport/gather.ts'
import { recordsByIds, recordsPointingAt } from '../records/counting.ts'
import { readLooks } from './update-looks.ts'

/** All that a decision about the version rests on, read in one go. */
export async function readUpdateFacts(
  house: Pick<House, 'files'>,
  client: pg.PoolClient,
  { organisation, record }: { readonly organisation: string; readonly record: StoredRecord },
): Promise<UpdateFacts> {
  const found = await gatherModel(client, organisation, record)
  const plan = found.plan ? planFact(found.plan) : null
  const [cleared = null] = await recordsByIds(client, organisation, idsIn(found.plan, 'clearedVersion'))
  const [previous = null] = await recordsByIds(client, organisation, idsIn(record, 'basedOn'))
  const looks = await readLooks(house, client, { organisation, found })
  const body = modelVersion.shape
  return {
    model: {
      ...cite(record),
      versionName: body.version.parse(record.body.version),
      isApproved: record.approvedVersion !== null,
      hasWeightsHash: record.body.weightsSha256 !== undefined,
      aiSystem: idsIn(record, 'aiSystem')[0] ?? '',
      modifications: body.modifications.parse(record.body.modifications) ?? [],
    },
    markets: marketsOf(found.devices),
    devices: found.devices.map(cite),
    grade: gradeOf(found.devices),
    plan,
    cleared: cleared && cite(cleared),
    previous: previous && cite(previous),
    ...looks,
    change: await changeOf(client, organisation, record),
    impact: await impactOf(client, organisation, found),
  }
}

function marketsOf(devices: readonly StoredRecord[]): DecidedMarket[] {
  const sold = new Set(devices.flatMap(({ body }) => device.shape.markets.parse(body.markets)))
  return decidedMarkets.filter((market) => sold.has(market))
}

/** Of several devices the strictest grade counts; one without any leaves it open. */
function gradeOf(devices: readonly StoredRecord[]): number | null {
  const korean = devices.filter(({ body }) => device.shape.markets.parse(body.markets).includes('kr'))
  const grades = korean.map(({ body }) =>
    Number(/^grade-([1-4])$/.exec(String(body.grade))?.[1] ?? Number.NaN),
  )
  return grades.length === 0 || grades.some(Number.isNaN) ? null : Math.max(...grades)
}

function planFact(record: StoredRecord): PlanFact {
  const { shape } = changePlan
  const alpha = shape.alpha.parse(record.body.alpha)
  const planned = shape.plannedUpdates.parse(record.body.plannedUpdates)
  const spending = shape.spending.parse(record.body.spending)
  return {
    ...cite(record),
    isAuthorised: record.state === 'authorised',
    hasEnded: record.state === 'ended',
    aiSystem: idsIn(record, 'aiSystem')[0] ?? '',
    authorisations: shape.authorisations.parse(record.body.authorisations) ?? [],
    modifications: shape.modifications.parse(record.body.modifications) ?? [],
    assessed: (shape.impacts.parse(record.body.impacts) ?? []).map(({ code }) => code),
    criteria: (shape.criteria.parse(record.body.criteria) ?? []).map((row) => ({
      metric: row.metric,
      measure: measureNamed(row.metric),
      subgroup: row.subgroup ?? null,
      marginCleared: Number(row.marginCleared),
      marginPrevious: Number(row.marginPrevious),
    })),
    budget:
      alpha === undefined || planned === undefined || spending === undefined
        ? null
        : { alpha: Number(alpha), planned, spending },
    testData: shape.testData.parse(record.body.testData) ?? null,
  }
}

/** The change record that carries the version: an approved one before a draft, the newest of several. */
async function changeOf(
  client: pg.PoolClient,
  organisation: string,
  model: StoredRecord,
): Promise<ChangeFact | null> {
  const found = await recordsPointingAt(client, organisation, {
    kind: change.name,
    relations: ['modelVersions'],
    to: [model.id],
  })
  const living = found.filter(({ state }) => !change.life.states[state]?.ended)
  const rank = (one: StoredRecord) => `${one.approvedVersion === null ? 0 : 1} ${one.createdAt}`
  const [newest] = living.toSorted((one, other) => (rank(one) < rank(other) ? 1 : -1))
  if (!newest) return null
  const { shape } = change
  const text = z.string().optional()
  const said = (field: string) => text.parse(newest.body[field]) ?? null
  return {
    ...cite(newest),
    isApproved: newest.approvedVersion !== null,
    aspects: shape.aspects.parse(newest.body.aspects) ?? null,
    needsSummative: shape.usabilityImpact.parse(newest.body.usabilityImpact) ?? null,
    krDecision: said('krDecision'),
    usDecision: said('usDecision'),
    euDecision: said('euDecision'),
    filing: said('filing'),
    filedOn: said('filedOn'),
    causeOn: said('causeOn'),
    documents: idsIn(newest, 'documents').length,
  }
}

async function impactOf(
  client: pg.PoolClient,
  organisation: string,
  { aiSystem }: ModelRecords,
): Promise<(Cited & { isApproved: boolean; isStale: boolean }) | null> {
  if (!aiSystem) return null
  const assessment = await assessmentOf(client, organisation, aiSystem.id)
  if (!assessment) return null
  const { changes } = await readGrounds(client, organisation, aiSystem)
  return {
    ...cite(assessment),
    isApproved: assessment.approvedAt !== null,
    isStale: stalenessOf(assessment.approvedAt, changes).state === 'stale',
  }
}
