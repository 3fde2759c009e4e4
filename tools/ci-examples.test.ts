import { createRequire } from 'node:module'
import { sharedOptions } from '@maek/cli/arguments.ts'
import { commands } from '@maek/cli/commands.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { textOf } from './source.ts'

/* The examples that people copy into their pipelines must go on working. */

const { load }: { load: (text: string) => unknown } = createRequire(import.meta.url)('js-yaml')
const files = ['docs/ci/github-actions.yml', 'docs/ci/gitlab-ci.yml']

/** Every text in a YAML document, as its reader sees it: a folded line is one line. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  const inner = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).safeParse(value)
  return inner.success ? Object.values(inner.data).flatMap(textsIn) : []
}

const lines = files.flatMap((file) =>
  textsIn(load(textOf(file)))
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith('maek '))
    .map((line) => ({ file, words: line.trim().split(/\s+/).slice(1) })),
)

test('both examples are YAML and take in the SBOM before they ask the gate', () => {
  for (const file of files) {
    const names = lines.filter((line) => line.file === file).map(({ words }) => words[0])
    expect(names).toEqual(['intake', 'gate'])
  }
})

test('every command and option of the examples is one that maek has', () => {
  for (const { words } of lines) {
    const command = commands.find(({ name }) => name === words[0])
    const options = { ...sharedOptions, ...command?.options }
    const given = words.filter((word) => word.startsWith('--')).map((word) => word.slice(2))
    expect(given.filter((name) => !Object.hasOwn(options, name))).toEqual([])
  }
})

test('the gate of both writes SARIF and JUnit, and its files are the ones that are kept', () => {
  for (const file of files) {
    const words = lines.find((line) => line.file === file && line.words[0] === 'gate')?.words ?? []
    const after = (option: string) => words.flatMap((word, at) => (word === option ? [words[at + 1]] : []))
    expect(after('--format').sort()).toEqual(['junit', 'sarif'])
    for (const out of after('--out')) expect(textOf(file).split(String(out)).length).toBeGreaterThan(2)
    // Results point to the file that was taken in.
    expect(after('--sbom')).toEqual(['bom.json'])
  }
})

test('no example carries a token or a way around a failed gate', () => {
  for (const file of files) {
    const text = textOf(file)
    expect(text).not.toMatch(/--token|continue-on-error|allow_failure|\|\| true/)
    expect(text).toContain('MAEK_TOKEN')
  }
})
