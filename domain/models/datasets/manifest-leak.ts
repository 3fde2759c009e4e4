import { z } from 'zod'
import { type Answer, refuse } from '../../refusal.ts'
import { say } from '../../words.ts'
import type { Manifest } from './manifest.ts'

/** What two parts that must be strangers share. */
export const sharedSchema = z.strictObject({
  /** Subjects in both; null where one of the two names no subjects, so that nothing is known. */
  subjects: z.number().nullable(),
  /** Different contents in both. */
  items: z.number(),
  subjectSamples: z.array(z.string()),
  itemSamples: z.array(z.string()),
})
export type Shared = z.infer<typeof sharedSchema>

export const overlapSchema = z.union([
  z.strictObject({ comparable: z.literal(false) }),
  z.strictObject({ comparable: z.literal(true), shared: sharedSchema }),
])
/** Manifests under different keys are not comparable: that is said, and never taken for “nothing shared”. */
export type Overlap = z.infer<typeof overlapSchema>

export const leakSamplesMax = 10

/**
 * Subjects and contents that stand in more than one split of a dataset (ISO/IEC 42001 A.7; GMLP 4: training and test
 * data are independent). `subjects` is null where the manifest names none. Null where nothing is split.
 */
export function leakWithin(manifest: Manifest): Shared | null {
  const { header, splits } = manifest
  if (header.splits.length < 2) return null
  const shared = (values: readonly (string | null)[]) => {
    const first = new Map<string, number>()
    const twice = new Set<string>()
    for (const [item, value] of values.entries()) {
      const split = splits[item] ?? -1
      if (value === null || split < 0) continue
      const earlier = first.get(value)
      if (earlier === undefined) first.set(value, split)
      else if (earlier !== split) twice.add(value)
    }
    return twice
  }
  return told(header.subjects === null ? null : shared(manifest.subjects), shared(manifest.contents))
}

/**
 * What the data a model learned from share with the data it is tested on. Of a dataset with splits, the splits kept
 * for testing and reference do not count as learned from, and those for training and tuning not as tested on.
 */
export function overlapOf(fitted: Manifest, tested: Manifest): Overlap {
  if (fitted.header.key !== tested.header.key) return { comparable: false }
  const learned = itemsOutside(fitted, ['testing', 'reference'])
  const judged = itemsOutside(tested, ['training', 'tuning'])
  const both = (column: 'subjects' | 'contents') => {
    const known = new Set(learned.map((item) => fitted[column][item]))
    const common = new Set<string>()
    for (const item of judged) {
      const value = tested[column][item]
      if (value && known.has(value)) common.add(value)
    }
    return common
  }
  const hasSubjects = fitted.header.subjects !== null && tested.header.subjects !== null
  return { comparable: true, shared: told(hasSubjects ? both('subjects') : null, both('contents')) }
}

function itemsOutside({ header, splits }: Manifest, names: readonly string[]): number[] {
  const left = new Set(names.map((name) => header.splits.indexOf(name)).filter((place) => place >= 0))
  const items: number[] = []
  for (const [item, split] of splits.entries()) if (!left.has(split)) items.push(item)
  return items
}

function told(subjects: ReadonlySet<string> | null, items: ReadonlySet<string>): Shared {
  return {
    subjects: subjects?.size ?? null,
    items: items.size,
    subjectSamples: [...(subjects ?? [])].sort().slice(0, leakSamplesMax),
    itemSamples: [...items].sort().slice(0, leakSamplesMax),
  }
}

/** Whether anything is shared, as far as it is known. */
export function isShared({ subjects, items }: Shared): boolean {
  return (subjects ?? 0) > 0 || items > 0
}

/** The refusal of a dataset whose splits share subjects or contents: how many, and the first pseudonyms. */
export function refuseLeak(leak: Shared): Answer<never> {
  const { subjects, items } = leak
  const ko = [
    ...((subjects ?? 0) > 0 ? [`대상자 ${subjects}명`] : []),
    ...(items > 0 ? [`내용이 같은 항목 ${items}건`] : []),
  ]
  const en = [
    ...((subjects ?? 0) > 0 ? [`${subjects} ${subjects === 1 ? 'subject' : 'subjects'}`] : []),
    ...(items > 0 ? [`${items} identical ${items === 1 ? 'item' : 'items'}`] : []),
  ]
  const samples = [...leak.subjectSamples, ...leak.itemSamples].slice(0, leakSamplesMax).join(', ')
  return refuse(
    'conflict',
    say(
      `${ko.join(', ')}이 둘 이상의 분할에 들어 있습니다. 분할을 고친 뒤 다시 제출하십시오. 가명: ${samples}`,
      `${en.join(' and ')} in more than one split. Mend the splits and submit again. Pseudonyms: ${samples}`,
    ),
    'body.splits',
  )
}
