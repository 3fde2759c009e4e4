import type { z } from 'zod'
import type { Language } from '../words.ts'
import type { gateRelease } from './api.ts'
import { gateRules } from './gate-rules.ts'

type Gate = z.output<(typeof gateRelease)['output']>
type Blocker = Gate['blockers'][number]

/**
 * The gate's answer as JUnit XML. A rule is a test suite: one passed test case where nothing blocks, else one failed
 * case for each blocker, because most readers keep a single failure of a case and compare cases by name. The elements
 * are those that Jenkins, GitLab and GitHub's reporters share; there is no standard. Names of cases stay the same from
 * run to run, and no time is told: the same answer gives the same bytes.
 */
export function gateJunit(gate: Gate, language: Language): string {
  const suites = gateRules.map(({ id, holds }) => {
    const blockers = gate.blockers.filter(({ rule }) => rule === id)
    const cases =
      blockers.length === 0
        ? [`    <testcase${attributes({ classname: id, name: holds[language] })}/>`]
        : blockers.map((blocker) => failedCase(blocker, language))
    const counts = { tests: cases.length, failures: blockers.length, errors: 0, skipped: 0 }
    return [`  <testsuite${attributes({ name: id, ...counts })}>`, ...cases, '  </testsuite>'].join('\n')
  })
  const tests = gateRules.reduce((sum, { id }) => sum + Math.max(1, count(gate, id)), 0)
  const name = `maek gate ${gate.release.number}`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, tests, failures: gate.blockers.length, errors: 0 })}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

const count = (gate: Gate, id: string) => gate.blockers.filter(({ rule }) => rule === id).length

function failedCase({ rule, because, finding, record }: Blocker, language: Language): string {
  const words = because[language]
  const name = finding ? `${finding.vulnerability} ${finding.component}` : words
  const told = [words, finding?.fixedIn ? `→ ${finding.fixedIn}` : '', record ?? ''].filter(
    (line) => line !== '',
  )
  return [
    `    <testcase${attributes({ classname: rule, name })}>`,
    `      <failure${attributes({ type: rule, message: words })}>${escaped(told.join('\n'))}</failure>`,
    '    </testcase>',
  ].join('\n')
}

function attributes(pairs: Readonly<Record<string, string | number>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('')
}

/**
 * Text for XML 1.0 (2.2 and 2.4): what is no character there, or would turn a line around on a screen, becomes the
 * replacement character. `>` too, so that no `]]>` stands in the text.
 */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
