import { expect, test } from 'vitest'
import { brokenArrow, circles, undeclaredPackages } from './rooms.ts'
import { readSource, sources, textOf } from './source.ts'
import { unsettled } from './violation.ts'

/** Imports of a package outside the room's own list, each with its reason. */
const lent: Readonly<Record<string, readonly string[]>> = {
  // Builds the pages on a machine that has only the repository; a release brings them built.
  'server/web-build.ts': ['vite'],
}

test('imports point down the rooms, down the order of domains, and nowhere else', () => {
  const broken = sources.flatMap((source) =>
    source.imports.flatMap((path) => {
      const why = brokenArrow(source.path, path)
      return why === null ? [] : [{ path: source.path, rule: 'arrow', what: `${path}: ${why}` }]
    }),
  )
  expect(unsettled(['arrow'], broken)).toEqual([])
})

test('no file reaches itself by its imports, types included', () => {
  const found = circles(new Map(sources.map((source) => [source.path, source.imports])))
  const broken = found.map((circle) => ({ path: circle[0] ?? '', rule: 'circle', what: circle.join(' ⇄ ') }))
  expect(unsettled(['circle'], broken)).toEqual([])
})

test('a room imports only packages that its own package.json names', () => {
  const broken = sources.flatMap((source) => {
    const room = source.path.split('/')[0] ?? ''
    const allowed = new Set([...(dependencies.get(room) ?? []), ...(lent[source.path] ?? [])])
    return undeclaredPackages(source, allowed).map((name) => ({
      path: source.path,
      rule: 'package',
      what: name,
    }))
  })
  expect(unsettled(['package'], broken)).toEqual([])
})

const dependencies = new Map(
  ['domain', 'ledger', 'server', 'web', 'cli'].map((room) => {
    const written: { dependencies?: Record<string, string> } = JSON.parse(textOf(`${room}/package.json`))
    return [room, Object.keys(written.dependencies ?? {})] as const
  }),
)

test('the rules refuse what they are there to refuse', () => {
  expect(brokenArrow('domain/words.ts', 'ledger/json.ts')).toBe('domain may not import ledger')
  expect(brokenArrow('web/routes.tsx', 'server/start.ts')).toBe('web may not import server')
  expect(brokenArrow('web/ui/Page.tsx', 'ledger/proof.ts')).toContain('checks proofs')
  expect(brokenArrow('domain/risks/hazard.ts', 'domain/incidents/incident.ts')).toBe(
    'incidents comes after risks',
  )
  expect(brokenArrow('domain/words.ts', 'domain/people/person.ts')).toBe('the ground floor knows no domain')
  expect(brokenArrow('server/records/write.ts', 'server/reports/pack.ts')).toContain('knows none')
})

test('the rules let pass what the house is built of', () => {
  expect(brokenArrow('domain/kinds.ts', 'domain/reports/pack.ts')).toBeNull()
  expect(brokenArrow('server/records/sign.ts', 'server/people/enrol.ts')).toBeNull()
  expect(brokenArrow('server/people/people.ts', 'domain/reports/api.ts')).toBeNull()
  expect(brokenArrow('domain/kinds.test.ts', 'test/examples/people.ts')).toBeNull()
})

test('a circle is found also when it runs through a type alone', () => {
  const one = readSource('a/one.ts', "import type { Two } from './two.ts'\nexport type One = Two")
  const two = readSource('a/two.ts', "export type Two = import('./one.ts').One")
  const alone = readSource('a/alone.ts', "import { one } from './one.ts'")
  const imports = [one, two, alone].map((source) => [source.path, source.imports] as const)
  expect(circles(new Map(imports))).toEqual([['a/one.ts', 'a/two.ts']])
})
