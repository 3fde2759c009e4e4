import { expect, test } from 'vitest'
import { hexText, utf8Bytes } from './bytes.ts'
import { cosign } from './cosignature.ts'
import { keyTypes, makeSignerKey, parseSignerKey, parseVerifierKey, verifierKeyText } from './keys.ts'
import { rangeRoot } from './merkle.ts'
import { signNote, verifyNote } from './note.ts'
import { fillPlan, planConsistency, planInclusion } from './plan.ts'
import { parsePolicy } from './policy.ts'
import { parseProof, proofText, verifyProof } from './proof.ts'
import { decideAddCheckpoint, type Head } from './signer.ts'
import { has, hex, load, newChecks, raw, treeOf } from './test/vectors.ts'
import { decodeBundle, encodeBundle, readProof, readRoot, tilePath } from './tiles.ts'

const { check, made } = newChecks()

const vkeyOf = (text: string) => {
  const key = parseVerifierKey(text)
  return key.ok ? key.value : expect.unreachable(text)
}

test.skipIf(!has('notes.json'))('outside notes get the published verdict (skipped without the data)', () => {
  const { cases, keys, publicTestSigningKey: own, badVerifierKeys } = load('notes.json')
  for (const one of cases) {
    const verified = verifyNote(raw(one.noteBase64), one.keys.map(vkeyOf))
    check(verified.ok === (one.expect === 'accept'), one.id)
    if (!verified.ok || !one.verified) continue
    expect(verified.value.verified.map((line) => line.name)).toEqual(one.verified)
    expect(verified.value.unknown.map((line) => line.name)).toEqual(one.unverified)
  }
  const signer = parseSignerKey(own.skey)
  expect(signer.ok && signNote(own.text, [signer.value])).toBe(`${own.text}\n${own.line}\n`)
  for (const bad of badVerifierKeys) check(!parseVerifierKey(bad).ok, bad)
  const good: string = keys.peter
  for (let from = 0; from < good.length; from += 1) {
    for (let to = from; to <= good.length; to += 1) {
      if (to - from < good.length) check(!parseVerifierKey(good.slice(from, to)).ok, good.slice(from, to))
    }
    const changed =
      good.slice(0, from) + String.fromCharCode(good.charCodeAt(from) + 1) + good.slice(from + 1)
    check(!parseVerifierKey(changed).ok, changed)
  }
})

test.skipIf(!has('small-log.json'))(
  'a log made elsewhere reads, proves and verifies (skipped without the data)',
  async () => {
    const log = load('small-log.json')
    const leaves = log.leaves.map(utf8Bytes)
    const { read } = treeOf(leaves)
    for (const [size, note] of Object.entries<string>(log.checkpoints)) {
      const { range } = treeOf(leaves.slice(0, Number(size)))
      const root = Buffer.from(rangeRoot(range)).toString('base64')
      check(
        verifyNote(utf8Bytes(note), [vkeyOf(log.vkey)]).ok && note.split('\n')[2] === root,
        `size ${size}`,
      )
    }
    for (const [path, content] of Object.entries<string>(log.entries)) {
      const width = Number(path.split('/').at(-1))
      check(
        hexText(encodeBundle(leaves.slice(0, width))) === content && decodeBundle(hex(content), width).ok,
        path,
      )
    }
    const source = {
      size: 15,
      read: (tile: Parameters<typeof tilePath>[0]) => hex(log.tiles[tilePath(tile)]),
    }
    const head = log.checkpoints['15']
    check(Buffer.from(await readRoot(source)).toString('base64') === head.split('\n')[2], 'root from tiles')
    const path = await readProof(planInclusion(6, 15), source)
    check(proofText({ index: 6, path, checkpoint: utf8Bytes(head) }) === log.proof.tlogProof, 'proof text')
    const policy = parsePolicy(utf8Bytes(`log ${log.vkey}\nquorum none\n`))
    check(
      policy.ok && verifyProof(utf8Bytes('seven'), utf8Bytes(log.proof.tlogProof), policy.value).ok,
      'proof',
    )
    check(
      policy.ok && !verifyProof(utf8Bytes('eit'), utf8Bytes(log.proof.tlogProof), policy.value).ok,
      'other leaf',
    )
    check(parseProof(utf8Bytes(log.proof.tlogProof)).ok, 'proof parses')
    for (const { from, to, proof } of log.consistency) {
      check(
        fillPlan(planConsistency(from, to), read)
          .map((hash) => Buffer.from(hash).toString('base64'))
          .join() === proof.join(),
        'consistency',
      )
    }
    const six = fillPlan(planConsistency(6, 15), read).map((hash) => Buffer.from(hash).toString('base64'))
    check(
      six[1] === 'nk9gCR+floFqznAPtqjjcnnV64dge2jQB95D5t164Hg=' && six.length === 4,
      'consistency 6 to 15',
    )
  },
)

test.skipIf(!has('witness.json'))(
  'a witness answers outside requests as published (skipped without the data)',
  () => {
    const { origin, logVkey, requests } = load('witness.json')
    let held: Head | undefined
    for (const request of requests) {
      const find = (name: string) => (name === origin ? { keys: [vkeyOf(logVkey)], held } : undefined)
      const answer = decideAddCheckpoint(utf8Bytes(request.body), find)
      // Case 2 is also non-canonical base64: the data's own note lets a strict reader answer 400.
      check(answer.status === request.status || (request.id === 2 && answer.status === 400), request.case)
      if (answer.status === 200) held = answer.head
    }
    expect(held?.size).toBe(3)
  },
)

test('a cosignature made with a published test key is the derived one, byte for byte', () => {
  const note = parseSignerKey('PRIVATE+KEY+Wit1+55ee4561+AeadRiG7XM4XiieCHzD8lxysXMwcViy5nYsoXURWGrlE')
  const key = note.ok
    ? makeSignerKey('Wit1', keyTypes.cosignature, note.value.seed)
    : expect.unreachable('key')
  check(verifierKeyText(key) === 'Wit1+9b3fb2d5+BFhZSmQj9+SoL+p/nN0Hh76xXmF7QcHfytUrI1XfSClk', 'vkey')
  const text = 'example.com/log/testdata\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n'
  const line = cosign(text, key, 1679315147)
  check(
    line ===
      '— Wit1 mz+y1QAAAABkGFDLi4zi/+2kU/5P/4hpCkNoBjvoRHwqkmsDuocW+0ObiIxdYaW7bwTBaMLGHYwvM5lh63uUblihMBNMSJQRd2V3AQ==\n',
    'line',
  )
  check(verifyNote(utf8Bytes(`${text}\n${line}`), [key]).ok, 'verifies')
  check(!verifyNote(utf8Bytes(`${text.replace('15', '16')}\n${line}`), [key]).ok, 'other text')
})

test('thousands of checks against outside notes were made', () => {
  console.info(`ledger: ${made()} outside checks`)
  expect(made()).toBeGreaterThan(has('notes.json') ? 2_300 : 2)
})
