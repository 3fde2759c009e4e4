import { randomUUID } from 'node:crypto'
import { decideCreate, decideEdit } from '@maek/domain/decide.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { updateInstallations } from '@maek/domain/products/api.ts'
import { decideUnit, needsName, type UnitReport } from '@maek/domain/products/fleet.ts'
import { installation } from '@maek/domain/products/installation.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { findNames, findUnits, type Names, type Units } from './find-units.ts'
import { type ReadReport, readReports } from './read-reports.ts'

type Updated = z.input<(typeof updateInstallations)['output']>
type Outcome = 'added' | 'moved' | 'changed' | 'unchanged'

/**
 * Writes what a fleet reports: every right row in one transaction, every wrong one answered with its reason. Refused
 * as a whole where somebody else changed a unit meanwhile; sending it again is then safe, since it changes nothing twice.
 */
export async function takeInReports(
  house: House,
  actor: Actor,
  sent: { readonly format: 'csv' | 'json'; readonly mode: 'preview' | 'write'; readonly bytes: Buffer },
): Promise<Answer<Updated>> {
  const read = readReports(sent.format, sent.bytes)
  if (!read.ok) return read
  const reports = read.value.flatMap(({ report }) => (report.ok ? report.value : []))
  const known = await withOrganisation(house.database, actor.organisation, async (client) => ({
    names: await findNames(client, actor.organisation),
    units: await findUnits(client, actor.organisation, reports),
  }))
  const { updated, decisions } = decideAll(read.value, known, { actor, at: house.now() })
  if (sent.mode === 'write' && decisions.length > 0) {
    const committed = await house.committer.commit({ organisation: actor.organisation, decisions })
    if (!committed.ok) return committed
  }
  return accept(updated)
}

type Known = { readonly names: Names; readonly units: Units }
type Act = { readonly actor: Actor; readonly at: string }

function decideAll(reports: readonly ReadReport[], known: Known, act: Act) {
  const counts: Record<Outcome, number> = { added: 0, moved: 0, changed: 0, unchanged: 0 }
  const refusals: Updated['refusals'] = []
  const decisions: Decision[] = []
  const seen = new Set<string>()
  for (const { row, report } of reports) {
    const decided = report.ok ? decideOne(report.value, known, { ...act, seen }) : report
    if (!decided.ok) refusals.push(toldOf(row, decided.refusal))
    else {
      counts[decided.value.is] += 1
      if (decided.value.decision) decisions.push(decided.value.decision)
    }
  }
  return { updated: { rows: reports.length, ...counts, refusals: refusals.slice(0, 200) }, decisions }
}

function toldOf(row: number, { field, because }: Refusal): Updated['refusals'][number] {
  return { row, field: field ?? null, because }
}

function decideOne(
  report: UnitReport,
  { names, units }: Known,
  act: Act & { readonly seen: Set<string> },
): Answer<{ is: Outcome; decision: Decision | null }> {
  const site = report.site === undefined ? accept(null) : onlyOne(names.sites.get(report.site), 'site')
  if (!site.ok) return site
  const release = releaseOf(report, names)
  if (!release.ok) return release
  const record = unitOf(report, units, site.value)
  if (!record.ok) return record
  // One unit, one row: two could contradict each other.
  const key =
    record.value?.id ??
    `${report.serial ?? ''}\n${report.serial === undefined ? report.name : ''}\n${site.value}`
  if (act.seen.has(key))
    return refuse('conflict', say('같은 기기가 두 번 있습니다.', 'The unit is given twice.'), 'serial')
  act.seen.add(key)
  const { device: _, ...said } = report
  const resolved = { ...said, site: site.value, release: release.value }
  const change = decideUnit(record.value?.body ?? null, resolved, act.at.slice(0, 10))
  if (!change.ok) return change
  if (change.value.is === 'unchanged') return accept({ is: 'unchanged', decision: null })
  const body = parseBody(installation, change.value.body)
  if (!body.ok) return body
  const written = record.value
    ? decideEdit(
        { kind: installation, record: record.value },
        { body: body.value, version: record.value.version },
        { ...act, reason: 'fleet' },
      )
    : decideCreate(installation, { id: randomUUID(), body: body.value }, { ...act, reason: 'fleet' })
  return written.ok ? accept({ is: change.value.is, decision: written.value }) : written
}

/** The record of the unit, null for one told of for the first time. */
function unitOf(report: UnitReport, units: Units, site: string | null): Answer<StoredRecord | null> {
  const { serial, name } = report
  if (serial === undefined && name === undefined) return needsName
  const found = (serial === undefined ? units.byName.get(name ?? '') : units.bySerial.get(serial)) ?? []
  const here = found.filter(({ body }) => body.site === site)
  // A serial number is enough by itself; a name only says something at its site.
  const candidates = serial !== undefined && found.length === 1 ? found : here
  if (candidates.length > 1 || (serial !== undefined && found.length > 1 && here.length === 0))
    return refuse(
      'conflict',
      say(
        '그 번호·이름의 설치가 여러 건입니다. 사용처를 적거나 중복을 정리하십시오.',
        'Several installations have that number or name. Give the site, or clear the duplicates.',
      ),
      serial === undefined ? 'name' : 'serial',
    )
  return accept(candidates[0] ?? null)
}

function releaseOf(report: UnitReport, names: Names): Answer<string> {
  const found = names.releases.get(report.release) ?? []
  if (report.device === undefined)
    return onlyOne(
      found.map(({ id }) => id),
      'release',
    )
  const device = onlyOne(names.devices.get(report.device), 'device')
  if (!device.ok) return device
  return onlyOne(
    found.flatMap((one) => (one.device === device.value ? one.id : [])),
    'release',
  )
}

function onlyOne(ids: readonly string[] | undefined, field: 'site' | 'device' | 'release'): Answer<string> {
  const [first, second] = ids ?? []
  if (first !== undefined && second === undefined) return accept(first)
  return first === undefined
    ? refuse('not-found', say('그런 기록이 없습니다.', 'There is no such record.'), field)
    : refuse(
        'conflict',
        say(
          '여러 건이 맞습니다. 기록 번호로 적거나 제품(device)을 함께 적으십시오.',
          'Several fit. Give the record number, or the device as well.',
        ),
        field,
      )
}
