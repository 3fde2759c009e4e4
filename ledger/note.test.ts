import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8Bytes } from './bytes.ts'
import { checkpointText, parseCheckpoint } from './checkpoint.ts'
import { cosign } from './cosignature.ts'
import { keyTypes, makeSignerKey, verifierKeyText } from './keys.ts'
import { hashLeaf, hashNode } from './merkle.ts'
import { parseNote, signNote, verifyNote } from './note.ts'
import { cosignerOf, meetsQuorum, parsePolicy } from './policy.ts'
import { parseProof, proofText, verifyProof } from './proof.ts'
import { decideAddCheckpoint, decideGrowth, type Head } from './signer.ts'

const key = makeSignerKey('log.example/1', keyTypes.note, new Uint8Array(32).fill(7))
const witness = makeSignerKey('w.example', keyTypes.cosignature, new Uint8Array(32).fill(8))
const leaves = [0, 1, 2, 3].map((at) => hashLeaf(Uint8Array.of(at)))
const [a, b, c, d] = leaves
if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('four leaves')
const rootOf2 = hashNode(a, b)
const rootOf4 = hashNode(rootOf2, hashNode(c, d))
const text = checkpointText({ origin: key.name, size: 4, root: rootOf4 })
const note = signNote(text, [key]) + cosign(text, witness, 1_795_251_600)
const policyOf = (lines: string) => {
  const policy = parsePolicy(utf8Bytes(lines))
  return policy.ok ? policy.value : expect.unreachable(policy.refusal.because.en)
}
const policy = policyOf(`log ${verifierKeyText(key)}\nwitness w ${verifierKeyText(witness)}\nquorum w\n`)
const proof = proofText({
  index: 1,
  path: [a, hashNode(c, d)],
  checkpoint: utf8Bytes(note),
  extra: Uint8Array.of(1),
})

test('a proof verifies for its leaf only, and any changed byte is refused or changes nothing that counts', () => {
  expect(verifyProof(Uint8Array.of(1), utf8Bytes(proof), policy).ok).toBe(true)
  expect(verifyProof(Uint8Array.of(2), utf8Bytes(proof), policy).ok).toBe(false)
  const bytes = utf8Bytes(proof)
  const unauthenticated = proof.indexOf('\n', proof.indexOf('extra'))
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = bytes.slice()
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
    // `extra` is carried, not proved (C2SP tlog-proof), so only there may a change go unseen.
    if (at < proof.indexOf('extra') || at > unauthenticated)
      expect(verifyProof(Uint8Array.of(1), changed, policy).ok, `byte ${at}`).toBe(false)
  }
})

test('hostile notes and proofs are answered, never thrown', () => {
  const line = '— x AAAAAAA=\n'
  const hostile = [
    `${text}\n${line.repeat(1_000_000)}`,
    `${text}\n${line.repeat(101)}`,
    text.replaceAll('\n', '\r\n'),
    note.slice(0, -1),
    note.replace('\n4\n', '\n18446744073709551616\n'),
    note.replace('\n4\n', '\n04\n'),
    note.replace('=\n\n', '=\n \n'),
    proof.replace('index 1\n', `index 1\n${'A'.repeat(43)}=\n`.repeat(64)),
    proof.replace('index 1', 'index 18446744073709551616'),
    `c2sp.org/tlog-proof@v1\nindex 0\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${note}`,
    '\n\n',
    '',
  ]
  for (const one of hostile) {
    expect(verifyProof(Uint8Array.of(1), utf8Bytes(one), policy).ok).toBe(false)
    const read = parseNote(utf8Bytes(one))
    expect(read.ok && parseCheckpoint(read.value.text).ok && verifyNote(utf8Bytes(one), [key]).ok).toBe(false)
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(parseProof(bytes).ok || parsePolicy(bytes).ok || parseNote(bytes).ok).toBeTypeOf('boolean')
      expect(decideAddCheckpoint(bytes, () => undefined).status).toBeGreaterThanOrEqual(400)
    }),
  )
})

test('an ML-DSA cosignature line is carried as unknown', () => {
  const bare = { name: 'pq.example', type: keyTypes.postQuantumCosignature, publicKey: new Uint8Array(1312) }
  const known = { ...bare, id: '0a0b0c0d' }
  const verified = verifyNote(utf8Bytes(`${signNote(text, [key])}— pq.example CgsMDQECAwQ=\n`), [key, known])
  expect(verified.ok && verified.value.unknown.map((line) => line.name)).toEqual(['pq.example'])
})

test('a policy counts witnesses and groups as it says, and refuses what it cannot mean', () => {
  const keys = [1, 2, 3].map((seed) =>
    makeSignerKey(`w${seed}`, keyTypes.cosignature, new Uint8Array(32).fill(seed)),
  )
  const lines = keys.map((one) => `witness ${one.name} ${verifierKeyText(one)}`).join('\n')
  const [one, two, three] = keys.map(cosignerOf)
  if (one === undefined || two === undefined || three === undefined) throw new Error('three keys')
  const head = `log ${verifierKeyText(key)} https://log.example # ours\n\n${lines}\n`
  const twoOf = policyOf(`${head}group g 2 w1 w2 w3\nquorum g\n`)
  expect(meetsQuorum(twoOf, new Set([one]))).toBe(false)
  expect(meetsQuorum(twoOf, new Set([one, three]))).toBe(true)
  const nested = policyOf(`${head}group g any w2 w3\ngroup all all w1 g\nquorum all\n`)
  expect(meetsQuorum(nested, new Set([two, three]))).toBe(false)
  expect(meetsQuorum(nested, new Set([one, two]))).toBe(true)
  expect(meetsQuorum(policyOf(`${head}quorum none\n`), new Set())).toBe(true)
  const refused = [
    '',
    'quorum g\n',
    'quorum none\nquorum none\n',
    'group g any g\nquorum g\n',
    `${lines}\ngroup g 4 w1 w2 w3\nquorum g\n`,
    `${lines}\n${lines}\nquorum none`,
    'group g 0 w1',
    'log x\nquorum none',
    `${lines}\ngroup g 2 w1 w1\nquorum g`,
    'hello\nquorum none',
    'quorum none extra',
  ]
  for (const bad of refused) expect(parsePolicy(utf8Bytes(bad)).ok, bad).toBe(false)
})

test('a signer signs consistent growth only, and never two roots for one size', () => {
  const held: Head = { size: 2, root: rootOf2 }
  const grow = { old: 2, size: 4, root: rootOf4, proof: [hashNode(c, d)] }
  const status = (last: Head | undefined, change: Partial<typeof grow>) =>
    decideGrowth(last, { ...grow, ...change }).status
  expect(status(held, {})).toBe(200)
  expect(status(held, { proof: [] })).toBe(422)
  expect(status(held, { proof: [hashNode(d, c)] })).toBe(422)
  expect(status(held, { size: 2, root: rootOf2, proof: [] })).toBe(200)
  expect(status(held, { size: 2, root: rootOf4, proof: [] })).toBe(422)
  expect(status(held, { size: 2, root: rootOf2 })).toBe(422)
  expect(status(held, { old: 1 })).toBe(409)
  expect(status({ size: 4, root: rootOf4 }, {})).toBe(409)
  expect(status(held, { size: 1 })).toBe(400)
  expect(status(held, { size: 2 ** 53 })).toBe(400)
  expect(status(undefined, { old: 0, proof: [] })).toBe(200)
  expect(status(undefined, { old: 0 })).toBe(422)
  expect(status(undefined, { old: 0, size: 0, proof: [] })).toBe(422)
})

test('two growths from one head: the one that comes second must prove again', () => {
  const first = decideGrowth(
    { size: 2, root: rootOf2 },
    { old: 2, size: 4, root: rootOf4, proof: [hashNode(c, d)] },
  )
  const held = first.status === 200 ? first.head : expect.unreachable('first growth')
  const second = decideGrowth(held, { old: 2, size: 3, root: hashNode(rootOf2, c), proof: [c] })
  expect(second).toMatchObject({ status: 409, size: 4 })
})
