import { readFileSync } from 'node:fs'
import { kinds } from '@maek/domain/kinds.ts'
import { expect, test } from 'vitest'
import { sharedOptions } from './arguments.ts'
import { commands } from './commands.ts'
import { fieldOptions } from './records/field-options.ts'
import { verbs } from './records/records.ts'
import { maek } from './test/run.ts'

test('docs/cli.md is what the program says of itself', async () => {
  const { out } = await maek(['help', '--markdown'])
  const written = readFileSync(new URL('../docs/cli.md', import.meta.url), 'utf8')
  expect(written, 'run: node cli/maek.ts help --markdown > docs/cli.md').toBe(out)
})

test('every command explains itself in both languages', async () => {
  for (const command of commands) {
    const korean = await maek(['help', command.name, '--lang', 'ko'])
    const english = await maek([command.name, '--help'])
    expect([korean.exit, english.exit]).toEqual([0, 0])
    expect(korean.out).toContain(command.title.ko)
    expect(english.out).toContain(command.title.en)
    expect(english.out).not.toMatch(/[가-힣]/)
    for (const usage of command.usage) expect(usage.split(' ')[0]).toBe(command.name)
  }
})

test('no option of a command hides a shared one', () => {
  for (const command of commands)
    for (const name of Object.keys(command.options)) expect(Object.keys(sharedOptions)).not.toContain(name)
})

test('no field of any kind is hidden by an option of the program', () => {
  const taken = new Set(Object.keys(sharedOptions))
  for (const verb of Object.values(verbs))
    if (verb.fields) for (const name of Object.keys(verb.options)) taken.add(name)
  const hidden = kinds.flatMap((kind) => Object.keys(fieldOptions(kind)).filter((name) => taken.has(name)))
  expect(hidden).toEqual([])
})

test('help on a kind names every field, state and action with its label', async () => {
  for (const kind of kinds) {
    const { out, exit } = await maek(['help', 'records', kind.name, '--lang', 'ko'])
    expect(exit).toBe(0)
    for (const field of Object.values(kind.fields)) expect(out).toContain(field.label.ko)
    for (const action of Object.values(kind.life.actions)) expect(out).toContain(action.label.ko)
  }
})

test('a wrong command or language is refused in words, with exit code 2 and nothing on stdout', async () => {
  expect(await maek(['frobnicate'])).toMatchObject({ exit: 2, out: '' })
  expect((await maek(['frobnicate'], { environment: { LANG: 'ko_KR.UTF-8' } })).error).toContain(
    '그런 명령은 없습니다',
  )
  expect(await maek(['help', 'frobnicate'])).toMatchObject({ exit: 2, out: '' })
  expect((await maek(['gate', '--lang', 'de'])).error).toContain('--lang')
})

test('with --json a refusal is one JSON object on stdout and stderr is silent', async () => {
  const { out, error, exit } = await maek(['gate', '--json'])
  expect(exit).toBe(2)
  expect(error).toBe('')
  expect(JSON.parse(out)).toMatchObject({ code: 'invalid', field: 'release' })
})
