import { say } from '@maek/domain/words.ts'
import { expect, test } from 'vitest'
import { faultAt, faultsBelow, faultsOf } from './faults.ts'

const empty = say('비어 있습니다', 'is empty')
const wrong = say('틀립니다', 'is wrong')

test('every refused field shows its own reason, not only the first', () => {
  const faults = faultsOf({
    code: 'invalid',
    because: empty,
    field: 'body.name',
    more: [
      { code: 'invalid', because: wrong, field: 'body.agenda.2.minutes' },
      { code: 'invalid', because: wrong, field: 'body.name' },
    ],
  })
  expect(faultAt(faults, 'name')).toEqual(empty)
  expect(faultAt(faults, 'agenda')).toEqual(wrong)
  expect(faultsBelow(faultsBelow(faults, 'agenda'), '2').get('minutes')).toEqual(wrong)
  expect(faultAt(faults, 'agend')).toBeNull()
})

test('a refusal without a place marks no field', () => {
  expect(faultsOf({ code: 'unavailable', because: wrong }).size).toBe(0)
})

test('a conflict of the record’s version does not mark a field called version', () => {
  expect(faultsOf({ code: 'conflict', because: wrong, field: 'version' }).size).toBe(0)
})
