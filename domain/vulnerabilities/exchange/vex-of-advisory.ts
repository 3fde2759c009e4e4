import { z } from 'zod'
import { withoutAbsent } from '../../components/without-absent.ts'
import type { Body } from '../../kind.ts'
import type { Words } from '../../words.ts'
import { purlOfRelease } from './bill.ts'
import { selfReference } from './csaf-file-name.ts'
import type { VexDocument, VexNote, VexProduct, VexRemediation, VexVulnerability } from './vex-document.ts'
import { systemOf } from './vex-of-bill.ts'
import { bothOf } from './vex-words.ts'

/** A release as an advisory names it. */
export type AdvisedRelease = {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly version: string
  readonly device: Words
  readonly model: string | null
  readonly artefacts: readonly { readonly name: string; readonly sha256: string }[]
}

export type AdvisoryFacts = {
  readonly number: string
  readonly body: Body
  readonly maker: { readonly name: string; readonly namespace: string }
  /** By id: every release the advisory names. */
  readonly releases: ReadonlyMap<string, AdvisedRelease>
  readonly status: 'draft' | 'final'
  /** Editions, the one that is made now included; oldest first, never empty. */
  readonly revisions: readonly { readonly number: number; readonly at: string; readonly summary: string }[]
  readonly weaknesses: ReadonlyMap<string, string>
}

const pair = z.object({ ko: z.string(), en: z.string() })
const ids = z.array(z.string()).default([])

/** What of an advisory's body goes out; a draft may still lack most of it. */
const shape = z.looseObject({
  name: pair,
  trackingId: z.string().optional(),
  tlp: z.string(),
  vulnerabilities: z.array(
    z.looseObject({
      vulnerability: z.string(),
      title: z.string().optional(),
      cwe: z.string().optional(),
      vector: z.string().optional(),
    }),
  ),
  summary: pair.optional(),
  riskEvaluation: pair.optional(),
  clinicalImpact: pair.optional(),
  meanwhile: pair.optional(),
  workarounds: pair.optional(),
  affected: ids,
  fixed: ids,
  notAffected: ids,
  fixPlan: pair.optional(),
  notAffectedBecause: z.string().optional(),
  notAffectedImpact: pair.optional(),
  noneUnaffected: z.boolean().optional(),
  contact: z.string().optional(),
  acknowledgements: z
    .array(
      z.looseObject({
        name: z.string(),
        organisation: z.string().optional(),
        summary: z.string().optional(),
      }),
    )
    .default([]),
  references: z.array(z.looseObject({ summary: z.string(), url: z.string() })).default([]),
})
type Told = z.output<typeof shape>

/**
 * An advisory of ours as a CSAF security advisory. Every release it names has a status: affected with what to do,
 * fixed, or not affected with the reason. Korean and English stand side by side as notes of their own.
 */
export function vexOfAdvisory(facts: AdvisoryFacts): VexDocument {
  const told = shape.parse(facts.body)
  const id = told.trackingId ?? facts.number
  const [first, last] = [facts.revisions[0], facts.revisions.at(-1)]
  if (!first || !last) throw new Error('an advisory has an edition')
  const named = [...new Set([...told.affected, ...told.fixed, ...told.notAffected])]
  return {
    format: 'CSAF',
    specVersion: '2.0',
    category: 'csaf_security_advisory',
    id,
    title: bothOf(told.name),
    version: String(last.number),
    status: facts.status,
    language: 'en',
    author: withoutAbsent({
      name: facts.maker.name,
      category: 'vendor',
      namespace: facts.maker.namespace,
      contact: told.contact,
    }),
    tlp: told.tlp,
    aliases: id === facts.number ? [] : [facts.number],
    madeAt: first.at,
    changedAt: last.at,
    history: facts.revisions.map(({ number, at, summary }) => ({ number: String(number), at, summary })),
    notes: notesOf(told),
    references: [
      ...selfReference(facts.maker.namespace, id),
      ...told.references.map(({ summary, url }) => ({ category: 'external', summary, url })),
    ],
    acknowledgements: told.acknowledgements.map(({ name, organisation, summary }) =>
      withoutAbsent({ names: [name], organization: organisation, summary }),
    ),
    products: named.map((release) => productOf(facts, release)),
    vulnerabilities: told.vulnerabilities.map((row) => vulnerabilityOf(facts, told, row)),
    faults: [],
  }
}

function notesOf(told: Told): VexNote[] {
  const notes: readonly (readonly [string, Words, Words | undefined])[] = [
    ['summary', { ko: '요약', en: 'Summary' }, told.summary],
    ['summary', { ko: '위험 평가', en: 'Risk evaluation' }, told.riskEvaluation],
    ['details', { ko: '임상 영향', en: 'Clinical impact' }, told.clinicalImpact],
    ['general', { ko: '고칠 때까지 할 일', en: 'What to do meanwhile' }, told.meanwhile],
    ['details', { ko: '수정 계획', en: 'Plan of the fix' }, told.fixPlan],
  ]
  const safe: VexNote[] =
    told.noneUnaffected === true
      ? [
          {
            category: 'details',
            title: 'Not affected',
            text: '모든 릴리스를 확인했으며 영향 없는 릴리스는 없습니다. / All releases were checked; none is unaffected.',
          },
        ]
      : []
  return [
    ...notes.flatMap(([category, title, text]) =>
      text === undefined
        ? []
        : (['ko', 'en'] as const).flatMap((language) =>
            text[language] === '' ? [] : { category, title: title[language], text: text[language] },
          ),
    ),
    ...safe,
  ]
}

function productOf({ releases, maker }: AdvisoryFacts, id: string): VexProduct {
  const release = releases.get(id)
  if (!release) throw new Error('an advisory names releases that exist')
  const device = { id: '', number: '', name: release.device, model: release.model }
  return withoutAbsent({
    id: release.number,
    name: release.name,
    path: [
      { category: 'vendor', name: maker.name },
      { category: 'product_name', name: bothOf(release.device) },
      { category: 'product_version', name: release.version },
    ],
    version: release.version,
    purl: purlOfRelease({ maker, device, release }),
    hashes: release.artefacts.map(({ name, sha256 }) => ({
      algorithm: 'SHA-256',
      value: sha256,
      file: name,
    })),
    models: release.model === null ? undefined : [release.model],
    uris: [{ namespace: 'urn:maek:release', uri: `urn:uuid:${release.id}` }],
  })
}

function vulnerabilityOf(
  facts: AdvisoryFacts,
  told: Told,
  row: Told['vulnerabilities'][number],
): VexVulnerability {
  const numbers = (list: readonly string[]) => list.flatMap((id) => facts.releases.get(id)?.number ?? [])
  const [affected, fixed, notAffected] = [told.affected, told.fixed, told.notAffected].map(numbers)
  const because = told.notAffectedBecause
  return withoutAbsent({
    id: row.vulnerability,
    ids: [{ system: systemOf(row.vulnerability), text: row.vulnerability }],
    title: row.title,
    cwes: row.cwe === undefined ? [] : [withoutAbsent({ id: row.cwe, name: facts.weaknesses.get(row.cwe) })],
    notes: [
      {
        category: 'description',
        title: 'Vulnerability',
        text: row.title ?? bothOf(told.summary ?? told.name),
      },
    ],
    references: [],
    scores: row.vector === undefined || !affected?.length ? [] : [{ products: affected, vector: row.vector }],
    remediations: affected?.length ? remediesOf(told, affected, fixed ?? []) : [],
    threats:
      notAffected?.length && (told.notAffectedImpact !== undefined || because === undefined)
        ? [
            {
              category: 'impact' as const,
              details:
                told.notAffectedImpact === undefined
                  ? 'Not affected by our analysis.'
                  : bothOf(told.notAffectedImpact),
              products: notAffected,
            },
          ]
        : [],
    flags: notAffected?.length && because !== undefined ? [{ label: because, products: notAffected }] : [],
    statuses: withoutAbsent({
      known_affected: affected?.length ? affected : undefined,
      fixed: fixed?.length ? fixed : undefined,
      known_not_affected: notAffected?.length ? notAffected : undefined,
    }),
    acknowledgements: [],
    times: [],
  })
}

/** CSAF 6.1.27.10 and sense: an affected product is never named without what to do about it. */
function remediesOf(told: Told, products: readonly string[], fixed: readonly string[]): VexRemediation[] {
  const row = (category: VexRemediation['category'], details: string) => ({ category, details, products })
  return [
    ...(fixed.length > 0
      ? [row('vendor_fix', `다음 릴리스로 올리십시오: ${fixed.join(', ')} / Update to: ${fixed.join(', ')}`)]
      : []),
    ...(told.meanwhile === undefined ? [] : [row('mitigation', bothOf(told.meanwhile))]),
    ...(told.workarounds === undefined ? [] : [row('workaround', bothOf(told.workarounds))]),
    ...(fixed.length === 0
      ? [
          row(
            'none_available',
            told.fixPlan === undefined
              ? '고쳐진 릴리스가 아직 없습니다. / There is no fixed release yet.'
              : bothOf(told.fixPlan),
          ),
        ]
      : []),
  ]
}
