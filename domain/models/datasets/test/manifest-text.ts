import { createHash } from 'node:crypto'
import { headerLine, itemLine, type ManifestHeader, rootPrefix } from '../manifest-form.ts'

/** One item as a test tells it; pseudonyms are made of the words given. */
export type Told = {
  readonly name: string
  readonly content: string
  readonly subject?: string | undefined
  readonly split?: string | undefined
  readonly label?: string | undefined
}

export function pseudonymOf(word: string): string {
  return createHash('sha256').update(word).digest().subarray(0, 16).toString('base64url')
}

export function contentOf(word: string): string {
  return createHash('sha256').update(word).digest('base64url')
}

/** A sound manifest of these items, written the slow and plain way; `claim` changes what its first line says. */
export function manifestText(
  items: readonly Told[],
  claim: Partial<Record<keyof ManifestHeader, unknown>> = {},
): string {
  const splits = [...new Set(items.flatMap(({ split }) => (split === undefined ? [] : [split])))].sort()
  const lines = items
    .map((one) => ({
      name: pseudonymOf(one.name),
      content: contentOf(one.content),
      subject: one.subject === undefined ? null : pseudonymOf(one.subject),
      split: one.split === undefined ? null : splits.indexOf(one.split),
      label: one.label === undefined ? null : pseudonymOf(`${one.name} ${one.label}`),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((one) => `${itemLine(one)}\n`)
  const key = typeof claim.key === 'string' ? claim.key : pseudonymOf('key')
  const head = { key, names: 'keyed' as const, splits, unit: 'file' as const }
  const header: ManifestHeader = {
    ...head,
    bytes: 0,
    duplicates: items.length - new Set(items.map(({ content }) => content)).size,
    format: 'maek-dataset-manifest/1',
    items: items.length,
    labelled: items.some(({ label }) => label !== undefined),
    root: createHash('sha256').update(rootPrefix(head)).update(lines.join('')).digest('hex'),
    skipped: 0,
    subjects: new Set(items.flatMap(({ subject }) => (subject === undefined ? [] : [subject]))).size || null,
  }
  return `${headerLine(Object.assign({}, header, claim))}\n${lines.join('')}`
}
