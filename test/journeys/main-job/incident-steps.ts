import { readRecord, storeFile } from '@maek/domain/api.ts'
import { gateRelease } from '@maek/domain/reports/api.ts'
import { expect, test } from 'vitest'
import { answerOf, maek } from '../maek-command.ts'
import { act, create, edit } from '../member.ts'
import * as model from '../model-bodies.ts'
import { judge, judged, turned } from '../verdicts.ts'
import { engineer, house, idOf, judgedBefore, keep, known, numberOf, recordOf, reviewer } from './journey.ts'

test('an incident starts each statutory clock from awareness, exact to the second', async () => {
  // People and laws count in whole seconds.
  const awareAt = new Date(Math.floor(Date.now() / 1000) * 1000 - 5_400_000).toISOString()
  keep('incident', await create(engineer(), 'incident', model.incidentBody(known(), awareAt)))
  const view = await reviewer().call(readRecord, { kind: 'incident', id: idOf('incident') })
  const due = Object.fromEntries(view.clocks.map(({ duty, dueAt }) => [duty, dueAt]))
  const hoursAfter = (hours: number) => new Date(Date.parse(awareAt) + hours * 3_600_000).toISOString()
  expect(due).toMatchObject({
    'kr-infringement-notice-mfds': null,
    'kr-infringement-notice-providers': null,
    'kr-infringement-notice-users': null,
    ...(awareAt > '2026-09-11' && { 'kr-pipa-leak-authority': hoursAfter(72) }),
    ...(awareAt > '2026-10-01' && { 'kr-network-incident': hoursAfter(24) }),
  })
  for (const { startedAt } of view.clocks) expect(startedAt).toBe(awareAt)
  const earlier = new Date(Date.parse(awareAt) + 1000).toISOString()
  await expect(edit(engineer(), view.record, { awareAt: earlier })).rejects.toThrow(/conflict/)
})

test('a notice stops the clock it meets and no other', async () => {
  const sentAt = new Date().toISOString()
  const duty = 'kr-infringement-notice-mfds'
  const body = model.noticeBody({ ...known(), sender: idOf('reviewer') }, duty, sentAt)
  await act(reviewer(), await create(reviewer(), 'notice', body), 'send')
  const view = await reviewer().call(readRecord, { kind: 'incident', id: idOf('incident') })
  const stopped = view.clocks.filter((clock) => clock.stoppedAt !== null)
  expect(stopped).toMatchObject([{ duty, stoppedAt: sentAt, state: 'met' }])
})

test('the release gate says no with reasons, and yes once they are mended', async () => {
  const asked = ['gate', '--release', numberOf('release'), '--json']
  const before = await maek(house().place, ...asked)
  expect(before.exit).toBe(1)
  const { blockers } = gateRelease.output.parse(JSON.parse(before.out))
  expect(blockers.map(({ rule }) => rule)).toEqual(['release-reviewed'])
  keep('release', await act(engineer(), recordOf('release'), 'submit'))
  const after = await answerOf(house(), gateRelease.output, 'gate', '--release', numberOf('release'))
  expect(after).toMatchObject({ pass: true, blockers: [] })
})

test('a protective measure is written with its evidence, and approved by another', async () => {
  const evidence = await engineer().call(storeFile, { name: '시험 결과.txt' }, Buffer.from('T-88: 통과'))
  const written = await create(engineer(), 'measure', model.measureBody(known(), evidence))
  const approved = await act(reviewer(), await act(engineer(), written, 'submit'), 'approve')
  expect(approved.state).toBe('approved')
})

test('readiness has changed by these records alone, and the past is still answered as it was', async () => {
  const met: string[] = []
  for (const framework of judged) {
    const was = judgedBefore.get(framework)
    if (!was) throw new Error(`${framework} was not judged before`)
    const now = await judge(house(), framework)
    met.push(...turned(was, now, ['not-met', 'met']))
    expect(turned(was, now, ['met', 'not-met'])).toEqual([])
    expect(await judge(house(), framework, was.asOf)).toEqual(was)
  }
  expect(met).toEqual(expect.arrayContaining(['iso-42001/8.4', 'kr-security-notice/Art.5#1']))
})
