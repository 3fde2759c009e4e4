import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { examples } from '../../test/examples/governance.ts'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { maek } from '../test/run.ts'

let served: ServedHouse
beforeAll(async () => {
  served = await servedHouse()
})
afterAll(() => served.close())

const writtenShape = z.looseObject({
  record: z.looseObject({
    id: z.string(),
    number: z.string(),
    state: z.string(),
    version: z.number(),
    body: z.record(z.string(), z.unknown()),
  }),
})

async function written(...args: string[]) {
  const ran = await served.run(...args, '--json')
  expect([ran.exit, ran.error], ran.out).toEqual([0, ''])
  return writtenShape.parse(JSON.parse(ran.out)).record
}

const newPerson = (name: string) =>
  written('records', 'person', 'create', '--name.ko', name, '--name.en', 'Person', '--engagement', 'employee')

const neededOfSupplier = ['--criticality', 'high', '--offering', 'GPU', '--outsourcedProcess', 'no']

test('a record is made from options: words, choices, yes and no, a file and a link by number', async () => {
  writeFileSync(join(served.folder, '평가서.txt'), '평가 결과')
  const person = await newPerson('김맥')
  const record = await written(
    ...['records', 'supplier', 'create', '--name', '가온클라우드', '--supplies', 'cloud,data'],
    ...['--handlesPersonalData', 'yes', '--evaluator', person.number, '--agreementFiles', '평가서.txt'],
    ...neededOfSupplier,
  )
  expect(record.body).toMatchObject({
    name: '가온클라우드',
    supplies: ['cloud', 'data'],
    handlesPersonalData: true,
    evaluator: person.id,
    agreementFiles: [{ name: '평가서.txt', size: 13 }],
  })
})

test('a text in two languages is given half by half, and an edit keeps the other half', async () => {
  const made = await written('records', 'policy', 'create', '--body', policyFile())
  const edited = await written('records', 'policy', 'edit', made.number, '--title.en', 'AI policy, revised')
  expect(edited.body).toMatchObject({ title: { ko: '인공지능 방침', en: 'AI policy, revised' } })
  expect(edited.version).toBe(2)
  const late = await served.run('records', 'policy', 'edit', made.number, '--title.en', 'x', '--at', '1')
  expect([late.exit, late.error.includes('version 2')]).toEqual([2, true])
})

function policyFile(): string {
  const body = { title: { ko: '인공지능 방침', en: 'AI policy' }, covers: ['ai'] }
  writeFileSync(join(served.folder, 'policy.json'), JSON.stringify(body))
  return 'policy.json'
}

test('every fault of an input is told at once, with its field, in the language asked for', async () => {
  const ran = await served.run('records', 'supplier', 'create', '--supplies', 'nonsense', '--lang', 'ko')
  expect(ran.exit).toBe(2)
  expect(ran.out).toBe('')
  expect(ran.error.match(/✗/g)?.length).toBeGreaterThan(1)
  expect(ran.error).toContain('body.supplies')
  expect(ran.error).toContain('공급자명')
})

test('a list shows numbers, states in words and listed fields; q narrows it; next pages on', async () => {
  await written('records', 'policy', 'create', '--body', policyFile())
  const all = await served.run('records', 'policy', 'list', '--lang', 'ko')
  expect(all.exit).toBe(0)
  expect(all.out).toMatch(/POL-\d{4}-0001 /)
  const first = await served.run('records', 'policy', 'list', '--limit', '1')
  const cursor = /--after (\S+)/.exec(first.out)?.[1] ?? ''
  const second = await served.run('records', 'policy', 'list', '--limit', '1', '--after', cursor)
  expect([second.exit, first.out === second.out]).toEqual([0, false])
  expect((await served.run('records', 'policy', 'list', '--q', 'revised')).out).toContain('1 in all')
  expect((await served.run('records', 'policy', 'list', '--limit', 'many')).error).toContain('--limit')
})

test('a record is shown with labels, and what cannot be done stands with its reason', async () => {
  const made = await written('records', 'policy', 'create', '--body', policyFile())
  const shown = await served.run('records', 'policy', 'show', made.number.toLowerCase(), '--lang', 'ko')
  expect(shown.out).toContain('인공지능 방침')
  expect(shown.out).toMatch(/✗ submit .*먼저 채우십시오/)
  expect((await served.run('records', 'policy', 'show', 'POL-1999-0001')).exit).toBe(2)
})

test('an action is done when it may be; one that needs a signature is refused, because a token never signs', async () => {
  const draft = await written('records', 'policy', 'create', '--body', policyFile())
  const early = await served.run('records', 'policy', 'act', draft.number, 'submit', '--lang', 'ko')
  expect([early.exit, early.out]).toEqual([2, ''])
  const person = await newPerson('박책임')
  writeFileSync(join(served.folder, 'whole.json'), JSON.stringify({ ...examples.policy, owner: person.id }))
  const whole = await written('records', 'policy', 'create', '--body', 'whole.json')
  const submitted = await written('records', 'policy', 'act', whole.number, 'submit')
  expect([submitted.state, submitted.version]).toEqual(['in-review', 2])
  const signed = await served.run('records', 'policy', 'act', whole.number, 'approve', '--json')
  expect(signed.exit).toBe(2)
  expect(['needs-signature', 'not-allowed']).toContain(JSON.parse(signed.out).code)
  expect((await served.run('records', 'policy', 'act', whole.number, 'fly')).exit).toBe(2)
})

test('a kind is exported to a file or to standard output, and taken in again row by row', async () => {
  await newPerson('이내보냄')
  const csv = await served.run('records', 'person', 'export')
  expect(csv.out).toContain('이내보냄')
  expect((await served.run('records', 'person', 'export', '--out', 'p.json')).exit).toBe(0)
  expect(readFileSync(join(served.folder, 'p.json'), 'utf8')).toContain('이내보냄')
  const taken = await served.run('records', 'person', 'import', 'p.json', '--preview', '--json')
  expect(JSON.parse(taken.out)).toMatchObject({ written: 0, refusals: [] })
  writeFileSync(join(served.folder, 'bad.json'), '[{"name":""},{"wrong":1}]')
  const refused = await served.run('records', 'person', 'import', 'bad.json')
  expect(refused.exit).toBe(1)
  expect(refused.out).toMatch(/✗ 2: /)
})

test('search finds a record by its number, and says when there is none', async () => {
  const made = await newPerson('최찾음')
  expect((await served.run('search', made.number)).out).toContain('최찾음')
  expect((await served.run('search', 'nothing-like-this')).out).toContain('Nothing found')
})

test('any endpoint answers by name, and without a token the door stays shut', async () => {
  const ran = await served.run('api', 'listRecords', 'kind=person', 'limit=1')
  expect(JSON.parse(ran.out)).toMatchObject({ rows: [{ kind: 'person' }] })
  expect((await served.run('api', 'listRecords', 'kind=person', 'unknown=1')).error).toContain('unknown')
  const stranger = await maek(['records', 'person', 'list', '--server', served.address], {
    folder: '/nonexistent',
  })
  expect([stranger.exit, stranger.error.includes('Sign in')]).toEqual([2, true])
})
