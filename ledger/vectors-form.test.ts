import { expect, test } from 'vitest'
import { canonicalBytes, generalRules } from './canonical.ts'
import { disclosureDigest, openDisclosure } from './disclosure.ts'
import { digestHex } from './hash.ts'
import { parseJson } from './json.ts'
import { bytes, has, hex, load, newChecks } from './test/vectors.ts'
import { verifyAssertion } from './webauthn.ts'

const { check, made } = newChecks()

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

test('checks against outside forms were made', () => {
  console.info(`ledger: ${made()} outside checks`)
  expect(made()).toBeGreaterThan(has('webauthn.json') ? 70 : 5)
})
