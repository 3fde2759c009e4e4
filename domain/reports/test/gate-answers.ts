import type { z } from 'zod'
import type { gateRelease } from '../api.ts'
import { gateRules } from '../gate-rules.ts'

export type Gate = z.output<(typeof gateRelease)['output']>
export type Finding = NonNullable<Gate['blockers'][number]['finding']>

export const findingOf = (more: Partial<Finding> = {}): Finding => ({
  vulnerability: 'CVE-2021-44228',
  aliases: ['GHSA-jfh8-c2jp-5v3q'],
  summary: 'Remote code injection in Log4j',
  component: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
  version: '2.14.1',
  fixedIn: '2.15.0',
  severity: 'critical',
  score: '10.0',
  exploited: false,
  affectedBy: null,
  case: null,
  ...more,
})

/** What the gate answers about findings: each blocks, each of `decided` does not. */
export function gateOf(
  findings: readonly Finding[],
  decided: Gate['decided'] = [],
  more: Partial<Gate> = {},
): Gate {
  const blockers = findings.map((finding) => ({
    rule: 'findings-decided',
    because: {
      ko: `${finding.vulnerability} (${finding.component}): 서명된 결정이 없습니다.`,
      en: `${finding.vulnerability} (${finding.component}): there is no signed decision.`,
    },
    record: null,
    kind: null,
    finding,
  }))
  return {
    release: { id: '0190a000-0000-7000-8000-000000000001', number: 'REL-2026-0001', title: 'T' },
    pass: findings.length === 0,
    blockers,
    passed: gateRules
      .filter(({ id }) => findings.length === 0 || id !== 'findings-decided')
      .map(({ id, holds }) => ({ rule: id, because: holds })),
    decided,
    ...more,
  }
}

/** Names as somebody's SBOM may hold them, made to leave the place they are written to. */
export const hostileNames: readonly string[] = [
  ']]><testcase name="ok"/><![CDATA[',
  '"/><script>alert(1)</script>',
  '&xxe;<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
  'a\u0000b\u0008\u001b[2Jc',
  'half \ud800 pair',
  '\uffff\ufffe',
  '\u202eeman gnorw',
  '[click](javascript:alert(1))',
  '{0} {message}',
  "=cmd|' /C calc'!A0",
  '__proto__',
  'line\nfeed\r\nand\ttab',
  "'; drop table record; --",
]
