import { base64Text, concatBytes, hexBytes } from './bytes.ts'
import type { VerifierKey } from './keys.ts'

/** `— <name> <base64(key ID || signature)>\n`, C2SP signed-note. */
export function signatureLine(key: Pick<VerifierKey, 'name' | 'id'>, signature: Uint8Array): string {
  const id = hexBytes(key.id)
  if (id?.length !== 4) throw new Error('signatureLine: key ID is not 4 bytes')
  return `— ${key.name} ${base64Text(concatBytes(id, signature))}\n`
}
