import { parseTilePath } from './tiles.ts'

/** Files a pack may hold beside tiles; anything else is refused, so that nothing can hide (a second checkpoint, say). */
const forms: readonly RegExp[] = [
  /^(?:manifest\.json|checkpoint|policy\.txt|signatures\.json|readiness\.json|disclosures\.jsonl)$/,
  /^(?:README(?:[-.][a-z]{2})?\.txt|index\.html|verify\.(?:html|mjs|py))$/,
  /^records\/[A-Za-z0-9._-]{1,128}\.json$/,
  /^files\/[0-9a-f]{64}$/,
  /^proofs\/[A-Za-z0-9._-]{1,128}\.tlog-proof$/,
  /^tsa\/[A-Za-z0-9._-]{1,128}\.tsr$/,
  /^documents\/[^/\\\p{Cc}]{1,200}\.(?:pdf|html|json|csv|docx|xlsx|hwpx)$/u,
]

/** Files without which nothing can be verified. */
export const neededFiles: readonly string[] = ['manifest.json', 'checkpoint', 'policy.txt', 'signatures.json']

/** Whether a name has a place in a pack. */
export function isPackName(name: string): boolean {
  return forms.some((form) => form.test(name)) || parseTilePath(name) !== undefined
}
