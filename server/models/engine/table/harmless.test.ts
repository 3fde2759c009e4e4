import { caseIdPattern, cellFault } from '@maek/domain/models/performance/table-faults.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { doubtfulKey, harmlessCell, harmlessKey, plainKey } from './harmless.ts'

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`)
const asKey = { name: 'case_id', isKey: true, isUsed: true }
const asCell = { name: 'site', isKey: false, isUsed: false }
const many = { numRuns: 20_000 }

test('no key that passes unasked is one the judge of personal data would refuse', () => {
  fc.assert(
    fc.property(fc.stringMatching(whole(harmlessKey)), (key) => {
      expect(cellFault(key, asKey)).toBeNull()
      expect(key).toMatch(caseIdPattern)
    }),
    many,
  )
  const isDoubtful = new RegExp(doubtfulKey)
  fc.assert(
    fc.property(fc.stringMatching(whole(plainKey)), (key) => {
      fc.pre(!isDoubtful.test(key))
      expect(cellFault(key, asKey)).toBeNull()
      expect(key).toMatch(caseIdPattern)
    }),
    many,
  )
})

test('no cell that passes unasked is one the judge of personal data would refuse', () => {
  fc.assert(
    fc.property(fc.stringMatching(whole(harmlessCell)), (cell) => {
      expect(cellFault(cell, asCell)).toBeNull()
    }),
    many,
  )
})

test('keys that hide a resident number, a telephone, a date of birth, a UID or a hash are asked', () => {
  const passes = (key: string) =>
    whole(harmlessKey).test(key) || (whole(plainKey).test(key) && !new RegExp(doubtfulKey).test(key))
  const hiding = [
    ...[
      '900101-1234567',
      'A9001011234567',
      '9001011',
      '90010112',
      '01012345678',
      'P-01012345678',
      'P0111234567',
    ],
    ...['19900101', '1990-01-01', 'S1990.01.01', '1.2.840.10008.1', 'd41d8cd98f00b204e9800998ecf8427e'],
  ]
  const judged = hiding.filter((key) => cellFault(key, asKey) !== null)
  expect(judged.filter(passes)).toEqual([])
  expect(judged.length).toBeGreaterThan(7)
})
