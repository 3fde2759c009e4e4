import { ed25519 } from '@noble/curves/ed25519.js'
import { type Checked, sound, unsound } from './answer.ts'
import { base64Bytes, base64Text, concatBytes, hexBytes, hexText, utf8Bytes } from './bytes.ts'
import { sha256 } from './hash.ts'

/** Signature types of C2SP signed-note that this room can name; ML-DSA-44 is read and then treated as unknown. */
export const keyTypes = { note: 0x01, cosignature: 0x04, postQuantumCosignature: 0x06 } as const

/** Who may have signed: a name, an algorithm and a public key. `id` is the 4-byte key ID as hexadecimal. */
export type VerifierKey = {
  readonly name: string
  readonly id: string
  readonly type: number
  readonly publicKey: Uint8Array
}

/** A verifier key together with its 32-byte Ed25519 seed. Never leaves the signer process. */
export type SignerKey = VerifierKey & { readonly seed: Uint8Array }

const publicKeyBytes = new Map<number, number>([
  [keyTypes.note, 32],
  [keyTypes.cosignature, 32],
  [keyTypes.postQuantumCosignature, 1312],
])

/** A name of C2SP signed-note: not empty, no Unicode space, no plus sign, at most 255 bytes. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s\u0085+]/u.test(name) && utf8Bytes(name).length <= 255
}

/** First four bytes of SHA256(name || 0x0A || type || public key), in hexadecimal. */
export function keyId(name: string, type: number, publicKey: Uint8Array): string {
  return hexText(sha256(concatBytes(utf8Bytes(name), Uint8Array.of(0x0a, type), publicKey)).subarray(0, 4))
}

/** `<name>+<key ID>+<base64(type || public key)>`. */
export function verifierKeyText(key: VerifierKey): string {
  return `${key.name}+${key.id}+${base64Text(concatBytes(Uint8Array.of(key.type), key.publicKey))}`
}

/** Reads a verifier key; wrong length, wrong type or a key ID that does not fit is refused. */
export function parseVerifierKey(text: string): Checked<VerifierKey> {
  const parts = keyParts(text)
  if (parts === undefined)
    return unsound('공개키 문자열의 형식이 잘못되었습니다.', 'The verifier key is malformed.')
  const { name, id, type, key } = parts
  if (publicKeyBytes.get(type) !== key.length || keyId(name, type, key) !== id) {
    return unsound(
      '공개키의 종류·길이·식별자가 맞지 않습니다.',
      'The verifier key has a wrong type, length or key ID.',
    )
  }
  return sound({ name, id, type, publicKey: key })
}

/** `PRIVATE+KEY+<name>+<key ID>+<base64(type || seed)>`, as Go's note package writes it. */
export function signerKeyText(key: SignerKey): string {
  return `PRIVATE+KEY+${key.name}+${key.id}+${base64Text(concatBytes(Uint8Array.of(key.type), key.seed))}`
}

export function parseSignerKey(text: string): Checked<SignerKey> {
  const parts = text.startsWith('PRIVATE+KEY+') ? keyParts(text.slice('PRIVATE+KEY+'.length)) : undefined
  const known = parts?.type === keyTypes.note || parts?.type === keyTypes.cosignature
  if (parts === undefined || !known || parts.key.length !== 32) {
    return unsound('서명키 문자열의 형식이 잘못되었습니다.', 'The signer key is malformed.')
  }
  const key = makeSignerKey(parts.name, parts.type, parts.key)
  if (key.id !== parts.id)
    return unsound('서명키의 식별자가 맞지 않습니다.', 'The signer key has a wrong key ID.')
  return sound(key)
}

/** The signer key of a 32-byte Ed25519 seed, which the caller drew at random. A bad name throws. */
export function makeSignerKey(name: string, type: number, seed: Uint8Array): SignerKey {
  if (!isKeyName(name)) throw new Error('makeSignerKey: not a key name')
  const publicKey = ed25519.getPublicKey(seed)
  return { name, type, publicKey, seed, id: keyId(name, type, publicKey) }
}

type KeyParts = {
  readonly name: string
  readonly id: string
  readonly type: number
  readonly key: Uint8Array
}

function keyParts(text: string): KeyParts | undefined {
  const match = /^([^+]{1,255})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{1,2000}={0,2})$/.exec(text)
  const [, name, id, encoded] = match ?? []
  if (name === undefined || id === undefined || encoded === undefined) return undefined
  const [type, ...key] = base64Bytes(encoded) ?? []
  if (type === undefined || !isKeyName(name) || hexBytes(id) === undefined) return undefined
  return { name, id, type, key: Uint8Array.from(key) }
}
