import { expect, test } from 'vitest'
import { examples } from '../../test/examples/people.ts'
import { parseBody } from '../parse.ts'
import { person } from './person.ts'

const body = examples.person ?? {}
const confirm = (change: object) =>
  (person.life.actions.confirm?.guards ?? [])
    .map((guard) => guard({ body: { ...body, ...change }, links: { out: [], in: [] }, today: '2026-01-02' }))
    .filter(Boolean)

test('a quality manager is confirmed only with the appointment letter', () => {
  expect(confirm({})).toEqual([])
  expect(confirm({ appointmentFiles: undefined })).toHaveLength(1)
  expect(confirm({ appointmentFiles: undefined, responsibilities: ['development'] })).toEqual([])
})

test('nobody leaves before starting', () => {
  expect(parseBody(person, { ...body, endedOn: '2025-03-02' })).toMatchObject({ ok: true })
  expect(parseBody(person, { ...body, endedOn: '2025-03-01' })).toMatchObject({ ok: false })
})

test('name, contact and qualification are personal data; the responsibility is not', () => {
  const personal = Object.entries(person.fields).filter(([, field]) => field.personal)
  expect(personal.map(([name]) => name)).toEqual(['name', 'qualification', 'email', 'phone'])
})
