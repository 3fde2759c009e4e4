import { z } from 'zod'
import type { Body } from '../kind.ts'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { unitConnections, unitPatchers } from './installation.ts'

// The keys of a literal table are exactly its names, as in field.ts `choice`.
const connectionNames = Object.keys(unitConnections) as (keyof typeof unitConnections)[]
// And here.
const patcherNames = Object.keys(unitPatchers) as (keyof typeof unitPatchers)[]

const text = (max: number) => z.string().trim().min(1).max(max)

/**
 * One line of a report: a unit by its serial number, or a group by its name at a site, and the release it runs.
 * Site and release by number, id, institution code or version; a version of two devices needs the device too.
 */
export const unitReport = z.strictObject({
  serial: text(120).optional(),
  name: text(160).optional(),
  site: text(100).optional(),
  device: text(100).optional(),
  release: text(100),
  units: z.number().int().min(1).max(1_000_000).optional(),
  connection: z.enum(connectionNames).optional(),
  patcher: z.enum(patcherNames).optional(),
  installedOn: z.iso.date().optional(),
  /** The day this was seen; older than what is known already, it changes nothing. */
  seenOn: z.iso.date().optional(),
})
export type UnitReport = z.infer<typeof unitReport>

/** A report whose names have become ids. */
export type ResolvedReport = Omit<UnitReport, 'site' | 'release' | 'device'> & {
  readonly site: string | null
  readonly release: string
}

export type UnitChange =
  | { readonly is: 'unchanged' }
  | { readonly is: 'added' | 'moved' | 'changed'; readonly body: Body }

/**
 * What a report makes of a unit. Before: `known` is the body of its record, or null. Idempotent: deciding the same
 * report again on what it made answers `unchanged`. `today` (YYYY-MM-DD) stands for the day seen where a release
 * changes and the report does not say.
 */
export function decideUnit(known: Body | null, report: ResolvedReport, today: string): Answer<UnitChange> {
  return known === null ? addUnit(report, today) : changeUnit(known, report, today)
}

function addUnit(report: ResolvedReport, today: string): Answer<UnitChange> {
  const { seenOn = today, site, ...said } = report
  if (site === null)
    return refuse(
      'invalid',
      say('처음 알리는 기기에는 사용처를 적으십시오.', 'A unit told of for the first time needs its site.'),
      'site',
    )
  const name = said.name ?? said.serial
  if (name === undefined) return needsName
  return accept({
    is: 'added',
    body: present({ ...said, name, site, runsSince: said.installedOn ?? seenOn, confirmedOn: seenOn }),
  })
}

function changeUnit(known: Body, report: ResolvedReport, today: string): Answer<UnitChange> {
  const { seenOn, site, release, name, ...said } = report
  const confirmed = typeof known.confirmedOn === 'string' ? known.confirmedOn : ''
  // A message that was long on its way must not undo what is known since.
  if (seenOn !== undefined && seenOn < confirmed) return accept({ is: 'unchanged' })
  const moved = known.release !== release
  const day = seenOn ?? (moved ? today : undefined)
  const body = present({
    ...known,
    ...present(said),
    ...present({ name, site: site ?? undefined, confirmedOn: day }),
    release,
    ...(moved && { runsSince: day }),
  })
  const names = new Set([...Object.keys(known), ...Object.keys(body)])
  const isSame = [...names].every((field) => known[field] === body[field])
  return accept(isSame ? { is: 'unchanged' } : { is: moved ? 'moved' : 'changed', body })
}

function present(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}

export const needsName = refuse(
  'invalid',
  say('일련번호나 이름 가운데 하나를 적으십시오.', 'Give a serial number or a name.'),
  'serial',
)
