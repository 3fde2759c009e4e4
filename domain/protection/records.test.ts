import { expect, test } from 'vitest'
import { examples } from '../../test/examples/protection.ts'
import { edited, opened, refused, stepped, walked, wanted } from '../../test/examples/walk.ts'
import { parseBody } from '../parse.ts'
import { key } from './key.ts'
import { measure } from './measure.ts'

const exampleKey = examples.key ?? {}
const exampleMeasure = examples.measure ?? {}

test.each([
  ['-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEI'],
  ['-----BEGIN EC PRIVATE KEY-----'],
  ['-----BEGIN OPENSSH PRIVATE KEY-----'],
  ['AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGP'],
  ['{"kty":"OKP","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}'],
])('key material is refused wherever it is pasted: %s', (secret) => {
  for (const name of ['access', 'backup']) {
    expect(refused(parseBody(key, { ...exampleKey, [name]: secret })).field).toBe(`body.${name}`)
  }
  const log = [{ on: '2026-01-05', act: 'generated', role: '보안', note: secret.replaceAll('\n', ' ') }]
  expect(refused(parseBody(key, { ...exampleKey, log })).field).toBe('body.log')
})

test('a public key and a fingerprint are not mistaken for a secret', () => {
  const access = '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----'
  expect(parseBody(key, { ...exampleKey, access }).ok).toBe(true)
})

test('a key that expires before it was created is refused', () => {
  expect(refused(parseBody(key, { ...exampleKey, expiresOn: '2026-01-04' })).field).toBe('body.expiresOn')
  expect(parseBody(key, { ...exampleKey, expiresOn: '2026-01-05' }).ok).toBe(true)
})

test('a key in use keeps its identity, while its log goes on', () => {
  const active = walked(key, opened(key, exampleKey), 'activate')
  expect(refused(edited(key, active, { algorithm: 'RSA' })).field).toBe('body.algorithm')
  expect(edited(key, active, { rotatedOn: '2026-12-01' }).ok).toBe(true)
})

test('a key is destroyed only after it left use, with the day and the way', () => {
  const active = walked(key, opened(key, exampleKey), 'activate')
  expect(refused(stepped(key, active, 'destroy')).code).toBe('conflict')
  const exposed = walked(key, active, 'report-compromise')
  expect(refused(stepped(key, exposed, 'destroy')).because.en).toMatch(/day of destruction/)
  const gone = { destroyedOn: '2026-12-01', destruction: 'HSM 객체 삭제와 백업 토큰 초기화' }
  expect(walked(key, wanted(edited(key, exposed, gone)).after, 'destroy').state).toBe('destroyed')
})

test('a measure said to be in place needs its verification and its evidence', () => {
  for (const name of ['verifiedOn', 'evidence']) {
    const record = opened(measure, { ...exampleMeasure, [name]: undefined })
    expect(stepped(measure, record, 'submit').ok, name).toBe(false)
  }
})

test('a measure that is only planned is not approved, and one that does not apply says why', () => {
  const planned = { ...exampleMeasure, status: 'planned', gap: '개발 중', dueOn: '2026-12-01' }
  expect(refused(stepped(measure, walked(measure, opened(measure, planned), 'submit'), 'approve')).code).toBe(
    'conflict',
  )
  const silent = opened(measure, { ...exampleMeasure, status: 'not-applicable' })
  expect(refused(stepped(measure, silent, 'submit')).because.en).toMatch(/why it does not apply/)
})

test('an AI security measure names the AI systems it protects', () => {
  const record = opened(measure, { ...exampleMeasure, aiSystems: undefined })
  expect(refused(stepped(measure, record, 'submit')).because.en).toMatch(/Art. 12/)
})
