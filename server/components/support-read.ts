import { sbom } from '@maek/domain/components/sbom.ts'
import { monthsBefore, rollUpSupport, type SupportRow } from '@maek/domain/components/support.ts'
import { readSupport, type SupportView } from '@maek/domain/components/support-api.ts'
import { accept } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { findSubject, type Head } from './subject.ts'
import { supportOf } from './support.ts'
import { plansFor, type StandingPlan } from './support-plans.ts'
import { dayInKorea } from './today.ts'

const limitUsual = 100

const readSupportHandler = handle(readSupport, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(sbom.name, actor, 'read')
  if (!kind.ok) return kind
  const today = dayInKorea(call.house.now())
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const subject = await findSubject(client, actor.organisation, input)
    if (!subject.ok) return subject
    const { sbom, release, device } = subject.value
    const rows = await supportOf(client, actor.organisation, { sbom: sbom.id, today })
    const [standing] = await plansFor(client, actor.organisation, {
      release: release?.id ?? null,
      device: device?.id ?? null,
    })
    const shown = inOrderOfEnd(rows.filter(seenIn[input.show ?? 'all']))
    const start = Number(input.after ?? 0)
    const end = start + (input.limit ?? limitUsual)
    const { timeline, ...summary } = rollUpSupport(rows, today)
    return accept({
      subject: subject.value,
      today,
      plan: standing ? await factsOf(client, actor.organisation, { standing, rows }) : null,
      summary: { ...summary, timeline: timeline.map((one) => ({ ...one, names: [...one.names] })) },
      rows: shown.slice(start, end),
      next: end < shown.length ? String(end) : null,
    })
  })
})

const seenIn: Readonly<Record<SupportView, (row: SupportRow) => boolean>> = {
  ended: ({ ended }) => ended,
  ending: ({ ended, endsOn }) => !ended && endsOn !== null,
  unknown: ({ level }) => level === 'unknown',
  all: () => true,
}

/** Ended first, then by last day, then those nobody knows; the order of the SBOM within. */
function inOrderOfEnd(rows: readonly SupportRow[]): SupportRow[] {
  const key = (row: SupportRow) => `${row.ended ? 0 : 1} ${row.endsOn ?? '9999-12-31'}`
  return rows.toSorted((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0))
}

async function factsOf(
  client: pg.PoolClient,
  organisation: string,
  { standing, rows }: { readonly standing: StandingPlan; readonly rows: readonly SupportRow[] },
) {
  const { record, body } = standing
  const endsOn = body.endsOn ?? null
  const guide = body.eraseGuide === undefined ? null : await guideOf(client, organisation, body.eraseGuide)
  return {
    id: record.id,
    number: record.number,
    title: record.title,
    deviceEndsOn: endsOn,
    announceMonths: body.announceMonths ?? null,
    announceBy:
      endsOn === null || body.announceMonths === undefined ? null : monthsBefore(endsOn, body.announceMonths),
    announcedOn: body.announcedOn ?? null,
    warnMonths: body.warnMonths ?? null,
    eraseGuide: guide,
    afterEnd: body.afterEnd ?? null,
    reviewedOn: body.reviewedOn ?? null,
    endingBefore: rows.filter(
      (row) => endsOn !== null && (row.ended || (row.endsOn !== null && row.endsOn < endsOn)),
    ).length,
  }
}

async function guideOf(client: pg.PoolClient, organisation: string, id: string): Promise<Head | null> {
  const found = await client.query<Head>(
    'select id, number, title from record where org_id = $1 and id = $2',
    [organisation, id],
  )
  return found.rows[0] ?? null
}

export const supportHandlers: readonly Handler[] = [readSupportHandler]
