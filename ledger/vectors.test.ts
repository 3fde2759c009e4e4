import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { base64Bytes, hexBytes, hexText, utf8Bytes } from './bytes.ts'
import { canonicalBytes, generalRules } from './canonical.ts'
import { cosign } from './cosignature.ts'
import { disclosureDigest, openDisclosure } from './disclosure.ts'
import { digestHex, sha256 } from './hash.ts'
import { parseJson } from './json.ts'
import { keyTypes, makeSignerKey, parseSignerKey, parseVerifierKey, verifierKeyText } from './keys.ts'
import type { NodeAt } from './merkle.ts'
import {
  emptyRange,
  foldRight,
  growRange,
  hashLeaf,
  hashNode,
  isValidSubtree,
  rangeRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
import { signNote, verifyNote } from './note.ts'
import {
  fillPlan,
  planConsistency,
  planInclusion,
  planRoot,
  planSubtreeConsistency,
  planSubtreeInclusion,
} from './plan.ts'
import { parsePolicy } from './policy.ts'
import { parseProof, proofText, verifyProof } from './proof.ts'
import { decideAddCheckpoint, type Head } from './signer.ts'
import { decodeBundle, encodeBundle, readProof, readRoot, tilePath } from './tiles.ts'
import { verifyAssertion } from './webauthn.ts'

const folder = new URL('../../shared/data/tlog/', import.meta.url)
const has = (name: string) => existsSync(new URL(name, folder))
// The vectors are outside data of known form; a wrong form fails the assertions, so the reader stays untyped.
const load = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const bytes = (text: string) => base64Bytes(text) ?? expect.unreachable(`not base64: ${text}`)
const hex = (text: string) => hexBytes(text) ?? expect.unreachable(`not hexadecimal: ${text}`)
const list = (texts: string[] | null) => (texts ?? []).map(raw)
// Negative vectors also hold hashes of a wrong length; those are bytes all the same.
const raw = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))

let checks = 0
const check = (truth: boolean, what: string) => {
  checks += 1
  expect(truth, what).toBe(true)
}

/** A tree over leaves with a reader for its perfect subtrees. */
function treeOf(leaves: readonly Uint8Array[]) {
  const nodes = new Map<string, Uint8Array>()
  let range = emptyRange
  const onNode = (node: NodeAt, hash: Uint8Array) => nodes.set(`${node.level}/${node.index}`, hash)
  for (const leaf of leaves) range = growRange(range, hashLeaf(leaf), { onNode })
  const read = (node: NodeAt) =>
    nodes.get(`${node.level}/${node.index}`) ?? expect.unreachable('node not stored')
  return { range, read }
}

const leaves8 = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots8 = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('leaf, node and root hashes are those of transparency-dev/merkle', () => {
  check(
    hexText(rangeRoot(emptyRange)) === 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'empty',
  )
  const leaf = hexText(hashLeaf(utf8Bytes('L123456')))
  check(leaf === '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56', 'leaf')
  const node = hexText(hashNode(utf8Bytes('N123'), utf8Bytes('N456')))
  check(node === 'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb', 'node')
  for (const [at, root] of roots8.entries()) {
    const { range } = treeOf(leaves8.slice(0, at + 1).map(hex))
    check(hexText(rangeRoot(range)) === root, `root of ${at + 1}`)
  }
})

test('proofs over the eight leaves are the published ones', () => {
  const { read } = treeOf(leaves8.map(hex))
  const short = (proof: readonly Uint8Array[]) => proof.map((hash) => hexText(hash.subarray(0, 4))).join(' ')
  const cases: [string, string][] = [
    [short(fillPlan(planInclusion(0, 8), read)), '96a296d2 5f083f0a 6b47aaf2'],
    [short(fillPlan(planInclusion(5, 8), read)), 'bc1a0643 ca854ea1 d37ee418'],
    [short(fillPlan(planInclusion(2, 3), read)), 'fac54203'],
    [short(fillPlan(planInclusion(1, 5), read)), '6e340b9c 5f083f0a bc1a0643'],
    [short(fillPlan(planConsistency(1, 8), read)), '96a296d2 5f083f0a 6b47aaf2'],
    [short(fillPlan(planConsistency(6, 8), read)), '0ebc5d34 ca854ea1 d37ee418'],
    [short(fillPlan(planConsistency(2, 5), read)), '5f083f0a bc1a0643'],
    [short(fillPlan(planConsistency(6, 7), read)), '0ebc5d34 b08693ec d37ee418'],
  ]
  for (const [found, published] of cases) check(found === published, published)
})

test('every root and proof up to size 130 is in the constants of draft-ietf-plants-merkle-tree-certs', () => {
  const { read } = treeOf(Array.from({ length: 130 }, (_, at) => Uint8Array.of(at)))
  const line = (proof: readonly Uint8Array[]) => proof.map((hash) => ` ${hexText(hash)}`).join('')
  let roots = ''
  let inclusion = ''
  let consistency = ''
  const subtrees: [number, number][] = []
  for (let end = 0; end <= 130; end += 1) {
    for (let start = 0; start <= end; start += 1) if (isValidSubtree(start, end)) subtrees.push([start, end])
  }
  for (const [start, end] of subtrees) {
    const nodes = start === end ? [] : nodesOf(start, end)
    const root = nodes.length === 0 ? sha256(new Uint8Array(0)) : foldRight(nodes.map(read))
    roots += `[${start}, ${end}) ${hexText(root)}\n`
    for (let at = start; at < end; at += 1) {
      inclusion += `${at} [${start}, ${end})${line(fillPlan(planSubtreeInclusion(at, start, end), read))}\n`
      checks += 1
    }
  }
  for (let size = 0; size <= 130; size += 1) {
    for (const [start, end] of subtrees) {
      if (end > size) continue
      consistency += `[${start}, ${end}) ${size}${line(fillPlan(planSubtreeConsistency(start, end, size), read))}\n`
      checks += 1
    }
  }
  expect(digestHex(roots)).toBe('b82806ad4265bb151c1119c0f4db437bb4d1a1f887b3a7fba1cd4ebf552e3e81')
  expect(digestHex(inclusion)).toBe('ac2a8f989e44d99e399db448050ff5f19757df53cfb716aa81015d3955d8163f')
  expect(digestHex(consistency)).toBe('10fa99b37bf9bf9ffa26b412fbd98bd75363256d0b75d61bc4538b9c9c5a0a74')
})

// An aligned subtree is the shifted tree of its length.
function nodesOf(start: number, end: number): readonly NodeAt[] {
  return planRoot(end - start).map(({ level, index }) => ({ level, index: index + start / 2 ** level }))
}

test.skipIf(!has('inclusion.json'))(
  'outside inclusion cases get the published verdict (skipped without the data)',
  () => {
    for (const one of load('inclusion.json').cases) {
      const claim = {
        index: one.leafIdx,
        size: one.treeSize,
        root: raw(one.root),
        leafHash: raw(one.leafHash),
        path: list(one.proof),
      }
      check(verifyInclusion(claim) === !one.wantErr, one.id)
    }
    for (const one of load('subtree-inclusion.json').cases) {
      const { start, end } = one
      const claim = {
        index: one.leafIdx - start,
        size: end - start,
        root: raw(one.root),
        leafHash: raw(one.leafHash),
        path: list(one.proof),
      }
      check((isValidSubtree(start, end) && verifyInclusion(claim)) === !one.wantErr, one.id)
    }
  },
)

test.skipIf(!has('consistency.json'))(
  'outside consistency cases get the published verdict (skipped without the data)',
  () => {
    for (const one of load('consistency.json').cases) {
      const claim = {
        first: one.size1,
        second: one.size2,
        firstRoot: raw(one.root1),
        secondRoot: raw(one.root2),
        path: list(one.proof),
      }
      check(verifyConsistency(claim) === !one.wantErr, one.id)
    }
    for (const one of load('subtree-consistency.json').cases) {
      const claim = {
        start: one.start,
        first: one.end,
        second: one.size,
        firstRoot: raw(one.root1),
        secondRoot: raw(one.root2),
        path: list(one.proof),
      }
      // An empty part proves nothing: three cases the source accepts are refused here on purpose.
      const expected = !one.wantErr && one.start !== one.end
      check(verifyConsistency(claim) === expected, one.id)
    }
  },
)

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

test.skipIf(!has('jcs.json'))('canonical JSON is that of RFC 8785 (skipped without the data)', () => {
  for (const one of load('jcs.json').cases) {
    const parsed = parseJson(bytes(one.inputBase64), generalRules)
    const found = parsed.ok ? canonicalBytes(parsed.value, generalRules) : new Uint8Array(0)
    check(digestHex(found) === one.canonicalSha256, one.id)
  }
})

test('disclosures of RFC 9901 have the published digests', () => {
  const known: [string, string, string][] = [
    [
      'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0',
      'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0',
      'family_name',
    ],
    ['WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0', 'w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs', ''],
  ]
  for (const [encoded, digest, name] of known) {
    check(disclosureDigest(encoded) === digest, digest)
    const opened = openDisclosure(encoded, [digest])
    check(
      name === '' ? !opened.ok : opened.ok && opened.value.name === name,
      'array elements have no name and are not ours',
    )
  }
})

test.skipIf(!has('webauthn.json'))(
  'W3C assertions verify under keys we support, and only with user verification (skipped without the data)',
  () => {
    const { vectors, rpId, origin } = load('webauthn.json')
    let demandable = 0
    for (const { id, registration, authentication, userVerified } of vectors) {
      const publicKey = credentialKey(hex(registration.attestationObject), hex(registration.credential_id))
      const assertion = {
        authenticatorData: hex(authentication.authenticatorData),
        clientDataJson: hex(authentication.clientDataJSON),
        signature: hex(authentication.signature),
      }
      const demand = {
        publicKey,
        challenge: hex(authentication.challenge),
        rpId,
        origin,
        crossOrigin: 'allowed',
      } as const
      const supported = /\.ES256|\.EdDSA/.test(id)
      const lenient = verifyAssertion(assertion, { ...demand, userVerification: 'not-asked' })
      check(lenient.ok === supported, id)
      if (!supported) check(!lenient.ok && lenient.refusal.field === 'algorithm', `${id} is refused by name`)
      check(
        verifyAssertion(assertion, demand).ok === (supported && userVerified),
        `${id} with user verification`,
      )
      if (supported && userVerified) demandable += 1
      for (const [field, changed] of Object.entries({
        rpId: 'example.com',
        origin: 'https://example.com',
        challenge: new Uint8Array(32),
      })) {
        check(
          !verifyAssertion(assertion, { ...demand, userVerification: 'not-asked', [field]: changed }).ok,
          `${id} ${field}`,
        )
      }
    }
    expect(demandable).toBe(5)
  },
)

// Authenticator data: 37 bytes, 16 of AAGUID, 2 of length, the credential id, then the COSE key to the end.
function credentialKey(attestation: Uint8Array, id: Uint8Array): Uint8Array {
  const at = Buffer.from(attestation).indexOf(Buffer.from(id)) + id.length
  return attestation.slice(at)
}

test('the first W3C assertion is refused because the user was not verified', () => {
  const x = hex('afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61')
  const y = hex('930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220')
  const publicKey = Uint8Array.from([...hex('a5010203262001215820'), ...x, ...hex('225820'), ...y])
  const assertion = {
    authenticatorData: hex('bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000'),
    clientDataJson: hex(
      '7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224f63446e55685158756c5455506f334a5558543049393770767a7a59425039745a63685879617630314167222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73657d',
    ),
    signature: hex(
      '3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87',
    ),
  }
  const challenge = hex('39c0e7521417ba54d43e8dc95174f423dee9bf3cd804ff6d65c857c9abf4d408')
  const demand = { publicKey, challenge, rpId: 'example.org', origin: 'https://example.org' }
  const refused = verifyAssertion(assertion, demand)
  check(!refused.ok && refused.refusal.field === 'userVerified', 'refused')
  check(
    verifyAssertion(assertion, { ...demand, userVerification: 'not-asked' }).ok,
    'the signature itself is right',
  )
})

test('thousands of outside checks were made', () => {
  console.info(`ledger: ${checks} outside checks`)
  expect(checks).toBeGreaterThan(has('notes.json') ? 5_500 : 5_000)
})
