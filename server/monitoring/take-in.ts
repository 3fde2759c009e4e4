import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { decideAction, decideCreate } from '@maek/domain/decide.ts'
import { personalFileName } from '@maek/domain/models/performance/personal-file-name.ts'
import { intakeObservations, type ObservationsTaken } from '@maek/domain/monitoring/api.ts'
import type { Manifest } from '@maek/domain/monitoring/manifest.ts'
import { observationBatch } from '@maek/domain/monitoring/observation-batch.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { commitOne } from '../commit-one.ts'
import { withOrganisation } from '../database/scope.ts'
import { checkUpload } from '../files/content.ts'
import { keepUpload } from '../files/keep.ts'
import { unzippedUpload } from '../files/unzipped.ts'
import { uploadFolder, uploadOfBytes } from '../files/upload.ts'
import type { House } from '../house.ts'
import type { IntakeProgress } from '../models/intake-progress.ts'
import { findLinks } from '../records/find.ts'
import { standingBatches } from './batches.ts'
import { type Context, findContext, type ObservationsGiven } from './intake-context.ts'
import { makeParts, manifestsOf, syntaxOf } from './make.ts'
import { modelFolder, readManifest } from './places.ts'

type Parts = Pick<
  House,
  'committer' | 'database' | 'engine' | 'files' | 'folder' | 'intakeProgresses' | 'now' | 'observing'
>

/** Observations whose bytes are in hand. */
export async function takeInObservations(
  house: Parts,
  actor: Actor,
  { bytes, ...given }: Omit<ObservationsGiven, 'upload'> & { readonly bytes: Buffer },
): Promise<Answer<ObservationsTaken>> {
  const upload = await uploadOfBytes(uploadFolder(house), bytes)
  try {
    return await takeInObservationFile(house, actor, { ...given, upload })
  } finally {
    await rm(upload.path, { force: true })
  }
}

/** Observations in, gzipped or not: what is looked through and kept is what is zipped, so that it counts once either way. */
export async function takeInObservationFile(
  house: Parts,
  actor: Actor,
  given: ObservationsGiven,
): Promise<Answer<ObservationsTaken>> {
  if (!may(actor.roles, 'write', observationBatch.domain)) return notAllowed
  const unfolded = await unzippedUpload(uploadFolder(house), given, intakeObservations.bytesMax ?? 0)
  if (!unfolded.ok) return unfolded
  if (unfolded.value === null) return takeInPlain(house, actor, given)
  try {
    return await takeInPlain(house, actor, { ...given, ...unfolded.value })
  } finally {
    await rm(unfolded.value.upload.path, { force: true })
  }
}

/**
 * Looked through before a byte is kept, then kept as they came, recorded, and counted. The same bytes
 * for the same model again make nothing new; the same key with other bytes is refused. Whoever received the file
 * removes it, whatever comes of it; one that is kept has been moved away.
 */
async function takeInPlain(
  house: Parts,
  actor: Actor,
  given: ObservationsGiven,
): Promise<Answer<ObservationsTaken>> {
  const named = personalFileName(given.name)
  if (!named.ok) return named
  const checked = await checkUpload(given.name, given.upload)
  if (!checked.ok) return checked
  const syntax = syntaxOf(given.name)
  if (syntax === null) return unknownSyntax
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    findContext(client, actor, given),
  )
  if (!found.ok) return found
  const context = found.value
  if ('known' in context) return tell(house, actor, { record: context.known, known: true })
  const onProgress = (progress: IntakeProgress) =>
    house.intakeProgresses.set(actor.organisation, given.progress, progress)
  onProgress({ step: 'waiting', part: 0 })
  return house.observing.take(`${actor.organisation}/${context.model.id}`, async () => {
    // Looked up again in turn: the same bytes may have come in while this waited.
    const again = await withOrganisation(house.database, actor.organisation, (client) =>
      findContext(client, actor, given),
    )
    if (!again.ok) return again
    if ('known' in again.value) return tell(house, actor, { record: again.value.known, known: true })
    const media = checked.value.mediaType
    return takeIn(house, actor, { ...given, context: again.value, syntax, media, onProgress })
  })
}

type Taking = ObservationsGiven & {
  readonly context: Context
  readonly syntax: NonNullable<ReturnType<typeof syntaxOf>>
  readonly media: string
  readonly onProgress: (progress: IntakeProgress) => void
}

async function takeIn(house: Parts, actor: Actor, given: Taking): Promise<Answer<ObservationsTaken>> {
  const { context, onProgress } = given
  const organisation = actor.organisation
  const at = house.now()
  const standing = await withOrganisation(house.database, organisation, (client) =>
    standingBatches(client, organisation, context.model.id),
  )
  const others = standing.filter(({ id }) => id !== context.supersedes?.id)
  const before = await manifestsOf(
    house,
    { organisation, model: context.model.id, now: at, onProgress },
    others,
  )
  if (!before.ok) return before
  const batch = randomUUID()
  const parts = await makeParts(house, {
    ...{ organisation, model: context.model.id, batch, contents: given.contents, path: given.upload.path },
    ...{ syntax: given.syntax, names: given.names, isKnown: false },
    ...{ now: at, before: before.value, onProgress },
  })
  if (!parts.ok) return parts
  const { manifest, settle, drop } = parts.value
  onProgress({ step: 'keeping', part: 0 })
  const received = await keep(house, actor, { given, manifest, at })
  if (!received.ok) {
    await drop()
    return received
  }
  // Of two that came at once one wrote; the other's parts are not wanted.
  if (received.value.id !== batch) {
    await drop()
    return tell(house, actor, { record: received.value, known: true })
  }
  await settle()
  const used = await takeIntoUse(house, actor, { record: received.value, supersedes: context.supersedes })
  return used.ok ? tell(house, actor, { record: used.value, known: false }) : used
}

type Recording = {
  readonly given: Taking
  readonly manifest: Omit<Manifest, 'against'>
  readonly at: string
}

/** Decided first: what cannot be recorded is not kept either. */
async function keep(
  house: Parts,
  actor: Actor,
  { given, manifest, at }: Recording,
): Promise<Answer<StoredRecord>> {
  const { context, upload } = given
  const { sha256, size } = upload
  const body = parseBody(observationBatch, {
    name: given.name,
    contents: given.contents,
    modelVersion: context.model.id,
    ...(context.release && { release: context.release.id }),
    ...(context.site && { site: context.site.id }),
    ...(manifest.from !== null && { from: manifest.from }),
    ...(manifest.to !== null && { to: manifest.to }),
    rows: manifest.rows,
    ...(manifest.repeated > 0 && { repeated: manifest.repeated }),
    columns: manifest.columns,
    file: { sha256, size, name: given.name, mediaType: given.media },
    ...(context.supersedes && { supersedes: context.supersedes.id }),
    checkedBy: 'observations-1',
  })
  if (!body.ok) return body
  const decided = decideCreate(observationBatch, { id: manifest.batch, body: body.value }, { actor, at })
  if (!decided.ok) return decided
  await keepUpload(house, actor, { upload, mediaType: given.media })
  return commitOne(house, {
    organisation: actor.organisation,
    decisions: [decided.value],
    ...(given.key !== undefined && { key: { key: `${actor.id}:${given.key}`, request: given.request } }),
  })
}

/** From now on it counts, and what it corrects no longer does: both or neither. */
export async function takeIntoUse(
  house: Pick<House, 'committer' | 'database' | 'now'>,
  actor: Actor,
  { record: batch, supersedes }: { readonly record: StoredRecord; readonly supersedes: StoredRecord | null },
): Promise<Answer<StoredRecord>> {
  const act = { actor, at: house.now(), reason: say('정정 자료로 대체', 'Superseded by a correction').ko }
  const decisions: Decision[] = []
  for (const [one, action] of [
    [batch, 'use'],
    [supersedes, 'supersede'],
  ] as const) {
    if (one === null) continue
    const links = await withOrganisation(house.database, actor.organisation, (client) =>
      findLinks(client, actor.organisation, one.id),
    )
    const decided = decideAction(
      { kind: observationBatch, record: one },
      { action, version: one.version, links },
      act,
    )
    if (!decided.ok) return decided
    decisions.push(decided.value)
  }
  return commitOne(house, { organisation: actor.organisation, decisions })
}

async function tell(
  house: Pick<House, 'folder'>,
  actor: Actor,
  { record: batch, known }: { readonly record: StoredRecord; readonly known: boolean },
): Promise<Answer<ObservationsTaken>> {
  const shape = observationBatch.shape
  const model = modelFolder(house, actor.organisation, shape.modelVersion.parse(batch.body.modelVersion))
  const manifest = await readManifest(model, batch.id)
  const unknown = manifest?.files.find(({ month }) => month === 'unknown')?.rows ?? 0
  return accept({
    record: { id: batch.id, number: batch.number, title: batch.title, state: batch.state },
    known,
    rows: shape.rows.parse(batch.body.rows) ?? 0,
    repeated: shape.repeated.parse(batch.body.repeated) ?? 0,
    replayed: manifest?.replayed ?? 0,
    unknown,
    from: shape.from.parse(batch.body.from) ?? null,
    to: shape.to.parse(batch.body.to) ?? null,
  })
}

const notAllowed = refuse(
  'not-allowed',
  say('관측 자료를 등록할 권한이 없습니다.', 'Your role may not register observations.'),
)
const unknownSyntax = refuse(
  'wrong-type',
  say(
    '파일 이름이 .csv, .ndjson, .json, .parquet 가운데 하나로 끝나야 합니다(뒤에 .gz 가능).',
    'The name must end in .csv, .ndjson, .json or .parquet (.gz may follow).',
  ),
  'name',
)
