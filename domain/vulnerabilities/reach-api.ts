import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { say } from '../words.ts'
import { findingState } from './finding-view.ts'

const named = { id: z.uuid(), number: z.string(), title: z.string(), state: z.string() }

const component = z.strictObject({
  /** Key of the component version. */
  key: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  purl: z.string().nullable(),
  /** What stands against it of what was asked; none where a component was asked for. */
  vulnerabilities: z.array(z.string()),
})

/** One release at one site. */
const place = z.strictObject({
  site: z.uuid(),
  /** Installation records, units in them and how many of the units are connected; null without any record. */
  installed: z
    .strictObject({
      records: z.number(),
      units: z.number(),
      connected: z.number(),
      /** Units of which nobody has said whether they are connected. */
      unsaid: z.number(),
      /** Who can update them, as `unitPatchers` names it. */
      patchers: z.array(z.string()),
      /** The longest ago that any of them was seen to run this release. */
      confirmedOn: z.string().nullable(),
    })
    .nullable(),
})

const release = z.strictObject({
  ...named,
  version: z.string(),
  device: z.uuid(),
  sboms: z.array(z.strictObject({ id: z.uuid(), number: z.string() })),
  /** Keys of the components in it. Empty: only a vulnerability case says so. */
  components: z.array(z.string()),
  /** The vulnerability cases that name the release. */
  cases: z.array(z.uuid()),
  /** The most urgent state of what was asked for in it today; null where a component was asked for, or only a case says so. */
  finding: findingState.nullable(),
  places: z.array(place),
})

const site = z.strictObject({
  ...named,
  country: z.string().nullable(),
  siteType: z.string().nullable(),
  /** Whom to tell. */
  noticeEmail: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
})

export const reachSchema = z.strictObject({
  asked: z.strictObject({ by: z.enum(['vulnerability', 'finding', 'purl', 'name']), text: z.string() }),
  /** Every id the vulnerability was looked up under. */
  names: z.array(z.string()),
  /** Cases about it that are not cancelled. */
  cases: z.array(z.strictObject(named)),
  components: z.array(component),
  devices: z.array(z.strictObject(named)),
  releases: z.array(release),
  sites: z.array(site),
  counts: z.strictObject({
    components: z.number(),
    sboms: z.number(),
    devices: z.number(),
    releases: z.number(),
    sites: z.number(),
    units: z.number(),
    connected: z.number(),
    unsaid: z.number(),
    /** Sites that run it by their own record and have no record of units. */
    sitesWithoutRegister: z.number(),
  }),
  /** The lists were cut; the counts of what was listed are true, the rest was not looked at. */
  cut: z.boolean(),
})
export type Reach = z.infer<typeof reachSchema>

/** From a vulnerability, advisory, finding, package or component name to devices, releases, sites and units. */
export const readReach = endpoint({
  name: 'readReach',
  method: 'GET',
  path: '/reach',
  title: say('도달 범위', 'Reach'),
  access: 'read',
  input: z.strictObject({ q: z.string().min(1).max(4200) }),
  output: reachSchema,
})
