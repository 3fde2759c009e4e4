import { componentPolicy } from '@maek/domain/components/component-policy.ts'
import { obligations } from '@maek/domain/components/licence-obligations.ts'
import { judgeLicences } from '@maek/domain/components/licence-policy.ts'
import {
  inOrderOfRuling,
  type JudgedComponent,
  summariseLicences,
} from '@maek/domain/components/licence-report.ts'
import {
  type LicenceView,
  readLicences,
  writeThirdPartyNotices,
} from '@maek/domain/components/licences-api.ts'
import { type NoticeFormat, writeNotices } from '@maek/domain/components/notices.ts'
import {
  licencePolicyOf,
  type PolicyBody,
  policyBodyOf,
  policyFor,
} from '@maek/domain/components/policy-in-force.ts'
import { sbom } from '@maek/domain/components/sbom.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Call, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { type InForce, readInForce } from './in-force.ts'
import { findSubject, type Head, type Subject } from './subject.ts'
import { dayInKorea } from './today.ts'

export type StandingPolicy = { readonly record: InForce; readonly body: PolicyBody }

/** The component policy in force for a device, and others that would apply as well; null where there is none. */
export async function findPolicy(
  client: pg.PoolClient,
  organisation: string,
  device: string | null,
): Promise<{ readonly policy: StandingPolicy; readonly others: readonly StandingPolicy[] } | null> {
  const all = (await readInForce(client, organisation, componentPolicy)).map((record) => ({
    record,
    body: policyBodyOf(record.body),
  }))
  return policyFor(all, device)
}

/** The components of an SBOM in its order, judged by a policy on a day. */
export async function judgeSbom(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly sbom: string; readonly policy: PolicyBody | null; readonly today: string },
): Promise<JudgedComponent[]> {
  const lines = await client.query<{
    reference: string
    name: string
    version: string | null
    purl: string | null
    supplier: string | null
    licences: unknown
    copyright: string | null
  }>(
    `select line.reference, version.name, version.version, version.purl, line.supplier, line.licences,
       line.details ->> 'copyright' as copyright
     from sbom_component line
     join component_version version on version.org_id = line.org_id and version.key = line.component
     where line.org_id = $1 and line.sbom_id = $2 order by line.position`,
    [organisation, asked.sbom],
  )
  const policy = licencePolicyOf(asked.policy)
  return lines.rows.map(({ licences, ...line }) => {
    const declared = z.array(z.string()).parse(licences)
    return { ...line, declared, verdict: judgeLicences({ ...line, licences: declared }, policy, asked.today) }
  })
}

type Judged = {
  readonly subject: Subject
  readonly found: Awaited<ReturnType<typeof findPolicy>>
  readonly judged: readonly JudgedComponent[]
}

async function judgeAsked(
  call: Call,
  asked: { readonly release?: string | undefined; readonly sbom?: string | undefined },
): Promise<Answer<Judged>> {
  const actor = actorOf(call)
  const kind = kindFor(sbom.name, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const subject = await findSubject(client, actor.organisation, asked)
    if (!subject.ok) return subject
    const found = await findPolicy(client, actor.organisation, subject.value.device?.id ?? null)
    const judged = await judgeSbom(client, actor.organisation, {
      sbom: subject.value.sbom.id,
      policy: found?.policy.body ?? null,
      today: dayInKorea(call.house.now()),
    })
    return accept({ subject: subject.value, found, judged })
  })
}

const limitUsual = 100

const readLicencesHandler = handle(readLicences, async (input, call) => {
  const asked = await judgeAsked(call, input)
  if (!asked.ok) return asked
  const { subject, found, judged } = asked.value
  const { obligations: owed, ...summary } = summariseLicences(judged)
  const shown = inOrderOfRuling(judged.filter(seenIn[input.show ?? 'problems']))
  const start = Number(input.after ?? 0)
  const end = start + (input.limit ?? limitUsual)
  return accept({
    subject,
    policy: found ? headOf(found.policy) : null,
    otherPolicies: found ? found.others.map(headOf) : [],
    summary: {
      ...summary,
      licences: [...summary.licences],
      texts: [...summary.texts],
      obligations: owed.map((one) => ({
        ...one,
        what: obligations[one.obligation],
        licences: [...one.licences],
      })),
    },
    rows: shown.slice(start, end).map(rowOf),
    next: end < shown.length ? String(end) : null,
  })
})

const seenIn: Readonly<Record<LicenceView, (one: JudgedComponent) => boolean>> = {
  problems: ({ verdict }) => verdict.ruling !== 'allowed',
  forbidden: ({ verdict }) => verdict.ruling === 'forbidden',
  review: ({ verdict }) => verdict.ruling === 'review',
  undeclared: ({ verdict }) => verdict.expression === null && verdict.notRecognised.length === 0,
  'not-recognised': ({ verdict }) => verdict.notRecognised.length > 0,
  excepted: ({ verdict }) => verdict.by === 'exception',
  all: () => true,
}

function rowOf({ verdict, declared, ...one }: JudgedComponent) {
  const { obligations: _duties, owed: _owed, notRecognised: _texts, applies, ...rest } = verdict
  const { copyright: _notice, ...line } = one
  return { ...line, declared: [...declared], ...rest, applies: [...applies] }
}

function headOf({ record: { id, number, title } }: StandingPolicy): Head {
  return { id, number, title }
}

const forms = {
  markdown: { ending: 'md', mediaType: 'text/markdown; charset=utf-8' },
  text: { ending: 'txt', mediaType: 'text/plain; charset=utf-8' },
  csv: { ending: 'csv', mediaType: 'text/csv; charset=utf-8' },
} as const satisfies Record<NoticeFormat, { ending: string; mediaType: string }>

const writeNoticesHandler = handle(writeThirdPartyNotices, async (input, call) => {
  const asked = await judgeAsked(call, input)
  if (!asked.ok) return asked
  const { subject, judged } = asked.value
  const about = subject.release ?? subject.sbom
  const head = {
    about: `${about.number} ${about.title}`,
    on: dayInKorea(call.house.now()),
    language: input.language,
  }
  const form = forms[input.format]
  return accept({
    name: `third-party-notices-${about.number}.${form.ending}`,
    mediaType: form.mediaType,
    content: new Uint8Array(Buffer.from(writeNotices(judged, head, input.format))),
  })
})

export const licenceHandlers: readonly Handler[] = [readLicencesHandler, writeNoticesHandler]
