import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Manifest, readManifest } from './manifest.ts'
import { type ChangeName, changeTitle, diffManifests, isChanged } from './manifest-diff.ts'
import { isShared, leakWithin, overlapOf } from './manifest-leak.ts'
import { manifestText, pseudonymOf, type Told } from './test/manifest-text.ts'

const read = (items: readonly Told[], claim = {}): Manifest => {
  const answer = readManifest(manifestText(items, claim))
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}
const changes = (before: readonly Told[], after: readonly Told[]) => {
  const answer = diffManifests(read(before), read(after))
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

const base: readonly Told[] = [
  { name: 'a', content: '1', subject: 's1', split: 'training', label: 'x' },
  { name: 'b', content: '2', subject: 's2', split: 'training', label: 'x' },
  { name: 'c', content: '3', subject: 's3', split: 'testing', label: 'y' },
]

test('the same data have no changes', () => {
  expect(isChanged(changes(base, [...base].reverse()))).toBe(false)
})

test('an altered item, a flipped label, a moved split, another subject and a new name are each told as what they are', () => {
  const after: Told[] = [
    { name: 'a', content: '1x', subject: 's1', split: 'training', label: 'x' },
    { name: 'b', content: '2', subject: 's2', split: 'testing', label: 'y' },
    { name: 'd', content: '3', subject: 's9', split: 'testing', label: 'y' },
  ]
  const { counts, samples } = changes(base, after)
  expect(counts).toEqual({
    added: 0,
    removed: 0,
    altered: 1,
    renamed: 1,
    relabelled: 1,
    moved: 1,
    reassigned: 1,
  })
  expect(samples.altered).toEqual([pseudonymOf('a')])
})

test('an item that is renamed into another split is told as moved, not as a new name alone', () => {
  const after: Told[] = [
    ...base.slice(1),
    { name: 'test/a', content: '1', subject: 's1', split: 'testing', label: 'x' },
  ]
  const told = changes(base, after)
  expect(told.counts).toMatchObject({ added: 0, removed: 0, renamed: 1, moved: 1, reassigned: 0 })
  expect(told.samples.moved).toEqual([pseudonymOf('test/a')])
})

test('of several items with one content, those that stand for the same are paired first', () => {
  const twins: Told[] = [
    { name: 'a', content: '1', subject: 's1', split: 'training' },
    { name: 'b', content: '1', subject: 's2', split: 'testing' },
  ]
  const after: Told[] = [
    { name: 'y', content: '1', subject: 's2', split: 'testing' },
    { name: 'z', content: '1', subject: 's1', split: 'training' },
  ]
  expect(changes(twins, after).counts).toMatchObject({ renamed: 2, moved: 0, reassigned: 0 })
})

test('the label of a renamed item is said to be unknown', () => {
  const renamed = [...base.slice(1), { ...base[0], name: 'benign/a', content: '1', label: 'y' }]
  expect(changeTitle('renamed', changes(base, renamed)).en).toMatch(/labels unknown/)
  const bare = changes(
    base.map(({ label: _label, ...one }) => one),
    renamed.map(({ label: _label, ...one }) => one),
  )
  expect(changeTitle('renamed', bare).en).toBe('Renamed')
})

test('a split that gets another place in the list has not moved', () => {
  const after: Told[] = [...base, { name: 'z', content: '9', subject: 's9', split: 'alpha', label: 'x' }]
  expect(changes(base, after).counts).toMatchObject({ moved: 0, added: 1 })
})

test('what only one of the two tells is not compared, and that is said', () => {
  const bare = base.map(({ name, content }) => ({ name, content }))
  expect(changes(base, bare)).toMatchObject({
    counts: { relabelled: 0, moved: 0, reassigned: 0 },
    compared: { subjects: false, splits: false, labels: false },
  })
})

test('manifests under different keys cannot be compared, which is not “no change” or “no leak”', () => {
  const other = read(base, { key: pseudonymOf('other') })
  const answer = diffManifests(read(base), other)
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  expect(overlapOf(read(base), other)).toEqual({ comparable: false })
})

test('files and rows are not compared with one another', () => {
  expect(diffManifests(read(base), read(base, { unit: 'row' })).ok).toBe(false)
})

test('a patient in two splits is a leak, and so is the same picture under another name', () => {
  const leak = leakWithin(
    read([
      ...base,
      { name: 'd', content: '4', subject: 's1', split: 'testing' },
      { name: 'e', content: '2', subject: 's8', split: 'testing' },
    ]),
  )
  expect(leak).toEqual({
    subjects: 1,
    items: 1,
    subjectSamples: [pseudonymOf('s1')],
    itemSamples: [expect.stringMatching(/^.{43}$/)],
  })
  expect(leakWithin(read(base))).toMatchObject({ subjects: 0, items: 0 })
})

test('a patient twice within one split is no leak, and what stands in no split leaks nowhere', () => {
  const leak = leakWithin(
    read([
      ...base,
      { name: 'd', content: '4', subject: 's1', split: 'training' },
      { name: 'e', content: '3', subject: 's3' },
    ]),
  )
  expect(leak && isShared(leak)).toBe(false)
})

test('without subjects only contents are compared, and subjects are unknown, not nought', () => {
  const bare = base.map(({ name, content, split }) => ({ name, content, split }))
  expect(leakWithin(read(bare))).toMatchObject({ subjects: null, items: 0 })
  expect(leakWithin(read(base.map(({ name, content }) => ({ name, content }))))).toBeNull()
})

test('a model tested on the held-out split of the dataset it learned from shares nothing with it', () => {
  expect(overlapOf(read(base), read(base))).toMatchObject({
    comparable: true,
    shared: { subjects: 0, items: 0 },
  })
})

test('a test set that holds a training patient shares that patient', () => {
  const test = [{ name: 'z', content: '9', subject: 's1' }]
  expect(overlapOf(read(base), read(test))).toMatchObject({
    comparable: true,
    shared: { subjects: 1, items: 0 },
  })
})

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const item = fc.record(
  {
    name: word,
    content: word,
    subject: word,
    split: fc.constantFrom('training', 'testing', 'tuning'),
    label: word,
  },
  { requiredKeys: ['name', 'content'] },
)
const dataset = fc.uniqueArray(item, { minLength: 1, maxLength: 6, selector: ({ name }) => name })

test('the changes between any two datasets are those found by comparing every item with every other', () => {
  fc.assert(
    fc.property(dataset, dataset, (before, after) => {
      const { counts, compared } = changes(before, after)
      expect(counts).toEqual(plainly(before, after, compared))
    }),
    { numRuns: 400 },
  )
})

test('the leak of any dataset is the one found by comparing every item with every other', () => {
  fc.assert(
    fc.property(dataset, (items) => {
      const leak = leakWithin(read(items))
      const shared = (of: (one: Told) => string | undefined) =>
        new Set(
          items.flatMap((one) =>
            items.some(
              (other) => one.split && other.split && one.split !== other.split && of(one) === of(other),
            )
              ? [of(one)].filter((value) => value !== undefined)
              : [],
          ),
        ).size
      if (leak === null) expect(shared(({ content }) => content)).toBe(0)
      else {
        expect(leak.items).toBe(shared(({ content }) => content))
        if (leak.subjects !== null) expect(leak.subjects).toBe(shared(({ subject }) => subject))
      }
    }),
    { numRuns: 400 },
  )
})

/** The same, written without a thought for speed. */
function plainly(
  before: readonly Told[],
  after: readonly Told[],
  compared: { readonly subjects: boolean; readonly splits: boolean; readonly labels: boolean },
): Record<ChangeName, number> {
  const both = after.flatMap((now) => {
    const old = before.find(({ name }) => name === now.name)
    return old ? [{ old, now }] : []
  })
  const inOrder = (items: readonly Told[]) =>
    items.toSorted((one, other) => (pseudonymOf(one.name) < pseudonymOf(other.name) ? -1 : 1))
  const gone = inOrder(before.filter(({ name }) => !after.some((now) => now.name === name)))
  let come = inOrder(after.filter(({ name }) => !before.some((old) => old.name === name)))
  const renamed: { old: Told; now: Told }[] = []
  const meanings = [
    ({ content, subject, split }: Told) => `${content}/${subject}/${split}`,
    ({ content }: Told) => content,
  ]
  for (const meaning of meanings) {
    come = come.filter((now) => {
      const at = gone.findIndex((old) => meaning(old) === meaning(now))
      const [old] = at < 0 ? [] : gone.splice(at, 1)
      if (old) renamed.push({ old, now })
      return !old
    })
  }
  const differ = (pairs: typeof both, of: (one: Told) => unknown) =>
    pairs.filter(({ old, now }) => of(old) !== of(now)).length
  const all = [...both, ...renamed]
  return {
    added: come.length,
    removed: gone.length,
    renamed: renamed.length,
    altered: differ(both, ({ content }) => content),
    relabelled: compared.labels ? differ(both, ({ label }) => label) : 0,
    moved: compared.splits ? differ(all, ({ split }) => split) : 0,
    reassigned: compared.subjects ? differ(all, ({ subject }) => subject) : 0,
  }
}
