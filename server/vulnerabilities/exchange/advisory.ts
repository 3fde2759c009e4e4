import { randomUUID } from 'node:crypto'
import { decideCreate, decideEdit } from '@maek/domain/decide.ts'
import { type Body, missingFields } from '@maek/domain/kind.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { advisory } from '@maek/domain/vulnerabilities/advisory.ts'
import { advisoryFromCase } from '@maek/domain/vulnerabilities/advisory-from-case.ts'
import { csafFileName } from '@maek/domain/vulnerabilities/exchange/csaf-file-name.ts'
import {
  type AdvisedRelease,
  type AdvisoryFacts,
  vexOfAdvisory,
} from '@maek/domain/vulnerabilities/exchange/vex-of-advisory.ts'
import { writeCsaf } from '@maek/domain/vulnerabilities/exchange/write-csaf.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { z } from 'zod'
import type { CommitRequest } from '../../acts.ts'
import { commitOne } from '../../commit-one.ts'
import { withOrganisation } from '../../database/scope.ts'
import { keepFile } from '../../files/keep.ts'
import type { House } from '../../house.ts'
import { notFound } from '../../http/problems.ts'
import { makerOf, weaknessNames } from './bill.ts'
import { checkCsaf } from './check-csaf.ts'
import { recordNamed } from './record-named.ts'

type Keeping = Pick<House, 'committer' | 'database' | 'files' | 'now'>
type Head = { readonly id: string; readonly number: string; readonly title: string }

/** A first draft from a vulnerability case: its ids, scores and releases; the words for hospitals stay to be written. */
export async function draftFromCase(
  house: Keeping,
  actor: Actor,
  asked: { readonly named: string; readonly key?: CommitRequest['key'] },
): Promise<Answer<Head>> {
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    recordNamed(client, actor.organisation, { kind: 'vulnerability-case', named: asked.named }),
  )
  if (!found) return { ok: false, refusal: notFound }
  const body = parseBody(advisory, advisoryFromCase(found))
  if (!body.ok) return body
  const id = randomUUID()
  const decided = decideCreate(advisory, { id, body: body.value }, { actor, at: house.now() })
  if (!decided.ok) return decided
  const written = await commitOne(house, {
    organisation: actor.organisation,
    decisions: [decided.value],
    key: asked.key,
  })
  if (!written.ok) return written
  const { number, title } = written.value
  return accept({ id: written.value.id, number, title })
}

/**
 * Makes the CSAF file of a draft and puts it into the record, with its edition in the history: who signs the record
 * then signs this very file by its hash. Refused where the validator finds a mandatory fault.
 */
export async function makeCsafFile(
  house: Keeping,
  actor: Actor,
  asked: { readonly advisory: string; readonly version: number; readonly key?: CommitRequest['key'] },
): Promise<Answer<Head & { readonly version: number; readonly warnings: readonly string[] }>> {
  const at = house.now()
  const found = await advisoryFacts(house, actor, { named: asked.advisory, at, status: 'final' })
  if (!found.ok) return found
  const { record, facts } = found.value
  const missing = missingFields(advisory, record.body).filter((name) => name !== 'csaf')
  if (missing.length > 0) return stillMissing(missing)
  const text = writeCsaf(vexOfAdvisory(facts))
  if (!text.ok) return text
  const checked = await checkCsaf(text.value)
  if (!checked.ok) return checked
  const bytes = Buffer.from(text.value)
  const mediaType = 'application/json'
  const stored = await keepFile(house, actor, { bytes, mediaType })
  const id = typeof record.body.trackingId === 'string' ? record.body.trackingId : record.number
  const csaf = { ...stored, name: csafFileName(id), mediaType }
  const body = parseBody(advisory, { ...record.body, csaf, revisions: facts.revisions })
  if (!body.ok) return body
  const decided = decideEdit(
    { kind: advisory, record },
    { body: body.value, version: asked.version },
    { actor, at },
  )
  if (!decided.ok) return decided
  const written = await commitOne(house, {
    organisation: actor.organisation,
    decisions: [decided.value],
    key: asked.key,
  })
  if (!written.ok) return written
  const { number, title, version } = written.value
  return accept({ id: record.id, number, title, version, warnings: checked.value })
}

/** A file made now would be gone with the first word that is filled in. */
function stillMissing(names: readonly string[]) {
  const labels = names.flatMap((name) => advisory.fields[name]?.label ?? [])
  return refuse(
    'conflict',
    say(
      `먼저 채우십시오: ${labels.map(({ ko }) => ko).join(', ')}`,
      `Fill in first: ${labels.map(({ en }) => en).join(', ')}`,
    ),
    `body.${names[0] ?? ''}`,
  )
}

/** The CSAF of an advisory: the very file that was signed, or, where there is none, a draft marked as one. */
export async function advisoryText(
  house: Pick<House, 'database' | 'files' | 'now'>,
  actor: Actor,
  named: string,
): Promise<Answer<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }>> {
  const found = await advisoryFacts(house, actor, { named, at: house.now(), status: 'draft' })
  if (!found.ok) return found
  const { record, facts } = found.value
  const kept = z.object({ sha256: z.string(), name: z.string() }).safeParse(record.body.csaf)
  if (kept.success) {
    const bytes = await house.files.get(actor.organisation, kept.data.sha256)
    return bytes.ok ? accept({ name: kept.data.name, bytes: new Uint8Array(bytes.value) }) : bytes
  }
  const document = vexOfAdvisory(facts)
  const text = writeCsaf(document)
  return text.ok
    ? accept({ name: csafFileName(document.id), bytes: new TextEncoder().encode(text.value) })
    : text
}

type Found = { readonly record: StoredRecord; readonly facts: AdvisoryFacts }
const revision = z.object({ number: z.number(), at: z.string(), summary: z.string() })

async function advisoryFacts(
  house: Pick<House, 'database'>,
  actor: Actor,
  asked: { readonly named: string; readonly at: string; readonly status: AdvisoryFacts['status'] },
): Promise<Answer<Found>> {
  return withOrganisation(house.database, actor.organisation, async (client) => {
    const record = await recordNamed(client, actor.organisation, { kind: advisory.name, named: asked.named })
    if (!record) return { ok: false, refusal: notFound }
    const { body } = record
    // Editions that were published stand; the one in the making takes the next number.
    const past = z.array(revision).catch([]).parse(body.revisions).slice(0, record.edition)
    const summary =
      typeof body.revisionSummary === 'string' ? body.revisionSummary : '최초 게시 / First published'
    return accept({
      record,
      facts: {
        number: record.number,
        body,
        maker: await makerOf(client, actor.organisation),
        releases: await releasesOf(client, actor.organisation, body),
        status: asked.status,
        revisions: [...past, { number: record.edition + 1, at: asked.at, summary }],
        weaknesses: weaknessNames,
      },
    })
  })
}

const pair = z.object({ ko: z.string(), en: z.string() })
const artefacts = z.array(z.looseObject({ name: z.string(), sha256: z.string() }))

async function releasesOf(
  client: pg.PoolClient,
  organisation: string,
  body: Body,
): Promise<ReadonlyMap<string, AdvisedRelease>> {
  const ids = z
    .array(z.string())
    .catch([])
    .parse([body.affected, body.fixed, body.notAffected].flat().filter((id) => id !== undefined))
  const found = await client.query<{
    id: string
    number: string
    title: string
    version: string
    artefacts: unknown
    device: unknown
    model: string | null
  }>(
    `select release.id, release.number, release.title, release.body ->> 'version' as version,
       release.body -> 'artefacts' as artefacts, device.body -> 'name' as device,
       device.body ->> 'modelName' as model
     from record release
     join record device on device.org_id = release.org_id and device.id = (release.body ->> 'device')::uuid
     where release.org_id = $1 and release.kind = 'release' and release.id = any($2::uuid[])`,
    [organisation, ids],
  )
  return new Map(
    found.rows.map((row) => [
      row.id,
      {
        id: row.id,
        number: row.number,
        name: row.title,
        version: row.version,
        device: pair.parse(row.device),
        model: row.model,
        artefacts: artefacts.catch([]).parse(row.artefacts),
      },
    ]),
  )
}
