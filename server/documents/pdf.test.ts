import { createRequire } from 'node:module'
import type { ReportTree } from '@maek/domain/reports/report-tree.ts'
import { vulnerabilityReport } from '@maek/domain/reports/vulnerability-report.ts'
import { say } from '@maek/domain/words.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accepted } from '../../test/house-records.ts'
import { statedFinding, vulnerabilityFacts } from '../../test/vulnerability-facts.ts'
import { printReport, renderPdf } from './pdf.ts'

const isInstalled = (() => {
  try {
    return (
      createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu') !== ''
    )
  } catch {
    return false
  }
})()
const withTypesetter = test.skipIf(!isInstalled)

const treeOf = (texts: readonly string[]): ReportTree => ({
  language: 'both',
  title: say(texts[0] ?? '제목', texts[0] ?? 'Title'),
  maker: texts[1] ?? 'Maker',
  subject: texts[2] ?? 'Subject',
  at: '2026-11-22T03:00:00.000Z',
  footer: texts[3] ?? 'footer',
  blocks: [
    { is: 'heading', level: 1, text: say('제목', texts[4] ?? 'x') },
    ...texts.map((text) => ({ is: 'paragraph' as const, text: say(text, text) })),
    { is: 'facts', facts: texts.map((text) => ({ label: say(text, 'x'), value: text })) },
    {
      is: 'table',
      columns: [
        { title: say('가', 'a'), share: 1 },
        { title: say('나', 'b'), share: 1, side: 'right' },
      ],
      rows: texts.map((text) => [text, { text, below: text, tone: 'bad' }]),
    },
    { is: 'note', tone: 'warning', text: texts.join(' ') },
  ],
})
const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString() === '%PDF-'

withTypesetter(
  'names that look like code of the typesetter are printed as names (skipped without it)',
  async () => {
    const hostile = [
      '#panic("stop")',
      '#read("/etc/passwd")',
      '#import "@preview/x:1.0.0": *',
      '$ 1/0 $ *bold* _it_ `raw` <label> @ref',
      '"]] }) #eval("panic()")',
      '= heading \\ // comment /* open',
      '\\u{202e}',
      'pkg:npm/%23panic%28%29@1?x=#y',
      '中文 العربية 😀 \u{10ffff} \u0000 \u202e',
      'a'.repeat(5000),
      '가'.repeat(3000),
      '',
    ]
    expect(isPdf(accepted(await printReport(treeOf(hostile))))).toBe(true)
    const random = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), { numRuns: 150, seed: 7 })
    expect(isPdf(accepted(await printReport(treeOf(random))))).toBe(true)
  },
)

withTypesetter('the same report gives the same bytes, in each language (skipped without it)', async () => {
  const facts = vulnerabilityFacts({
    statements: Array.from({ length: 40 }, (_, at) => statedFinding({ vulnerability: `CVE-2026-${at}` })),
  })
  for (const language of ['ko', 'en', 'both'] as const) {
    const tree = vulnerabilityReport(facts, language)
    const [first, second] = [accepted(await printReport(tree)), accepted(await printReport(tree))]
    expect(isPdf(first)).toBe(true)
    expect(Buffer.compare(first, second)).toBe(0)
  }
})

withTypesetter('the typesetter reads no file of the machine (skipped without it)', async () => {
  await expect(renderPdf('#read("/etc/hostname")', {}, '2026-11-22T03:00:00.000Z')).rejects.toThrow(
    /does not compile/,
  )
})
