import { type Checked, sound, unsound } from './answer.ts'
import { base64UrlBytes, base64UrlText, utf8Bytes } from './bytes.ts'
import { canonicalText, generalRules, type Json } from './canonical.ts'
import { sha256 } from './hash.ts'
import { parseJson } from './json.ts'

/** A field that can be shown, and later erased for good, without touching the log (RFC 9901 section 4.2). */
export type Disclosure = {
  /** The text as kept and sent: base64url of `[salt, name, value]`. Destroying it destroys the value. */
  readonly encoded: string
  /** What the entry holds: base64url SHA-256 of `encoded`. */
  readonly digest: string
}

/**
 * Commits to a field. The salt (at least 16 random bytes) is handed in and must die with the value: at a
 * million hashes a second every mobile number in Korea is tried in two minutes when the salt is known.
 */
export function discloseField(salt: Uint8Array, name: string, value: Json): Disclosure {
  if (salt.length < 16) throw new Error('discloseField: salt below 128 bits')
  const encoded = base64UrlText(utf8Bytes(canonicalText([base64UrlText(salt), name, value], generalRules)))
  return { encoded, digest: disclosureDigest(encoded) }
}

/** The digest of a disclosure exactly as sent, so that no canonical form of private text is needed. */
export function disclosureDigest(encoded: string): string {
  return base64UrlText(sha256(utf8Bytes(encoded)))
}

/** Reads a disclosure and checks that one of the entry's digests is its own. */
export function openDisclosure(
  encoded: string,
  digests: readonly string[],
): Checked<{ readonly name: string; readonly value: Json }> {
  const bytes = encoded.length > generalRules.bytesMax ? undefined : base64UrlBytes(encoded)
  const parsed = bytes === undefined ? undefined : parseJson(bytes, generalRules)
  const [salt, name, value, ...rest] = parsed?.ok === true && Array.isArray(parsed.value) ? parsed.value : []
  if (typeof salt !== 'string' || typeof name !== 'string' || value === undefined || rest.length > 0) {
    return unsound('공개 조각의 형식이 잘못되었습니다.', 'The disclosure is malformed.')
  }
  if (!digests.includes(disclosureDigest(encoded))) {
    return unsound(
      '원장 항목에 이 조각의 다이제스트가 없습니다.',
      'The entry does not hold the digest of this disclosure.',
    )
  }
  return sound({ name, value })
}

/** Digests in the order an entry keeps them: sorted, so that their place tells nothing. */
export function sortedDigests(disclosures: readonly Disclosure[]): readonly string[] {
  return disclosures.map((disclosure) => disclosure.digest).sort()
}
