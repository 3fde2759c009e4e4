import { expect, test } from 'vitest'
import { examples } from '../../test/examples/products.ts'
import { linksOf } from '../kind.ts'
import { parseBody } from '../parse.ts'
import { installation } from './installation.ts'

const body = examples.installation ?? {}

test('an installation names one site and the one release that runs there', () => {
  expect(linksOf(installation, body).map(({ relation, kind }) => [relation, kind])).toEqual([
    ['site', 'site'],
    ['release', 'release'],
  ])
  expect(parseBody(installation, { ...body, release: undefined })).toMatchObject({ ok: false })
})

test('a serial number belongs to one unit, and a group of units has none', () => {
  expect(parseBody(installation, { ...body, units: 2 })).toMatchObject({ refusal: { field: 'body.units' } })
  expect(parseBody(installation, { ...body, units: 1 })).toMatchObject({ ok: true })
  expect(parseBody(installation, { ...body, units: 2, serial: undefined })).toMatchObject({ ok: true })
  expect(parseBody(installation, { ...body, units: 0 })).toMatchObject({ refusal: { field: 'body.units' } })
})

test('a unit that was removed is not brought back by a change', () => {
  expect(installation.life.states.removed?.editable).not.toBe(true)
  expect(Object.values(installation.life.actions).flatMap(({ from }) => from)).not.toContain('removed')
})
