import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'
import { pageInput, recordHead, subjectInput, subjectOutput } from './subject-api.ts'
import { supportActions, supportLevels, supportSources } from './support.ts'

// Keys of a literal table are exactly its names.
const level = z.enum(Object.keys(supportLevels) as (keyof typeof supportLevels)[])
// Keys of a literal table are exactly its names.
const source = z.enum(Object.keys(supportSources) as (keyof typeof supportSources)[])
// Keys of a literal table are exactly its names.
const action = z.enum(Object.keys(supportActions) as (keyof typeof supportActions)[])

/** Which components are listed; `ending` has a last day that is still to come. */
export const supportViews = ['ended', 'ending', 'unknown', 'all'] as const
export type SupportView = (typeof supportViews)[number]

const row = z.strictObject({
  reference: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  purl: z.string().nullable(),
  supplier: z.string().nullable(),
  level,
  endsOn: z.string().nullable(),
  ended: z.boolean(),
  source,
  because: words,
  plan: z.strictObject({ id: z.uuid(), number: z.string() }).nullable(),
  action: action.nullable(),
})

const count = z.number()
const summary = z.strictObject({
  components: count,
  levels: z.strictObject({
    maintained: count,
    'security-only': count,
    'not-maintained': count,
    abandoned: count,
    unknown: count,
  }),
  sources: z.strictObject({ plan: count, sbom: count, feed: count, none: count }),
  ended: count,
  endedWithoutAction: count,
  first: z.strictObject({ endsOn: z.string(), row, components: count }).nullable(),
  timeline: z.array(z.strictObject({ endsOn: z.string(), components: count, names: z.array(z.string()) })),
})

/** The facts an end-of-service plan rests on, from the support plan in force. */
const planFacts = recordHead.extend({
  deviceEndsOn: z.string().nullable(),
  announceMonths: z.number().nullable(),
  /** The day by which hospitals are to be told: the lead time before the end. */
  announceBy: z.string().nullable(),
  announcedOn: z.string().nullable(),
  warnMonths: z.number().nullable(),
  eraseGuide: recordHead.nullable(),
  afterEnd: words.nullable(),
  reviewedOn: z.string().nullable(),
  /** Components whose support ends before the device's own. */
  endingBefore: z.number(),
})

/** Until when the components of an SBOM are supported, what has run out and what runs out first. */
export const readSupport = endpoint({
  name: 'readSupport',
  method: 'GET',
  path: '/support',
  title: say('지원 기간 현황', 'Support of components'),
  access: 'read',
  input: z.strictObject({ ...subjectInput, ...pageInput, show: z.enum(supportViews).optional() }),
  output: z.strictObject({
    subject: subjectOutput,
    today: z.string(),
    plan: planFacts.nullable(),
    summary,
    rows: z.array(row),
    next: z.string().nullable(),
  }),
})
