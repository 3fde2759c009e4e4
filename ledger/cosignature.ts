import { ed25519 } from '@noble/curves/ed25519.js'
import { concatBytes, utf8Bytes } from './bytes.ts'
import { keyTypes, type SignerKey, type VerifierKey } from './keys.ts'
import { signatureLine } from './signature-line.ts'

const payloadBytes = 8 + 64

/** What a witness signs: `cosignature/v1`, the time, and the whole checkpoint text (C2SP tlog-cosignature). */
export function cosignedMessage(checkpointText: string, timeSeconds: number): Uint8Array {
  return utf8Bytes(`cosignature/v1\ntime ${timeSeconds}\n${checkpointText}`)
}

/** A witness's line under a checkpoint: "at this time this was the largest consistent head I had seen". */
export function cosign(checkpointText: string, key: SignerKey, timeSeconds: number): string {
  if (key.type !== keyTypes.cosignature) throw new Error('cosign: not a cosigner key')
  if (!Number.isSafeInteger(timeSeconds) || timeSeconds < 0)
    throw new Error('cosign: time is not whole seconds')
  const payload = new Uint8Array(payloadBytes)
  new DataView(payload.buffer).setBigUint64(0, BigInt(timeSeconds))
  payload.set(ed25519.sign(cosignedMessage(checkpointText, timeSeconds), key.seed), 8)
  return signatureLine(key, payload)
}

/** The time (seconds) a cosignature payload carries, or undefined when its form is wrong. */
export function cosignatureTime(payload: Uint8Array): number | undefined {
  if (payload.length !== payloadBytes) return undefined
  const time = new DataView(payload.buffer, payload.byteOffset, 8).getBigUint64(0)
  return time <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(time) : undefined
}

/** Whether the payload of a cosignature line is this key's signature over the checkpoint text. */
export function verifyCosignature(checkpointText: string, key: VerifierKey, payload: Uint8Array): boolean {
  const time = cosignatureTime(payload)
  if (time === undefined || key.type !== keyTypes.cosignature) return false
  const signed = concatBytes(cosignedMessage(checkpointText, time))
  return verifyEd25519(payload.subarray(8), signed, key.publicKey)
}

/** RFC 8032 verification that answers false, never throws, for keys and signatures that are not points. */
export function verifyEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false // The library throws when the key is not a point of the curve: then nothing can verify under it.
  }
}
