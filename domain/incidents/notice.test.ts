import { expect, test } from 'vitest'
import { examples } from '../../test/examples/incidents.ts'
import { edited, opened, refused, stepped, walked, wanted } from '../../test/examples/walk.ts'
import { parseBody } from '../parse.ts'
import { notice } from './notice.ts'

const example = examples.notice ?? {}
const incident = String(example.incident)
const sent = (body: object) => wanted(stepped(notice, opened(notice, { ...example, ...body }), 'send')).clocks

test('a sent notice stops the incident’s clock at the time it was sent, not when that was entered', () => {
  expect(sent({})).toEqual({
    start: [],
    stop: [
      {
        duty: 'kr-infringement-notice-mfds',
        step: 0,
        record: incident,
        stoppedAt: '2026-11-18T02:10:00.000Z',
      },
    ],
  })
})

test('a report that counts under another law stops that clock too', () => {
  const stop = sent({ duty: 'kr-pipa-leak-authority', alsoMeets: ['kr-network-incident'] }).stop
  expect(stop.map(({ duty }) => duty)).toEqual(['kr-pipa-leak-authority', 'kr-network-incident'])
})

test('the first report of a death begins the eight days for its details', () => {
  const { start, stop } = sent({ duty: 'kr-ae-death' })
  expect(start).toEqual([
    { duty: 'kr-ae-death', step: 1, record: incident, startedAt: '2026-11-18T02:10:00.000Z' },
  ])
  expect(stop).toHaveLength(1)
  expect(sent({ duty: 'kr-ae-death#1' })).toMatchObject({
    start: [],
    stop: [{ duty: 'kr-ae-death', step: 1 }],
  })
})

test('the second report under the Cyber Resilience Act begins the month for the final one', () => {
  expect(sent({ duty: 'eu-cra-14-incident' }).start).toEqual([])
  expect(sent({ duty: 'eu-cra-14-incident#1' }).start).toMatchObject([
    { duty: 'eu-cra-14-incident', step: 2 },
  ])
})

test('a draft, an edit and a receipt stop nothing', () => {
  const draft = opened(notice, example)
  expect(wanted(edited(notice, draft, { reply: '보완 요청' })).clocks).toEqual({ start: [], stop: [] })
  const after = walked(notice, draft, 'send')
  expect(wanted(stepped(notice, after, 'acknowledge')).clocks).toEqual({ start: [], stop: [] })
})

test('a notice is not sent without its content and the time it was sent', () => {
  for (const name of ['content', 'sentAt']) {
    expect(stepped(notice, opened(notice, { ...example, [name]: undefined }), 'send').ok, name).toBe(false)
  }
})

test('what was sent cannot be rewritten, only its receipt is added', () => {
  const after = walked(notice, opened(notice, { ...example, receipt: undefined }), 'send')
  for (const change of [
    { sentAt: '2026-11-18T01:30:00Z' },
    { duty: 'kr-ae-death' },
    { recipient: '다른 곳' },
  ]) {
    expect(refused(edited(notice, after, change)).code).toBe('conflict')
  }
  expect(refused(stepped(notice, after, 'acknowledge')).field).toBe('body.receipt')
  const receipted = wanted(edited(notice, after, { receipt: '접수번호 7' })).after
  expect(walked(notice, receipted, 'acknowledge').state).toBe('acknowledged')
})

test('a duty the catalogue does not have is refused', () => {
  expect(refused(parseBody(notice, { ...example, duty: 'kr-ae-death#9' })).field).toBe('body.duty')
})

test('a notice about a vulnerability stops the clock of its case, and one that meets no duty stops none', () => {
  const about = { incident: undefined, case: '72000000-0000-4000-8000-00000000000a' }
  expect(sent({ ...about, duty: 'eu-cra-14-users' }).stop).toMatchObject([
    { duty: 'eu-cra-14-users', record: about.case },
  ])
  expect(sent({ ...about, duty: undefined })).toEqual({ start: [], stop: [] })
})

test('a notice is about one incident or one vulnerability, and for an incident it names the duty it meets', () => {
  const about = '72000000-0000-4000-8000-00000000000a'
  expect(parseBody(notice, { ...example, case: about })).toMatchObject({ refusal: { field: 'body.case' } })
  expect(stepped(notice, opened(notice, { ...example, incident: undefined }), 'send').ok).toBe(false)
  expect(parseBody(notice, { ...example, duty: undefined })).toMatchObject({
    refusal: { field: 'body.duty' },
  })
  expect(parseBody(notice, { ...example, incident: undefined, case: about, duty: undefined }).ok).toBe(true)
})
