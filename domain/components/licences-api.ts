import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { languages, say } from '../words.ts'
import { licenceClasses, licenceRulings, obligations } from './licence-obligations.ts'
import { noticeFormats } from './notices.ts'
import { pageInput, recordHead, subjectInput, subjectOutput } from './subject-api.ts'

// Keys of a literal table are exactly its names.
const ruling = z.enum(Object.keys(licenceRulings) as (keyof typeof licenceRulings)[])
// Keys of a literal table are exactly its names.
const licenceClass = z.enum(Object.keys(licenceClasses) as (keyof typeof licenceClasses)[])
// Keys of a literal table are exactly its names.
const obligation = z.enum(Object.keys(obligations) as (keyof typeof obligations)[])
const how = z.enum(['exact', 'corrected', 'named', 'listed'])

/** Which components are listed; `problems` are the forbidden and those to review. */
export const licenceViews = [
  'problems',
  'forbidden',
  'review',
  'undeclared',
  'not-recognised',
  'excepted',
  'all',
] as const
export type LicenceView = (typeof licenceViews)[number]

const row = z.strictObject({
  reference: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  purl: z.string().nullable(),
  supplier: z.string().nullable(),
  declared: z.array(z.string()),
  expression: z.string().nullable(),
  how: how.nullable(),
  ruling,
  by: z.enum(['id', 'class', 'no-class', 'undeclared', 'not-recognised', 'exception']),
  because: words,
  class: licenceClass.nullable(),
  applies: z.array(z.string()),
  expired: z.strictObject({ until: z.string(), because: z.string() }).nullable(),
})

/** What the policy in force says of the licences of an SBOM's components. */
export const readLicences = endpoint({
  name: 'readLicences',
  method: 'GET',
  path: '/licences',
  title: say('라이선스 현황', 'Licences'),
  access: 'read',
  input: z.strictObject({ ...subjectInput, ...pageInput, show: z.enum(licenceViews).optional() }),
  output: z.strictObject({
    subject: subjectOutput,
    policy: recordHead.nullable(),
    /** Further policies in force for the same devices: the newest counts, and somebody should tidy up. */
    otherPolicies: z.array(recordHead),
    summary: z.strictObject({
      components: z.number(),
      rulings: z.strictObject({ allowed: z.number(), review: z.number(), forbidden: z.number() }),
      undeclared: z.number(),
      notRecognised: z.number(),
      excepted: z.number(),
      expired: z.number(),
      licences: z.array(z.strictObject({ expression: z.string(), ruling, components: z.number() })),
      obligations: z.array(
        z.strictObject({
          obligation,
          what: words,
          components: z.number(),
          licences: z.array(z.string()),
        }),
      ),
      texts: z.array(z.strictObject({ text: z.string(), components: z.number() })),
    }),
    rows: z.array(row),
    next: z.string().nullable(),
  }),
})

/** The third-party notices of an SBOM, to hand over with the product. */
export const writeThirdPartyNotices = endpoint({
  name: 'writeThirdPartyNotices',
  method: 'GET',
  path: '/licences/notices',
  title: say('제3자 고지 만들기', 'Write third-party notices'),
  access: 'read',
  input: z.strictObject({ ...subjectInput, format: z.enum(noticeFormats), language: z.enum(languages) }),
  output: z.unknown(),
  download: 'application/octet-stream',
})
