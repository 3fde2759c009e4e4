import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isOutsidePresent } from '../domain/components/test/outside-files.ts'
import { suites } from '../test/conformance/suites.ts'
import { committedPasses, conformancePage, faultsOf, lineOf, type Ran } from './conformance-report.ts'
import { root } from './source.ts'

/*
 * npm run conformance [-- --write]
 * Compares our answers with outside oracles and prints how many are the same. Exit code 1: a difference has no named
 * cause, or fewer are the same than docs/conformance.md says. Without the oracles' files: skipped, exit code 0.
 */

const page = join(root, 'docs/conformance.md')
const committed = committedPasses(readFileSync(page, 'utf8'))
const tell = (line: string) => process.stdout.write(`${line}\n`)

const runs: Ran[] = []
for (const suite of suites) {
  const compared = isOutsidePresent(...suite.files) ? await suite.compare() : null
  runs.push({ suite, compared })
  tell(lineOf({ suite, compared }))
}
tell('')
for (const { suite, compared } of runs) {
  for (const [cause, all] of Map.groupBy(compared?.differences ?? [], (one) => one.cause ?? 'UNEXPLAINED'))
    tell(`${suite.name}: ${all.length}: ${cause}`)
  for (const { what, count, cause } of compared?.leftOut ?? [])
    tell(`${suite.name}: ${count} not asked (${what}): ${cause}`)
}

const faults = runs.flatMap((run) => faultsOf(run, committed))
for (const fault of faults) tell(`✗ ${fault}`)
const isWhole = runs.every(({ compared }) => compared !== null)
if (process.argv.includes('--write') && isWhole) writeFileSync(page, conformancePage(runs))
process.exitCode = faults.length > 0 ? 1 : 0
