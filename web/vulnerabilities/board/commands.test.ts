import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandOf, type Press } from './commands.ts'

const press = (changes: Partial<Press>): Press => ({
  key: '',
  code: '',
  isModified: false,
  isComposing: false,
  isTyping: false,
  isOnRow: false,
  ...changes,
})

test.for([
  ['j', 'next'],
  ['k', 'previous'],
  ['x', 'choose'],
  ['d', 'decide'],
  ['/', 'find'],
  ['?', 'keys'],
  ['Escape', 'clear'],
] as const)('%s asks for %s', ([key, command]) => {
  expect(commandOf(press({ key }))).toBe(command)
})

test('with a Korean input method the place of the key counts', () => {
  expect(commandOf(press({ key: 'ㅓ', code: 'KeyJ' }))).toBe('next')
  expect(commandOf(press({ key: 'Process', code: 'KeyX' }))).toBe('choose')
})

test('on another Latin keyboard what is written on the key counts', () => {
  expect(commandOf(press({ key: 'j', code: 'KeyC' }))).toBe('next')
  expect(commandOf(press({ key: 'c', code: 'KeyJ' }))).toBeNull()
  expect(commandOf(press({ key: '.', code: 'KeyK' }))).toBeNull()
})

test('Enter opens from the row itself and leaves links and buttons alone', () => {
  expect(commandOf(press({ key: 'Enter', isOnRow: true }))).toBe('open')
  expect(commandOf(press({ key: 'Enter' }))).toBeNull()
})

test('nothing typed, composed or pressed with a modifier is ever taken', () => {
  const anyPress = fc.record({
    key: fc.string(),
    code: fc.string(),
    isModified: fc.boolean(),
    isComposing: fc.boolean(),
    isTyping: fc.boolean(),
    isOnRow: fc.boolean(),
  })
  fc.assert(
    fc.property(anyPress, (given) => {
      if (given.isTyping || given.isModified || given.isComposing) expect(commandOf(given)).toBeNull()
    }),
  )
})
