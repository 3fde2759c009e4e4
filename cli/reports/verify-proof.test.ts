import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashLeaf } from '@maek/ledger/merkle.ts'
import { proofText } from '@maek/ledger/proof.ts'
import { logFiles, policyText, startLog } from '@maek/ledger/test/small-pack.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maek } from '../test/run.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'maek-cli-proof-'))
  const log = startLog()
  for (const id of ['D1', 'D2']) {
    const actor = { id: 'u1', kind: 'human' } as const
    const object = { kind: 'document', id, version: 1 }
    log.append({ ty: 'document.create', a: actor, o: object, h: '0'.repeat(64), f: [], ev: [] })
  }
  const [first = new Uint8Array(), second = new Uint8Array()] = log.leaves
  const checkpoint = logFiles(log.leaves).files.get('checkpoint') ?? new Uint8Array()
  writeFileSync(join(folder, 'p.tlog-proof'), proofText({ index: 0, path: [hashLeaf(second)], checkpoint }))
  writeFileSync(join(folder, 'entry'), first)
  writeFileSync(join(folder, 'other'), second)
  writeFileSync(join(folder, 'policy'), policyText)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function check(entry: string, policy = 'policy') {
  const args = ['verify', '--proof', 'p.tlog-proof', '--entry', entry, '--policy', policy, '--json']
  return maek(args, { folder })
}

test('an entry with its proof is valid, also when an editor added a line end', async () => {
  const ran = await check('entry')
  expect(JSON.parse(ran.out)).toMatchObject({ verdict: 'valid', size: 2 })
  expect(ran.exit).toBe(0)
  for (const end of ['\n', '\r\n']) {
    writeFileSync(join(folder, 'ended'), Buffer.concat([bytesOf('entry'), Buffer.from(end)]))
    expect((await check('ended')).exit).toBe(0)
  }
})

test('another entry, or a changed one, is not what the proof proves', async () => {
  expect((await check('other')).exit).toBe(1)
  const text = bytesOf('entry').toString().replace('u1', 'u2')
  writeFileSync(join(folder, 'changed'), text)
  expect(JSON.parse((await check('changed')).out)).toMatchObject({ verdict: 'invalid' })
})

test('a policy of other keys does not accept the proof, and a broken policy is no policy', async () => {
  const key = policyText.split('\n')[1]?.replace('witness outside', 'log') ?? ''
  writeFileSync(join(folder, 'others'), `${key}\nquorum none\n`)
  expect((await check('entry', 'others')).exit).not.toBe(0)
  writeFileSync(join(folder, 'broken'), 'nonsense')
  expect((await check('entry', 'broken')).exit).toBe(2)
})

function bytesOf(name: string): Buffer {
  return readFileSync(join(folder, name))
}
