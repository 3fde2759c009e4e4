import { describe, expect, test } from 'vitest'
import { readSource, sources, textOf, trackedFiles } from './source.ts'
import { deadFiles } from './tidy-reach.ts'
import { syntaxRules, syntaxViolations, wordsFault } from './tidy-syntax.ts'
import { nameFault, textRules, textViolations } from './tidy-text.ts'
import { unsettled } from './violation.ts'

const folders = new Set(trackedFiles.flatMap((path) => foldersOf(path)))
const files = new Set(trackedFiles)
const exists = (path: string) => files.has(path) || folders.has(path.replace(/\/$/, ''))

function foldersOf(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, index).join('/') || '.')
}

const isText = (path: string) => !/\.(png|jpe?g|woff2?|ico|pdf|zip|gz)$/.test(path)

describe('the repository', () => {
  const ofSyntax = sources.flatMap(syntaxViolations)
  const ofText = trackedFiles.filter(isText).flatMap((path) => textViolations(path, textOf(path), exists))

  test.each([...syntaxRules])('keeps the rule %s of STYLE.md in every program', (rule) => {
    const broken = ofSyntax.filter((violation) => violation.rule === rule)
    expect(unsettled([rule], broken)).toEqual([])
  })

  test.each([...textRules])('keeps the rule %s of STYLE.md in every file', (rule) => {
    const broken = ofText.filter((violation) => violation.rule === rule)
    expect(unsettled([rule], broken)).toEqual([])
  })

  test('has no file that no program reaches', () => {
    expect(unsettled(['dead'], deadFiles(sources))).toEqual([])
  })
})

describe('the rules', () => {
  const rulesBrokenBy = (text: string, path = 'domain/x.ts') =>
    syntaxViolations(readSource(path, text)).map((violation) => violation.rule)

  test('refuse casts, any and ! without a reason beside them', () => {
    expect(rulesBrokenBy('export const a = b as string')).toEqual(['cast'])
    expect(rulesBrokenBy('export const a: any = b')).toEqual(['any'])
    expect(rulesBrokenBy('export const a = b!.c')).toEqual(['non-null'])
    expect(rulesBrokenBy('// b was made two lines above.\nexport const a = b!.c')).toEqual([])
    expect(rulesBrokenBy('export const a = [1] as const')).toEqual([])
  })

  test('refuse a function of 61 lines and a fourth parameter', () => {
    const lines = (count: number) => `export function f() {${'\n'.repeat(count - 1)}}`
    expect(rulesBrokenBy(lines(60))).toEqual([])
    expect(rulesBrokenBy(lines(61))).toEqual(['function-length'])
    expect(rulesBrokenBy('export const f = (a: 1, b: 2, c: 3, d: 4) => a')).toEqual(['parameters'])
  })

  test('refuse a clock and chance in the pure rooms only', () => {
    expect(rulesBrokenBy('export const a = new Date()')).toEqual(['pure'])
    expect(rulesBrokenBy('export const a = Math.random()', 'ledger/x.ts')).toEqual(['pure'])
    expect(rulesBrokenBy('export const a = new Date(5)')).toEqual([])
    expect(rulesBrokenBy('export const a = Date.now()', 'server/x.ts')).toEqual([])
  })

  test('refuse a text that lacks one of its languages', () => {
    expect(wordsFault('', 'Record')).toBe('one language is empty')
    expect(wordsFault('Record', 'Records')).toBe('no Korean in the Korean')
    expect(wordsFault('SBOM', 'SBOMs')).toBeNull()
    expect(wordsFault('ISO 14971 7.3·8', 'ISO 14971 7.3 and 8')).toBeNull()
    expect(wordsFault('기록', '기록')).toBe('Korean in the English')
    expect(wordsFault('SHA-256', 'SHA-256')).toBeNull()
    expect(wordsFault('기록', 'Record')).toBeNull()
  })

  test('refuse a test that sleeps the others or is named by one word', () => {
    expect(rulesBrokenBy("test.only('a record is kept', f)", 'domain/x.test.ts')).toEqual(['only'])
    expect(rulesBrokenBy("test('parse', f)", 'domain/x.test.ts')).toEqual(['test-name'])
  })

  test('refuse names that say nothing and names in another case', () => {
    expect(nameFault('server/utils.ts')).not.toBeNull()
    expect(nameFault('web/helpers/Page.tsx')).not.toBeNull()
    expect(nameFault('domain/riskControl.ts')).not.toBeNull()
    expect(nameFault('domain/risks/risk-control.test.ts')).toBeNull()
    expect(nameFault('web/ui/Page.tsx')).toBeNull()
  })

  test('refuse a file of 301 lines, a path of one machine, a dead link and a TODO without an issue', () => {
    const broken = (path: string, text: string) => textViolations(path, text, exists).map(({ rule }) => rule)
    expect(broken('domain/x.ts', '\n'.repeat(300))).toEqual([])
    expect(broken('domain/x.ts', '\n'.repeat(301))).toEqual(['file-length'])
    expect(broken('docs/x.md', ['see ', 'home', 'me'].join('/'))).toEqual(['machine'])
    expect(broken('docs/x.md', '[record](adr/0001-ledger-formats.md) [gone](adr/gone.md)')).toEqual(['link'])
    expect(broken('domain/x.ts', '// TODO later')).toEqual(['todo'])
    expect(broken('domain/x.ts', '// TODO(#12) later')).toEqual([])
  })

  test('call a file dead that only its own test knows', () => {
    const live = readSource('server/main.ts', "import './live.ts'\nnew URL('./thread.ts', import.meta.url)")
    const texts = ['server/live.ts', 'server/thread.ts', 'server/dead.ts'].map((path) => readSource(path, ''))
    const own = readSource('server/dead.test.ts', "import './dead.ts'")
    expect(deadFiles([live, ...texts, own])).toEqual([
      { path: 'server/dead.ts', rule: 'dead', what: 'only a test uses it' },
    ])
  })
})
