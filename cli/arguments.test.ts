import { expect, test } from 'vitest'
import { glance, readArguments } from './arguments.ts'
import type { Options } from './command.ts'

const about = { ko: '', en: '' }
const options: Options = {
  out: { takes: 'text', about },
  tag: { takes: 'texts', about },
  preview: { takes: 'switch', about },
}

function read(...args: string[]) {
  return readArguments(['do', ...args], options, 'en')
}

function refused(...args: string[]): string | undefined {
  const answer = read(...args)
  return answer.ok ? undefined : answer.refusal.field
}

test('options may stand before, between and after the words', () => {
  for (const args of [
    ['a', 'b', '--out', 'x'],
    ['--out=x', 'a', 'b'],
    ['a', '--out', 'x', 'b'],
  ]) {
    const answer = read(...args)
    if (!answer.ok) return expect.unreachable(answer.refusal.because.en)
    expect(answer.value.words).toEqual(['a', 'b'])
    expect(answer.value.text('out')).toBe('x')
    expect(answer.value.on('preview')).toBe(false)
  }
})

test('an option the command does not have is refused by name, also one every object has', () => {
  expect(refused('--titel', 'x')).toBe('titel')
  expect(refused('--constructor', 'x')).toBe('constructor')
  expect(refused('--__proto__', 'x')).toBe('__proto__')
  expect(refused('-x')).toBe('x')
})

test('a forgotten value is refused rather than taken from the next option', () => {
  expect(refused('--out')).toBe('out')
  expect(refused('--out', '--preview')).toBe('out')
  expect(refused('--preview=yes')).toBe('preview')
})

test('standard input, negative numbers and values after = may begin with a dash', () => {
  for (const args of [['--out', '-'], ['--out', '-5'], ['--out=--odd']])
    expect(refused(...args)).toBeUndefined()
})

test('an option given twice is refused unless it may repeat', () => {
  expect(refused('--out', 'a', '--out', 'b')).toBe('out')
  const answer = read('--tag', 'a', '--tag', 'b')
  expect(answer.ok && answer.value.texts('tag')).toEqual(['a', 'b'])
})

test('after -- everything is a word', () => {
  const answer = read('--', '--out')
  expect(answer.ok && answer.value.words).toEqual(['--out'])
})

test('the first look finds command, language and the wish for JSON anywhere', () => {
  expect(glance(['--lang', 'ko', 'gate', '--json', '--release', 'R'])).toEqual({
    words: ['gate', 'R'],
    lang: 'ko',
    json: true,
    help: false,
  })
  expect(glance([])).toEqual({ words: [], lang: undefined, json: false, help: false })
})
