import type { Compared, Suite } from '../test/conformance/suite.ts'

/** Answers to one suite; null when its files are not here. */
export type Ran = { readonly suite: Suite; readonly compared: Compared | null }

const number = (value: number) => value.toLocaleString('en-US')
const passed = ({ cases, differences }: Compared) => cases - differences.length

/** The page docs/conformance.md. */
export function conformancePage(runs: readonly Ran[]): string {
  const rows = runs.map(({ suite, compared }) =>
    compared
      ? `| ${suite.name} | ${number(passed(compared))} | ${number(compared.cases)} | ${suite.about} |`
      : `| ${suite.name} | skipped | | ${suite.about} |`,
  )
  return [
    '# Conformance',
    '',
    'Our answers beside those of outside oracles: `npm run conformance`. The page is written by `npm run conformance -- --write`; the command fails on a difference nobody has explained, and on fewer passes than stand here. The oracles lie beside the repository and are not part of it; without them a suite is skipped.',
    '',
    '| Suite | Same | Cases | What is compared |',
    '| --- | ---: | ---: | --- |',
    ...rows,
    '',
    ...runs.flatMap(({ suite, compared }) => (compared ? sectionOf(suite, compared) : [])),
  ].join('\n')
}

const examplesMax = 8

function sectionOf(suite: Suite, { differences, leftOut = [] }: Compared): string[] {
  if (differences.length === 0 && leftOut.length === 0) return []
  const causes = Map.groupBy(differences, ({ cause }) => cause ?? 'UNEXPLAINED')
  return [
    `## ${suite.name}`,
    '',
    ...[...causes].flatMap(([cause, all]) => [
      `- **${number(all.length)} differ.** ${cause}`,
      `  - ${all
        .slice(0, examplesMax)
        .map(({ name }) => `\`${name.replaceAll('`', "'")}\``)
        .join(', ')}${all.length > examplesMax ? `, and ${all.length - examplesMax} more` : ''}`,
    ]),
    ...leftOut.map(({ what, count, cause }) => `- **${number(count)} not asked** (${what}): ${cause}.`),
    '',
  ]
}

/** Passes that the committed page promises, by suite. */
export function committedPasses(page: string): ReadonlyMap<string, number> {
  const rows = page.matchAll(/^\| ([^|]+) \| ([\d,]+) \| [\d,]+ \|/gm)
  return new Map([...rows].map(([, name = '', count = '']) => [name, Number(count.replaceAll(',', ''))]))
}

/** What is wrong with a run: differences without a cause, and fewer passes than were committed. */
export function faultsOf({ suite, compared }: Ran, committed: ReadonlyMap<string, number>): string[] {
  if (!compared) return []
  const promised = committed.get(suite.name) ?? 0
  const same = passed(compared)
  return [
    ...compared.differences
      .filter(({ cause }) => cause === null)
      .map(({ name }) => `${suite.name}: unexplained: ${name}`),
    ...(same < promised ? [`${suite.name}: ${same} are the same, ${promised} were committed`] : []),
  ]
}

/** A line for the terminal. */
export function lineOf({ suite, compared }: Ran): string {
  const name = suite.name.padEnd(28)
  if (!compared) return `${name} skipped: its files are not here`
  const { cases, differences, leftOut = [] } = compared
  const out = leftOut.reduce((sum, { count }) => sum + count, 0)
  const counts = `${number(passed(compared)).padStart(9)} of ${number(cases).padStart(9)}`
  const rest = [
    differences.length > 0 ? `${number(differences.length)} differ, see below` : '',
    out > 0 ? `${number(out)} not asked` : '',
  ].filter((part) => part !== '')
  return `${name} ${counts}${rest.length > 0 ? `   (${rest.join(', ')})` : ''}`
}
