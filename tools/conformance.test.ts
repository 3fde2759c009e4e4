import { expect, test } from 'vitest'
import { isOutsidePresent } from '../domain/components/test/outside-files.ts'
import type { Suite } from '../test/conformance/suite.ts'
import { suites } from '../test/conformance/suites.ts'
import { committedPasses, faultsOf } from './conformance-report.ts'
import { textOf } from './source.ts'

const committed = committedPasses(textOf('docs/conformance.md'))

test('docs/conformance.md has a line for every suite', () => {
  expect([...committed.keys()]).toEqual(suites.map(({ name }) => name))
})

for (const suite of suites.filter(({ isSlow = false }) => !isSlow)) {
  test.skipIf(!isOutsidePresent(...suite.files))(
    `${suite.name}: every difference has a named cause, and no fewer are the same than were committed (skipped without the outside data)`,
    { timeout: 240_000 },
    async () => {
      const compared = await suite.compare()
      expect(faultsOf({ suite, compared }, committed)).toEqual([])
      expect(compared.cases).toBeGreaterThan(0)
    },
  )
}

test('a difference without a cause is a fault, and so is a pass lost', () => {
  const suite: Suite = { name: 's', about: '', files: [], compare: () => ({ cases: 3, differences: [] }) }
  const ran = (cause: string | null) => ({
    suite,
    compared: { cases: 3, differences: [{ name: 'x', cause }] },
  })
  expect(faultsOf(ran('known'), new Map([['s', 2]]))).toEqual([])
  expect(faultsOf(ran(null), new Map([['s', 2]]))).toEqual(['s: unexplained: x'])
  expect(faultsOf(ran('known'), new Map([['s', 3]]))).toEqual(['s: 2 are the same, 3 were committed'])
  expect(faultsOf({ suite, compared: null }, new Map([['s', 3]]))).toEqual([])
})
