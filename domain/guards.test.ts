import { expect, test } from 'vitest'
import { guarded, holds, inBothLanguages, mustBe, neededWhen } from './guards.ts'
import { controlled } from './lives.ts'
import { say } from './words.ts'

const because = say('이유', 'Because')
const view = (body: object) => ({ body: { ...body }, links: { out: [], in: [] }, today: '2026-01-02' })

test('a value is held alone or among several', () => {
  expect(holds({ markets: ['kr', 'eu'] }, 'markets', 'eu')).toBe(true)
  expect(holds({ usesAi: true }, 'usesAi', true)).toBe(true)
  expect(holds({}, 'markets', 'eu')).toBe(false)
})

test('a field is asked for only when its condition holds', () => {
  const guard = neededWhen('markets', ['eu'], { needed: 'euClass', because })
  expect(guard(view({ markets: ['kr'] }))).toBeNull()
  expect(guard(view({ markets: ['eu'] }))).toBe(because)
  expect(guard(view({ markets: ['eu'], euClass: 'iia' }))).toBeNull()
})

test('an empty result is not a permitted result', () => {
  const guard = mustBe('result', ['accepted'], because)
  expect(guard(view({}))).toBe(because)
  expect(guard(view({ result: 'accepted' }))).toBeNull()
})

test('a text counts as bilingual only with both halves written', () => {
  const guard = inBothLanguages('text', because)
  for (const text of [undefined, null, '', { ko: '글', en: '' }, { en: 'text' }]) {
    expect(guard(view({ text }))).toBe(because)
  }
  expect(guard(view({ text: { ko: '글', en: 'text' } }))).toBeNull()
})

test('guarding adds conditions to the named actions, leaves the shared life alone and knows a wrong name', () => {
  const stricter = guarded(controlled, ['approve'], [mustBe('result', ['accepted'], because)])
  expect(stricter.actions.approve?.guards).toHaveLength(1)
  expect(guarded(stricter, ['approve'], [() => null]).actions.approve?.guards).toHaveLength(2)
  expect('guards' in controlled.actions.approve).toBe(false)
  expect(() => guarded(controlled, ['aprove'], [])).toThrow('aprove')
})
