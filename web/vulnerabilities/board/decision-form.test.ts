import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import { expect, test } from 'vitest'
import { plainKinds } from '../../records/plain-kinds.ts'
import { askedFields, decisionOf, reasoningOf } from './decision-form.ts'

const kind = plainKinds.find(({ name }) => name === triageDecision.name)
if (!kind) throw new Error('no kind of decisions')

test('every field asked is one the decision has', () => {
  for (const outcome of ['affected', 'accepted', 'fixed', 'not-affected', undefined]) {
    for (const scope of ['release', 'component', 'all']) {
      for (const name of askedFields({ outcome, scope })) expect(kind.fields, name).toHaveProperty(name)
    }
  }
})

test('an answer left over from an earlier choice is not sent', () => {
  const values = {
    outcome: 'affected',
    justification: 'component_not_present',
    impactStatement: { ko: '없음', en: '' },
    scope: 'all',
    versions: 'vers:npm/*',
    detail: '',
  }
  expect(decisionOf(kind, values)).toEqual({ outcome: 'affected', scope: 'all' })
})

test('taking over a reasoning leaves behind what it spoke of and who signed it', () => {
  const reasoning = {
    name: 'old',
    outcome: 'not-affected',
    justification: 'component_not_present',
    scope: 'release',
    releases: ['00000000-0000-4000-8000-000000000001'],
    vulnerabilities: [{ vulnerability: 'CVE-1' }],
    supersedes: ['00000000-0000-4000-8000-000000000002'],
  }
  expect(reasoningOf(reasoning)).toEqual({
    outcome: 'not-affected',
    justification: 'component_not_present',
    scope: 'release',
  })
})
