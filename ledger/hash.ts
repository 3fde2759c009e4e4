import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { hexText, utf8Bytes } from './bytes.ts'

/** SHA-256 of bytes, 32 bytes. Node callers hand in node:crypto's, which is several times faster. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** The portable default: the same result in Node and in every browser. */
export const sha256: Sha256 = nobleSha256

/** SHA-256 as the lower-case hexadecimal that entries, manifests and file names carry. */
export function digestHex(content: Uint8Array | string, hash: Sha256 = sha256): string {
  return hexText(hash(typeof content === 'string' ? utf8Bytes(content) : content))
}

/** SHA-256 of what comes in pieces: a file too large to hold. `hex` ends it. */
export type RunningSha256 = { readonly add: (bytes: Uint8Array) => void; readonly hex: () => string }

export function runningSha256(): RunningSha256 {
  const running = nobleSha256.create()
  return {
    add: (bytes) => {
      running.update(bytes)
    },
    hex: () => hexText(running.digest()),
  }
}
