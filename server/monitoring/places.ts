import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Manifest, manifestSchema } from '@maek/domain/monitoring/manifest.ts'
import { writeDurably } from '../files/store.ts'

/*
 * Where what is made of observations lies. None of it is evidence: the bytes that came are (server/files), and all of
 * this is made again from them when it is missing.
 */

export type Place = { readonly folder: string }

/** The folder that DuckDB, ClickHouse or Spark read: `org=…/model=…/month=…/*.parquet`. */
export function modelFolder({ folder }: Place, organisation: string, model: string): string {
  return join(folder, 'observations', `org=${organisation}`, `model=${model}`)
}

/** Where files are received before anybody has looked at them. */
export function receivingFolder({ folder }: Place): string {
  return join(folder, 'receiving')
}

export function manifestPath(model: string, batch: string): string {
  return join(model, 'batches', `${batch}.json`)
}

/** The manifest of a batch, or null when it was not made, or by an older way of making. */
export async function readManifest(model: string, batch: string): Promise<Manifest | null> {
  const text = await readFile(manifestPath(model, batch), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const parsed = manifestSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** Last of all: from here on the batch counts as made. */
export async function writeManifest(model: string, manifest: Manifest): Promise<void> {
  await writeDurably(manifestPath(model, manifest.batch), Buffer.from(JSON.stringify(manifest)))
}

/** Removes all that was made of an organisation's observations. */
export async function removeObservations({ folder }: Place, organisation: string): Promise<void> {
  await rm(join(folder, 'observations', `org=${organisation}`), { recursive: true, force: true })
}
