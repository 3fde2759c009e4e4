import { vulnerabilityCase } from '@maek/domain/vulnerabilities/vulnerability-case.ts'
import { expect, test } from 'vitest'
import { caseFrom } from './case-from.ts'
import type { Finding } from './severities.ts'

const finding: Finding = {
  id: 'aa:CVE-2024-1',
  vulnerability: 'CVE-2024-1',
  aliases: ['GHSA-aaaa-bbbb-cccc'],
  summary: 'Overflow',
  component: 'pkg:npm/left-pad@1.0.0',
  version: '1.0.0',
  fixedIn: null,
  severity: 'high',
  score: '7.5',
  vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
  issuer: 'GHSA',
  device: null,
  how: 'range',
  state: 'in-triage',
  decision: null,
  decidedUntil: null,
  pending: null,
  foundAt: '2026-11-20T00:00:00.000Z',
  dueOn: null,
  epss: null,
  kev: null,
  exploitation: null,
  releases: [{ id: '00000000-0000-4000-8000-000000000001', number: 'REL-1', title: '1.0' }],
  case: null,
}

test('every value a finding fills in is one the vulnerability case accepts', () => {
  const body = {
    ...caseFrom(finding, '00000000-0000-4000-8000-000000000002'),
    awareAt: '2026-01-01T00:00:00Z',
  }
  expect(vulnerabilityCase.schema.safeParse(body).error?.issues ?? []).toEqual([])
})

test('the moments of awareness are never filled in: a person says when', () => {
  const exploited: Finding = { ...finding, exploitation: 'active' }
  expect(caseFrom(exploited, undefined)).not.toHaveProperty('awareAt')
  expect(caseFrom(exploited, undefined)).not.toHaveProperty('exploitationKnownAt')
})

test('a long package name still makes a title that fits', () => {
  const long = { ...finding, component: `pkg:npm/${'x'.repeat(390)}` }
  expect(String(caseFrom(long, undefined).name).length).toBeLessThanOrEqual(200)
})
