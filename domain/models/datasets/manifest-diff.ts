import { z } from 'zod'
import { type Answer, accept, refuse } from '../../refusal.ts'
import { say, type Words } from '../../words.ts'
import type { Manifest } from './manifest.ts'

export const changeNames = [
  'added',
  'removed',
  'altered',
  'renamed',
  'relabelled',
  'moved',
  'reassigned',
] as const
export type ChangeName = (typeof changeNames)[number]

const changeWords = {
  added: say('추가', 'Added'),
  removed: say('삭제', 'Removed'),
  altered: say('내용 변경', 'Altered'),
  renamed: say('이름 변경', 'Renamed'),
  relabelled: say('라벨 변경', 'Relabelled'),
  moved: say('분할 이동', 'Moved between splits'),
  reassigned: say('대상자 변경', 'Given to another subject'),
} as const satisfies Record<ChangeName, unknown>

/** A change in words; what cannot be known of a renamed item is said with it. */
export function changeTitle(name: ChangeName, { compared }: Pick<ManifestChanges, 'compared'>): Words {
  if (name !== 'renamed' || !compared.labels) return changeWords[name]
  return say('이름 변경(라벨은 확인 불가)', 'Renamed (labels unknown)')
}

const countsShape = {
  added: z.number(),
  removed: z.number(),
  altered: z.number(),
  renamed: z.number(),
  relabelled: z.number(),
  moved: z.number(),
  reassigned: z.number(),
}
const samplesShape = {
  added: z.array(z.string()),
  removed: z.array(z.string()),
  altered: z.array(z.string()),
  renamed: z.array(z.string()),
  relabelled: z.array(z.string()),
  moved: z.array(z.string()),
  reassigned: z.array(z.string()),
}

export const manifestChangesSchema = z.strictObject({
  counts: z.strictObject(countsShape),
  /** The first pseudonyms of each change, in order; the site finds them again in its own manifest. */
  samples: z.strictObject(samplesShape),
  /** What both manifests tell, so that silence is not taken for sameness. */
  compared: z.strictObject({ subjects: z.boolean(), splits: z.boolean(), labels: z.boolean() }),
})
export type ManifestChanges = z.infer<typeof manifestChangesSchema>

export const samplesMax = 20

/** Whether anything at all is different. */
export function isChanged({ counts }: ManifestChanges): boolean {
  return changeNames.some((name) => counts[name] > 0)
}

/**
 * What became of a dataset between two manifests made with the same key. An item is known by its name; one that went
 * and came again under another name with the same content is renamed, and what else its new name or table says of it
 * (split, subject) is told as well: in many sets these stand in the path. Its label cannot be compared (ADR 0013). Refuses manifests that cannot be compared:
 * another key, another unit, or names keyed in one and plain in the other.
 */
export function diffManifests(before: Manifest, after: Manifest): Answer<ManifestChanges> {
  const hindrance = incomparable(before, after)
  if (hindrance) return hindrance
  const found = noChanges()
  const compared = {
    subjects: before.header.subjects !== null && after.header.subjects !== null,
    splits: before.header.splits.length > 0 && after.header.splits.length > 0,
    labels: before.header.labelled && after.header.labelled,
  }
  const gone: number[] = []
  const come: number[] = []
  let old = 0
  let now = 0
  while (old < before.names.length || now < after.names.length) {
    const oldName = before.names[old]
    const nowName = after.names[now]
    if (nowName === undefined || (oldName !== undefined && oldName < nowName)) gone.push(old++)
    else if (oldName === undefined || nowName < oldName) come.push(now++)
    else compareItem({ before, after, compared, found }, old++, now++)
  }
  tellGoneAndCome({ before, after, compared, found }, gone, come)
  return accept({ ...found, compared })
}

type Found = {
  readonly counts: Record<ChangeName, number>
  readonly samples: Record<ChangeName, string[]>
}
type Pair = {
  readonly before: Manifest
  readonly after: Manifest
  readonly compared: ManifestChanges['compared']
  readonly found: Found
}

function compareItem({ before, after, compared, found }: Pair, old: number, now: number): void {
  const name = after.names[now] ?? ''
  if (before.contents[old] !== after.contents[now]) note(found, 'altered', name)
  if (compared.labels && before.labels[old] !== after.labels[now]) note(found, 'relabelled', name)
  compareMeaning({ before, after, compared, found }, old, now)
}

/** What an item stands for under whatever name; its label is bound to its name and says nothing under another. */
function compareMeaning({ before, after, compared, found }: Pair, old: number, now: number): void {
  const name = after.names[now] ?? ''
  if (compared.splits && splitOf(before, old) !== splitOf(after, now)) note(found, 'moved', name)
  if (compared.subjects && before.subjects[old] !== after.subjects[now]) note(found, 'reassigned', name)
}

/** By name, for the place of a split moves when another is added. */
function splitOf({ header, splits }: Manifest, item: number): string | undefined {
  return header.splits[splits[item] ?? -1]
}

/** Items that went and came: the same content and meaning first, then the same content whatever it stands for now. */
function tellGoneAndCome(pair: Pair, gone: readonly number[], come: readonly number[]): void {
  const { before, after, found } = pair
  const wholly = pairUp(pair, { gone, come }, meaningOf)
  const byContent = pairUp(pair, wholly, ({ contents }, item) => contents[item] ?? '')
  for (const [old, now] of [...wholly.pairs, ...byContent.pairs].toSorted((a, b) => a[1] - b[1])) {
    note(found, 'renamed', after.names[now] ?? '')
    compareMeaning(pair, old, now)
  }
  for (const item of byContent.come) note(found, 'added', after.names[item] ?? '')
  for (const item of byContent.gone) note(found, 'removed', before.names[item] ?? '')
}

function meaningOf(manifest: Manifest, item: number): string {
  return JSON.stringify([manifest.contents[item], manifest.subjects[item], splitOf(manifest, item)])
}

type Loose = { readonly gone: readonly number[]; readonly come: readonly number[] }

/** Each item that came with the first that went and has the same key; the rest stay loose, in their order. */
function pairUp(
  { before, after }: Pick<Pair, 'before' | 'after'>,
  { gone, come }: Loose,
  keyOf: (manifest: Manifest, item: number) => string,
): Loose & { readonly pairs: readonly (readonly [old: number, now: number])[] } {
  const waiting = Map.groupBy(gone.toReversed(), (item) => keyOf(before, item))
  const pairs: [number, number][] = []
  const left: number[] = []
  for (const now of come) {
    const old = waiting.get(keyOf(after, now))?.pop()
    if (old === undefined) left.push(now)
    else pairs.push([old, now])
  }
  const taken = new Set(pairs.map(([old]) => old))
  return { pairs, come: left, gone: gone.filter((item) => !taken.has(item)) }
}

function note({ counts, samples }: Found, change: ChangeName, name: string): void {
  counts[change]++
  if (samples[change].length < samplesMax) samples[change].push(name)
}

function noChanges(): Found {
  return {
    counts: { added: 0, removed: 0, altered: 0, renamed: 0, relabelled: 0, moved: 0, reassigned: 0 },
    samples: { added: [], removed: [], altered: [], renamed: [], relabelled: [], moved: [], reassigned: [] },
  }
}

type Comparable = Pick<Manifest, 'header'>

function incomparable({ header: before }: Comparable, { header: after }: Comparable): Answer<never> | null {
  if (before.key !== after.key) return otherKey
  if (before.unit === after.unit && before.names === after.names) return null
  return refuse(
    'conflict',
    say(
      '두 매니페스트의 항목 단위(파일·행)나 이름 방식이 달라 비교할 수 없습니다. 같은 옵션으로 다시 만드십시오.',
      'The two manifests cannot be compared: one lists files and the other rows, or one shows plain names. Make both with the same options.',
    ),
    'body',
  )
}

/** Said wherever two keys meet: nothing is known, which is not the same as nothing is shared. */
export const otherKey = refuse(
  'conflict',
  say(
    '다른 키로 만든 매니페스트라 비교할 수 없습니다. 같은 키 파일(--key)로 다시 만드십시오. “변경 없음”이나 “누출 없음”을 뜻하지 않습니다.',
    'These manifests were made with different keys and cannot be compared; this does not mean “no change” or “no leak”. Make them again with the same key file (--key).',
  ),
  'body',
)
