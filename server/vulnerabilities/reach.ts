import { formatPurl } from '@maek/domain/components/purl.ts'
import { type ReachQuestion, reachLimits } from '@maek/domain/vulnerabilities/reach.ts'
import type { Reach } from '@maek/domain/vulnerabilities/reach-api.ts'
import type pg from 'pg'
import { findComponents, type Reached } from './reach-components.ts'
import { namesOf } from './reach-names.ts'
import { findPlaces, findSites, type PlaceRow } from './reach-places.ts'
import { findCases, findDevices, findReleases, type ReleaseRow, unreached } from './reach-releases.ts'
import { withStates } from './reach-states.ts'

/**
 * From a vulnerability, a finding, a package or a component's name to all that runs it: component versions, SBOMs
 * that are not retired, releases, devices, sites and units. A handful of queries, each by an index, however much is
 * stored. A release that only a vulnerability case names is reached too: not every flaw is in a component. With
 * `today` (YYYY-MM-DD) each release tells the state of the findings in it.
 */
export async function readReach(
  client: pg.PoolClient,
  organisation: string,
  question: ReachQuestion & { readonly today?: string },
): Promise<Reach> {
  const asked = idAsked(question)
  const names = asked === null ? [] : await namesOf(client, organisation, asked)
  const components = await findComponents(client, organisation, { question, names })
  const cases = names.length > 0 ? await findCases(client, organisation, names) : unreached
  const kept = components.slice(0, reachLimits.components)
  const releases = await findReleases(client, organisation, { components: kept, cases: cases.links })
  const reached = releases.slice(0, reachLimits.releases)
  const listed =
    question.today === undefined || names.length === 0
      ? reached
      : await withStates(client, organisation, {
          releases: reached,
          components: kept,
          names,
          today: question.today,
        })
  const places = await findPlaces(
    client,
    organisation,
    listed.map(({ id }) => id),
  )
  const there = places.slice(0, reachLimits.places)
  const sites = await findSites(client, organisation, [...new Set(there.map(({ site }) => site))])
  const devices = await findDevices(client, organisation, [...new Set(listed.map(({ device }) => device))])
  return {
    asked: { by: question.by, text: textOf(question) },
    names: [...names],
    cases: cases.rows,
    components: kept.map(componentShown),
    devices,
    releases: withPlaces(listed, there),
    sites,
    counts: countsOf({ components: kept, releases: listed, places: there, sites, devices }),
    cut: components.length > kept.length || releases.length > listed.length || places.length > there.length,
  }
}

function componentShown({ key, name, version, purl, vulnerabilities }: Reached): Reach['components'][number] {
  return { key, name, version, purl, vulnerabilities: vulnerabilities.map(({ id }) => id) }
}

/** The id by which cases and other names are looked for: none where a component was asked for. */
function idAsked(question: ReachQuestion): string | null {
  if (question.by === 'vulnerability') return question.id
  return question.by === 'finding' ? question.vulnerability : null
}

function textOf(question: ReachQuestion): string {
  switch (question.by) {
    case 'vulnerability':
      return question.id
    case 'finding':
      return `${question.component}:${question.vulnerability}`
    case 'purl':
      return formatPurl(question.purl)
    case 'name':
      return question.name
    default:
      return question satisfies never
  }
}

function withPlaces(releases: readonly ReleaseRow[], places: readonly PlaceRow[]): Reach['releases'] {
  const byRelease = Map.groupBy(places, (place) => place.release)
  return releases.map((release) => ({
    ...release,
    places: (byRelease.get(release.id) ?? []).map(({ site, installed }) => ({ site, installed })),
  }))
}

type Parts = {
  readonly components: readonly Reached[]
  readonly releases: readonly ReleaseRow[]
  readonly places: readonly PlaceRow[]
  readonly sites: Reach['sites']
  readonly devices: Reach['devices']
}

function countsOf({ components, releases, places, sites, devices }: Parts): Reach['counts'] {
  const registered = new Set(places.flatMap(({ site, installed }) => (installed ? [site] : [])))
  const sum = (part: 'units' | 'connected' | 'unsaid') =>
    places.reduce((total, { installed }) => total + (installed?.[part] ?? 0), 0)
  return {
    components: components.length,
    sboms: new Set(releases.flatMap(({ sboms }) => sboms.map(({ id }) => id))).size,
    devices: devices.length,
    releases: releases.length,
    sites: sites.length,
    units: sum('units'),
    connected: sum('connected'),
    unsaid: sum('unsaid'),
    sitesWithoutRegister: sites.filter(({ id }) => !registered.has(id)).length,
  }
}
