import { expect, test } from 'vitest'
import { alertSource } from './alert-source.ts'

test('a cause without its parts names nothing', () => {
  expect(alertSource('')).toBeNull()
  expect(alertSource('plan/chart/2026-09-14')).toBeNull()
  expect(alertSource('plan/other/1/2026-09-14')).toBeNull()
  expect(alertSource('plan/drift/score/2026-09-14')).toBeNull()
})

test('a chart is found by its id, also where a group is named with slashes', () => {
  expect(alertSource('plan/chart/1/2026-09-14')).toEqual({ kind: 'chart', chart: '1' })
  expect(alertSource('plan/chart/3:site_key=S/01/2026-09-14')).toEqual({
    kind: 'chart',
    chart: '3:site_key=S/01',
  })
})

test('a drift is found by its variable and measure, also where the variable holds a colon', () => {
  expect(alertSource('plan/drift/score:psi/2026-09-14')).toEqual({
    kind: 'drift',
    variable: 'score',
    measure: 'psi',
  })
  expect(alertSource('plan/drift/input:age/y:wasserstein/2026-09-14')).toEqual({
    kind: 'drift',
    variable: 'input:age/y',
    measure: 'wasserstein',
  })
})
