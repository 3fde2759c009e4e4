import { kinds } from '@maek/domain/kinds.ts'
import { domains, roles } from '@maek/domain/permissions.ts'
import { expect, test } from 'vitest'
import { textOf } from './source.ts'

const rows = new Set(textOf('docs/words.md').split('\n'))

test('docs/words.md names every kind, domain and role as the house does', () => {
  const wanted = [
    ...kinds.map(({ title, name, code }) => `| ${title.ko} | ${title.en} | \`${name}\` | ${code}- |`),
    ...Object.entries({ ...domains, ...roles }).map(
      ([name, { ko, en }]) => `| ${ko} | ${en} | \`${name}\` |`,
    ),
  ]
  expect(wanted.filter((row) => !rows.has(row))).toEqual([])
})

test('docs/dependencies.md has a line for every package that a room or the repository asks for, and no other', () => {
  const files = ['', 'domain/', 'ledger/', 'server/', 'web/', 'cli/'].map((room) =>
    textOf(`${room}package.json`),
  )
  const asked = files.flatMap((text) => {
    const written: Record<'dependencies' | 'devDependencies' | 'optionalDependencies', object> =
      JSON.parse(text)
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = written
    return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
  })
  const wanted = new Set(asked.filter((name) => !name.startsWith('@maek/')))
  const named = textOf('docs/dependencies.md').matchAll(/^\| `([^`]+)`(?:, `([^`]+)`)*[^|]*\|/gm)
  const lines = [...named].flatMap((match) =>
    [...match[0].matchAll(/`([^`]+)`/g)].map((name) => name[1] ?? ''),
  )
  expect(lines.sort()).toEqual([...wanted].sort())
})
