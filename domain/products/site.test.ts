import { expect, test } from 'vitest'
import { examples } from '../../test/examples/products.ts'
import { linksOf } from '../kind.ts'
import { parseBody } from '../parse.ts'
import { site } from './site.ts'

const body = examples.site ?? {}

test('a site tells which releases it runs', () => {
  expect(linksOf(site, body)).toEqual([{ relation: 'releases', to: expect.any(String), kind: 'release' }])
})

test('notices need an address that can receive them', () => {
  for (const noticeEmail of ['imaging', 'imaging@hospital', 'a b@hospital.example', '@hospital.example']) {
    expect(parseBody(site, { ...body, noticeEmail })).toMatchObject({
      refusal: { field: 'body.noticeEmail' },
    })
  }
})

test('contact details are personal data', () => {
  const personal = Object.entries(site.fields).filter(([, field]) => field.personal)
  expect(personal.map(([name]) => name)).toEqual(['noticeEmail', 'contactName', 'contactPhone'])
})
