import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Manifest } from '@maek/domain/monitoring/manifest.ts'
import { addSums, type LabelTotals, noTotals, type Sums } from '@maek/domain/monitoring/sums.ts'
import type { Bench } from '../task.ts'
import type { SumsAsked } from './sum-terms.ts'
import { type CountedMonth, countMonth, type MonthFiles } from './sums-month.ts'

/** Another way of counting must not find what this one kept. */
const countVersion = 1

/** Sums of everything: months kept from before where nothing of theirs has changed, the others counted anew. */
export async function sumsOf(bench: Bench, asked: SumsAsked): Promise<Sums> {
  const terms = digestOf({ countVersion, terms: asked.terms })
  const months = monthsOf(asked.manifests)
  const parts: CountedMonth[] = []
  for (const [at, month] of months.entries()) {
    bench.tell({ step: 'measuring', part: at / Math.max(1, months.length) })
    parts.push(await monthSums(bench, asked, { month, terms }))
  }
  const whole = addSums(parts)
  return { ...whole, totals: { ...whole.totals, ...totalsOf(asked.manifests) } }
}

/** The same without looking at what is kept: what a rollup must equal. */
export async function countAll(bench: Bench, asked: SumsAsked): Promise<Sums> {
  const parts: CountedMonth[] = []
  for (const month of monthsOf(asked.manifests)) parts.push(await countMonth(bench, asked, month))
  const whole = addSums(parts)
  return { ...whole, totals: { ...whole.totals, ...totalsOf(asked.manifests) } }
}

async function monthSums(
  bench: Bench,
  asked: SumsAsked,
  { month, terms }: { readonly month: MonthFiles; readonly terms: string },
): Promise<CountedMonth> {
  const path = join(asked.folder, 'sums', terms.slice(0, 32), `${month.month}.json`)
  const key = digestOf({ terms, month })
  const kept = await readKept(path, key)
  if (kept) return kept
  const counted = await countMonth(bench, asked, month)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  // Whole or not at all; lost, it is counted again.
  const whole = `${path}.${process.pid}`
  await writeFile(whole, JSON.stringify({ key, counted }), { mode: 0o600 })
  await rename(whole, path)
  return counted
}

async function readKept(path: string, key: string): Promise<CountedMonth | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  // Only this file writes there, and the key says of what and by which count.
  const kept = JSON.parse(text) as { key: string; counted: CountedMonth }
  return kept.key === key ? kept.counted : null
}

/** The files of each month with predictions, in the order their batches came. */
function monthsOf(manifests: readonly Manifest[]): MonthFiles[] {
  const months = new Map<string, MonthFiles>()
  const of = (month: string) => {
    const known = months.get(month) ?? { month, predictions: [], labels: [] }
    months.set(month, known)
    return known
  }
  const inUse = new Set(manifests.map(({ batch }) => batch))
  for (const manifest of manifests) {
    const { batch, contents, files, claimed } = manifest
    for (const { month, file } of files) {
      if (month === 'unknown') continue
      if (contents === 'predictions')
        of(month).predictions.push({
          batch,
          file,
          mayRepeat: manifest.replayed > 0,
          attributes: manifest.attributes,
          inputs: manifest.inputs,
        })
      else of(month).labels.push({ batch, file })
    }
    for (const { batch: labels, month, file } of claimed) {
      if (inUse.has(labels)) of(month).labels.push({ batch: labels, file })
    }
  }
  return [...months.values()]
    .filter(({ predictions }) => predictions.length > 0)
    .sort((a, b) => (a.month < b.month ? -1 : 1))
}

/** Events that stand outside of months. */
function totalsOf(manifests: readonly Manifest[]): Pick<LabelTotals, 'events' | 'unknown'> {
  const labels = manifests.filter(({ contents }) => contents === 'labels')
  const inUse = new Set(labels.map(({ batch }) => batch))
  const unknown = labels.flatMap(({ files }) => files.filter(({ month }) => month === 'unknown'))
  const claimed = manifests.flatMap((manifest) => manifest.claimed.filter(({ batch }) => inUse.has(batch)))
  const sum = (parts: readonly { readonly rows: number }[]) => parts.reduce((all, { rows }) => all + rows, 0)
  return { events: sum(labels), unknown: Math.max(0, sum(unknown) - sum(claimed)) }
}

export const emptySums: Sums = { days: [], totals: noTotals }

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
