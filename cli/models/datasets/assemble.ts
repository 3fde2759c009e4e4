import { createHash } from 'node:crypto'
import {
  headerLine,
  itemLine,
  itemsMax,
  type ManifestHeader,
  manifestFormat,
  plainOrder,
  rootPrefix,
} from '@maek/domain/models/datasets/manifest-form.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { ReadItem } from './read-items.ts'

export type AboutItems = {
  readonly key: string
  readonly names: 'keyed' | 'plain'
  readonly unit: 'file' | 'row'
  readonly skipped: number
}

export type Assembled = { readonly header: ManifestHeader; readonly lines: readonly string[] }

/** All items as one manifest: in order of names, counted, under one root. The same items give the same bytes. */
export function assemble(items: readonly ReadItem[], about: AboutItems): Answer<Assembled> {
  if (items.length === 0)
    return refuse('invalid', say('지문을 만들 항목이 없습니다.', 'There is nothing to fingerprint.'))
  if (items.length > itemsMax)
    return refuse(
      'too-large',
      say(
        `항목이 ${itemsMax.toLocaleString('en-US')}건을 넘습니다. 데이터셋을 나누어 만드십시오.`,
        `More than ${itemsMax.toLocaleString('en-US')} items. Fingerprint the dataset in parts.`,
      ),
    )
  const splits = [...new Set(items.flatMap(({ split }) => (split === null ? [] : [split])))].sort()
  const places = new Map(splits.map((name, place) => [name, place]))
  const lines = linesOf(items, places, about.names)
  const subjects = new Set<string>()
  const contents = new Set<string>()
  let bytes = 0
  let labelled = false
  for (const { subject, content, label, size } of items) {
    if (subject !== null) subjects.add(subject)
    contents.add(content)
    bytes += size
    labelled ||= label !== null
  }
  const { key, names, unit, skipped } = about
  const root = createHash('sha256').update(rootPrefix({ key, names, splits, unit }))
  for (const line of lines) root.update(line)
  return accept({
    header: {
      bytes,
      duplicates: items.length - contents.size,
      format: manifestFormat,
      items: items.length,
      key,
      labelled,
      names,
      root: root.digest('hex'),
      skipped,
      splits,
      subjects: subjects.size || null,
      unit,
    },
    lines,
  })
}

function linesOf(
  items: readonly ReadItem[],
  places: ReadonlyMap<string, number>,
  names: AboutItems['names'],
): string[] {
  const line = ({ name, content, subject, split, label }: ReadItem) =>
    `${itemLine({ name, content, subject, split: split === null ? null : (places.get(split) ?? null), label })}\n`
  // Pseudonyms are equally long, so whole lines stand in the order of their names; plain names are compared as such.
  if (names === 'keyed') return items.map(line).sort()
  return [...items].sort((one, other) => plainOrder(one.name, other.name)).map(line)
}

/** The manifest file piece by piece; a line at a time would be a call of the system for each. */
export function* manifestPieces({ header, lines }: Assembled): Generator<string> {
  yield `${headerLine(header)}\n`
  for (let at = 0; at < lines.length; at += 10_000) yield lines.slice(at, at + 10_000).join('')
}
