import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOutsidePresent, outsideFile } from '../components/test/outside-files.ts'
import { type CvssVersion, leadingScore, scoresOf, scoreVector, wordOf } from './severity.ts'

const published = 'cvss/cvss-published-scores.jsonl'

test.skipIf(!isOutsidePresent(published))(
  '2,821 published CVSS vectors of four versions get the scores an independent calculator gave (skipped without the outside data)',
  () => {
    const wrong: string[] = []
    const counts = new Map<string, number>()
    for (const line of readFileSync(outsideFile(published), 'utf8').trim().split('\n')) {
      const row = JSON.parse(line)
      counts.set(row.version, (counts.get(row.version) ?? 0) + 1)
      const answer = scoreVector(row.vector)
      const { base, score, temporal, environmental } = row.recomputed
      // With no environmental metric the vector's worth is its temporal score: the environmental formula of 3.1
      // gives another number for a changed scope even then (CVSS 3.1 section 7.3).
      const hasEnvironmental = /\/(M[A-Z]+|[CIA]R|CDP|TD):(?!X|ND)/.test(row.vector)
      const overall = score ?? (hasEnvironmental ? environmental : undefined) ?? temporal ?? base
      if (!answer.ok || answer.value.version !== row.version) wrong.push(row.vector)
      else if (answer.value.overall !== overall || (base !== undefined && answer.value.base !== base))
        wrong.push(row.vector)
    }
    expect(wrong).toEqual([])
    expect(Object.fromEntries(counts)).toEqual({ '2.0': 70, '3.0': 352, '3.1': 1_836, '4.0': 563 })
  },
)

test.for([
  ['', 'nothing'],
  ['CVSS:3.1/', 'no metrics'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H', 'a base metric missing'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/A:N', 'a metric twice'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:X', 'an unknown value'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/ZZ:N', 'an unknown metric'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/', 'a slash too many'],
  ['CVSS:5.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'an unknown version'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/constructor:a', 'a key of the language'],
] as const)('the vector %s is refused for %s', ([vector]) => {
  expect(scoreVector(vector).ok).toBe(false)
})

test.for([
  [0, '3.1', 'none'],
  [0.1, '3.1', 'low'],
  [3.9, '3.1', 'low'],
  [4, '3.1', 'medium'],
  [6.9, '4.0', 'medium'],
  [7, '4.0', 'high'],
  [8.9, '3.0', 'high'],
  [9, '3.0', 'critical'],
  [10, '2.0', 'high'],
  [0, '2.0', 'low'],
] as const)('a score of %s in version %s is called %s', ([score, version, word]) => {
  const kind: CvssVersion = version
  expect(wordOf(score, kind)).toBe(word)
})

test('scores of several publishers stand side by side, and the newest version leads', () => {
  const scores = scoresOf([
    { type: 'CVSS_V2', vector: 'AV:N/AC:L/Au:N/C:C/I:C/A:C', issuer: 'NVD' },
    { type: 'CVSS_V3', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', issuer: 'GHSA' },
    { type: 'CVSS_V3', vector: 'CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N', issuer: 'vendor' },
    { type: 'other', vector: 'HIGH', issuer: 'GHSA' },
  ])
  expect(scores.map((one) => [one.issuer, one.overall])).toEqual([
    ['NVD', 10],
    ['GHSA', 9.8],
    ['vendor', 1.8],
  ])
  expect(leadingScore(scores)?.issuer).toBe('GHSA')
})

test('no text whatever makes the calculator throw', () => {
  const piece = fc.constantFrom('CVSS:3.1/', 'CVSS:4.0/', 'AV:N', 'AC:L', '/', ':', 'Au:N', 'C:C', '\u0000')
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (vector) => typeof scoreVector(vector).ok === 'boolean',
    ),
  )
})
