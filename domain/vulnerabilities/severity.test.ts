import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CvssVersion, leadingScore, scoresOf, scoreVector, wordOf } from './severity.ts'

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
