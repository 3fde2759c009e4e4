import { p256 } from '@noble/curves/nist.js'
import { type Checked, sound, unsound } from './answer.ts'
import { base64UrlText, concatBytes, equalBytes, utf8Bytes } from './bytes.ts'
import { type CoseKey, parseCoseKey } from './cose-key.ts'
import { verifyEd25519 } from './cosignature.ts'
import { sha256 } from './hash.ts'
import { isJsonObject, parseJson } from './json.ts'

/** What a passkey gave back for one signature. */
export type Assertion = {
  readonly authenticatorData: Uint8Array
  readonly clientDataJson: Uint8Array
  readonly signature: Uint8Array
}

/** What must be true of it. The challenge is SHA-256 of the canonical signature record. */
export type AssertionDemand = {
  readonly publicKey: Uint8Array
  readonly challenge: Uint8Array
  readonly rpId: string
  readonly origin: string
  /** Only test vectors of the standard ask for less: a signature needs the person verified (21 CFR 11.200(a)(1)). */
  readonly userVerification?: 'required' | 'not-asked'
  /** A signature asked for inside somebody else's page is refused unless the caller says otherwise. */
  readonly crossOrigin?: 'refused' | 'allowed'
}

const userPresent = 0x01
const userVerified = 0x04
const hasMore = 0xc0 // attested credential data or extensions follow
const fixedBytes = 37
const clientDataRules = { depthMax: 8, bytesMax: 16_384, numbers: 'doubles' } as const

/** Web Authentication Level 3, section 7.2, the steps that can be repeated offline years later. */
export function verifyAssertion(
  assertion: Assertion,
  demand: AssertionDemand,
): Checked<{ readonly algorithm: string }> {
  const client = checkClientData(assertion.clientDataJson, demand)
  if (!client.ok) return client
  const authenticator = checkAuthenticatorData(assertion.authenticatorData, demand)
  if (!authenticator.ok) return authenticator
  const key = parseCoseKey(demand.publicKey)
  if (!key.ok) return key
  const signed = concatBytes(assertion.authenticatorData, sha256(assertion.clientDataJson))
  if (!verifiesWith(key.value, assertion.signature, signed)) {
    return unsound('패스키 서명이 맞지 않습니다.', 'The passkey signature is wrong.', 'signature')
  }
  return sound({ algorithm: key.value.algorithm })
}

function checkClientData(bytes: Uint8Array, demand: AssertionDemand): Checked<true> {
  const parsed = parseJson(bytes, clientDataRules)
  if (!parsed.ok || !isJsonObject(parsed.value)) {
    return unsound(
      'clientDataJSON의 형식이 잘못되었습니다.',
      'The clientDataJSON is malformed.',
      'clientDataJSON',
    )
  }
  const { type, challenge, origin, crossOrigin } = parsed.value
  if (type !== 'webauthn.get')
    return unsound('서명용 응답이 아닙니다.', 'The response is not an assertion.', 'type')
  if (challenge !== base64UrlText(demand.challenge)) {
    return unsound('다른 내용에 대한 서명입니다.', 'The passkey signed something else.', 'challenge')
  }
  if (origin !== demand.origin)
    return unsound('다른 사이트에서 한 서명입니다.', 'The origin is another.', 'origin')
  if (crossOrigin === true && demand.crossOrigin !== 'allowed') {
    return unsound(
      '다른 페이지 안에서 한 서명입니다.',
      'The signature was asked for inside another page.',
      'crossOrigin',
    )
  }
  return sound(true)
}

function checkAuthenticatorData(bytes: Uint8Array, demand: AssertionDemand): Checked<true> {
  const flags = bytes[32] ?? 0
  const more = (flags & hasMore) !== 0
  if (bytes.length < fixedBytes || (bytes.length > fixedBytes && !more)) {
    return unsound(
      'authenticatorData의 길이가 잘못되었습니다.',
      'The authenticator data has a wrong length.',
      'authenticatorData',
    )
  }
  if (!equalBytes(bytes.subarray(0, 32), sha256(utf8Bytes(demand.rpId)))) {
    return unsound('다른 서비스의 패스키입니다.', 'The passkey belongs to another service.', 'rpId')
  }
  if ((flags & userPresent) === 0)
    return unsound('사용자 확인 동작이 없습니다.', 'No user was present.', 'userPresent')
  if ((flags & userVerified) === 0 && demand.userVerification !== 'not-asked') {
    return unsound('사용자 본인확인(UV)이 없습니다.', 'The user was not verified (UV).', 'userVerified')
  }
  return sound(true)
}

function verifiesWith(key: CoseKey, signature: Uint8Array, signed: Uint8Array): boolean {
  if (key.algorithm === 'Ed25519') return verifyEd25519(signature, signed, key.point)
  try {
    // Authenticators give DER and either of the two valid s; both are right here (WebAuthn section 6.5.5).
    return p256.verify(signature, signed, key.point, { prehash: true, lowS: false, format: 'der' })
  } catch {
    return false // The library throws for broken DER and for points off the curve: then nothing verifies.
  }
}
