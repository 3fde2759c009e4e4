import { expect, test } from 'vitest'
import { yearsOf } from './support-years.ts'

const day = (endsOn: string, components = 1, names = [endsOn]) => ({ endsOn, components, names })

test('a component is still to end on its last day, and has ended on the next', () => {
  expect(yearsOf([day('2026-11-22')], '2026-11-22')).toMatchObject([{ year: '2026', ended: 0, ending: 1 }])
  expect(yearsOf([day('2026-11-22')], '2026-11-23')).toMatchObject([{ ended: 1, ending: 0 }])
})

test('the days of a year are counted together, and names beyond four are only hinted at', () => {
  const [first, second] = yearsOf(
    [day('2026-01-01', 3), day('2026-12-31', 2), day('2028-05-01')],
    '2026-06-01',
  )
  expect(first).toMatchObject({ year: '2026', ended: 3, ending: 2, hasMore: true })
  expect(second).toEqual({ year: '2028', ended: 0, ending: 1, names: ['2028-05-01'], hasMore: false })
  expect(yearsOf([], '2026-01-01')).toEqual([])
})
