import { expect, test } from 'vitest'
import { examples } from '../../test/examples/assurance.ts'
import {
  edited,
  link,
  opened,
  refused,
  stepped,
  steppedWith,
  walked,
  wanted,
} from '../../test/examples/walk.ts'
import { parseBody } from '../parse.ts'
import { audit } from './audit.ts'
import { auditFinding } from './audit-finding.ts'
import { managementReview } from './management-review.ts'

const anAudit = examples.audit ?? {}
const finding = examples['audit-finding'] ?? {}
const review = examples['management-review'] ?? {}

test('an audit is not begun without auditors, plan and their impartiality', () => {
  for (const name of ['auditors', 'agenda', 'independence']) {
    expect(stepped(audit, opened(audit, { ...anAudit, [name]: undefined }), 'begin').ok, name).toBe(false)
  }
})

test('criteria and scope cannot be changed once the audit has begun', () => {
  const begun = walked(audit, opened(audit, anAudit), 'begin')
  expect(refused(edited(audit, begun, { criteria: ['own'] })).field).toBe('body.criteria')
})

test('an audit is closed only when all its findings are', () => {
  const reported = walked(audit, opened(audit, anAudit), 'begin', 'submit', 'approve')
  const open = link('audit', 'audit-finding', { state: 'working' })
  const closed = link('audit', 'audit-finding', { state: 'closed', closed: true })
  expect(refused(steppedWith(audit, reported, { action: 'close', in: [closed, open] })).because.en).toMatch(
    /not yet closed/,
  )
  expect(wanted(steppedWith(audit, reported, { action: 'close', in: [closed] })).after.state).toBe('closed')
})

test('a major finding leads to a corrective action, and every nonconformity to its cause', () => {
  const record = (change: object) =>
    walked(auditFinding, opened(auditFinding, { ...finding, ...change }), 'start')
  const major = record({ grade: 'major', correctiveActions: undefined })
  expect(refused(stepped(auditFinding, major, 'ask-check')).because.en).toMatch(/corrective action/)
  expect(refused(stepped(auditFinding, record({ rootCause: undefined }), 'ask-check')).because.en).toMatch(
    /cause/,
  )
  const remark = record({ grade: 'observation', rootCause: undefined, evidence: undefined })
  expect(walked(auditFinding, remark, 'ask-check').state).toBe('checking')
})

test('a finding is closed only once the auditor accepted the action, and keeps its grade meanwhile', () => {
  const working = walked(auditFinding, opened(auditFinding, { ...finding, accepted: false }), 'start')
  expect(refused(edited(auditFinding, working, { grade: 'observation' })).field).toBe('body.grade')
  expect(
    refused(stepped(auditFinding, walked(auditFinding, working, 'ask-check'), 'close')).because.en,
  ).toMatch(/accepted/)
})

const inputs = [
  'earlierActions',
  'feedback',
  'complaints',
  'reporting',
  'audits',
  'processes',
  'products',
  'aiPerformance',
  'security',
  'nonconformities',
  'corrective',
  'preventive',
  'changes',
  'regulation',
  'recommendations',
  'context',
  'interestedParties',
]

test.each(inputs)('a management review without the input “%s” is not submitted', (name) => {
  const record = opened(managementReview, { ...review, [name]: undefined })
  expect(refused(stepped(managementReview, record, 'submit')).field).toBe(`body.${name}`)
})

test('a period that ends before it begins is refused', () => {
  expect(refused(parseBody(managementReview, { ...review, periodTo: '2026-04-30' })).field).toBe(
    'body.periodTo',
  )
  expect(refused(parseBody(audit, { ...anAudit, to: '2026-09-06' })).field).toBe('body.to')
})
