import { expect, test } from 'vitest'
import { parseBody } from './parse.ts'
import { person } from './people/person.ts'

const refusalOf = (body: unknown) => {
  const answer = parseBody(person, body)
  return answer.ok ? null : answer.refusal
}
const name = { ko: '김하늘', en: 'Haneul Kim' }

test('a value that is missing is asked for, and one that is wrong is told what is allowed', () => {
  expect(refusalOf({ name })?.because.en).toBe('Engagement: is required. Enter a value.')
  expect(refusalOf({ name, engagement: 'pirate' })?.because.en).toMatch(
    /allowed values: employee, contractor/,
  )
  expect(refusalOf({ name, engagement: 'pirate' })?.because.ko).toMatch(/정해진 값이 아닙니다/)
  expect(refusalOf({ name: 3, engagement: 'employee' })?.because.en).toMatch(/wrong type/)
})
