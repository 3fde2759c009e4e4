import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Manifest } from '@maek/domain/monitoring/manifest.ts'
import { observationColumns } from '@maek/domain/monitoring/observation-columns.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { z } from 'zod'
import type { House } from '../house.ts'
import type { MeaningNames } from '../models/engine/tasks/observe-meanings.ts'
import type { ObservationSyntax } from '../models/engine/tasks/observe-source.ts'
import type { IntakeProgress } from '../models/intake-progress.ts'
import { fileOf } from './batches.ts'
import { modelFolder, readManifest, receivingFolder, writeManifest } from './places.ts'

type Parts = Pick<House, 'engine' | 'files' | 'folder'>
type ToMake = {
  readonly organisation: string
  readonly model: string
  readonly batch: string
  readonly contents: 'predictions' | 'labels'
  readonly path: string
  readonly syntax: ObservationSyntax
  readonly names: MeaningNames
  /** It was accepted before; else it is looked through for personal data. */
  readonly isKnown: boolean
  readonly now: string
  /** Of the batches that stood before it. */
  readonly before: readonly Manifest[]
  readonly onProgress?: ((progress: IntakeProgress) => void) | undefined
}

/**
 * Checks one batch and writes its parts beside what is there, not yet in place. What is refused leaves nothing.
 * `settle` puts it in place, `drop` forgets it.
 */
export async function makeParts(
  house: Parts,
  given: ToMake,
): Promise<Answer<{ manifest: Manifest; settle: () => Promise<void>; drop: () => Promise<void> }>> {
  const model = modelFolder(house, given.organisation, given.model)
  const out = join(receivingFolder(house), randomUUID())
  await mkdir(out, { recursive: true, mode: 0o700 })
  await mkdir(model, { recursive: true, mode: 0o700 })
  const drop = () => rm(out, { recursive: true, force: true })
  const predictions = given.before.filter(({ contents }) => contents === 'predictions')
  const observed = await house.engine.run(
    {
      task: 'observe',
      ...{ batch: given.batch, contents: given.contents, path: given.path, syntax: given.syntax },
      ...{ names: given.names, isKnown: given.isKnown, now: given.now, out, folder: model },
      predictions: predictions.flatMap(({ files }) => files.map(({ month, file }) => ({ month, file }))),
      unknownLabels: given.before.flatMap(({ batch, contents, files }) =>
        contents === 'labels'
          ? files.flatMap(({ month, file }) => (month === 'unknown' ? [{ batch, file }] : []))
          : [],
      ),
    },
    { organisation: given.organisation, onProgress: given.onProgress },
  )
  if (!observed.ok) {
    await drop()
    return observed
  }
  const manifest = { ...observed.value.manifest, against: predictions.map(({ batch }) => batch) }
  const settle = async () => {
    for (const { file } of [...manifest.files, ...manifest.claimed]) {
      await mkdir(dirname(join(model, file)), { recursive: true, mode: 0o700 })
      await rename(join(out, file), join(model, file))
    }
    await writeManifest(model, manifest)
    await drop()
  }
  return accept({ manifest, settle, drop })
}

const columnRows = z.array(z.object({ column: z.string(), means: z.string() })).optional()

/**
 * Manifests of all batches that stand, in their order; what is missing, or was made against batches that no longer
 * stand, is made again from the original bytes. A batch that cannot be made any more is told, not skipped.
 */
export async function manifestsOf(
  house: Parts,
  asked: {
    readonly organisation: string
    readonly model: string
    readonly now: string
    readonly onProgress?: ((progress: IntakeProgress) => void) | undefined
  },
  batches: readonly StoredRecord[],
): Promise<Answer<Manifest[]>> {
  const model = modelFolder(house, asked.organisation, asked.model)
  const standing = new Set(batches.map(({ id }) => id))
  const made: Manifest[] = []
  for (const [place, batch] of batches.entries()) {
    const known = await readManifest(model, batch.id)
    if (known && isCurrent(known, standing)) {
      made.push(known)
      continue
    }
    asked.onProgress?.({ step: 'rebuilding', part: place / batches.length })
    const again = await makeAgain(house, { ...asked, before: made }, batch)
    if (!again.ok) return again
    made.push(again.value)
  }
  return accept(made)
}

/** Labels lie where the predictions of then lay; once one of those batches is gone they are laid anew. */
function isCurrent({ contents, against }: Manifest, standing: ReadonlySet<string>): boolean {
  return contents === 'predictions' || against.every((batch) => standing.has(batch))
}

async function makeAgain(
  house: Parts,
  asked: {
    readonly organisation: string
    readonly model: string
    readonly now: string
    readonly before: readonly Manifest[]
  },
  batch: StoredRecord,
): Promise<Answer<Manifest>> {
  const file = fileOf(batch)
  const path = join(receivingFolder(house), randomUUID())
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    await pipeline(
      Readable.from(house.files.pieces(asked.organisation, file.sha256)),
      createWriteStream(path, { mode: 0o600 }),
    )
    const parts = await makeParts(house, {
      ...{ organisation: asked.organisation, model: asked.model, before: asked.before },
      batch: batch.id,
      contents: batch.body.contents === 'labels' ? 'labels' : 'predictions',
      path,
      syntax: syntaxOf(file.name) ?? 'csv',
      names: namesFrom(columnRows.parse(batch.body.columns) ?? []),
      isKnown: true,
      now: batch.createdAt,
    })
    if (!parts.ok) return cannotBeMade(batch.number, parts.refusal.because.ko, parts.refusal.because.en)
    await parts.value.settle()
    return accept(parts.value.manifest)
  } finally {
    await rm(path, { force: true })
  }
}

/** By the file's own name; null for one that is none of ours. */
export function syntaxOf(name: string): ObservationSyntax | null {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === 'csv' || extension === 'ndjson' || extension === 'parquet' || extension === 'json')
    return extension
  return extension === 'jsonl' ? 'ndjson' : null
}

/**
 * The names a batch was read by, from what its record says of its columns. What is not among them was not read, though
 * a column may bear its usual name.
 */
export function namesFrom(
  columns: readonly { readonly column: string; readonly means: string }[],
): MeaningNames {
  const of = (kind: string) =>
    columns.flatMap(({ column, means }) => (means.startsWith(`${kind} `) ? [column] : []))
  const unread = Object.keys(observationColumns).map((meaning) => [meaning, ''] as const)
  const read = columns
    .filter(({ means }) => !/ /.test(means))
    .map(({ column, means }) => [means, column] as const)
  return { ...Object.fromEntries([...unread, ...read]), attributes: of('attribute'), inputs: of('input') }
}

function cannotBeMade(number: string, ko: string, en: string): Answer<never> {
  return refuse(
    'conflict',
    say(
      `${number}의 원본을 다시 읽을 수 없습니다: ${ko}`,
      `The original of ${number} cannot be read again: ${en}`,
    ),
    'batch',
  )
}
