import { open } from 'node:fs/promises'

export type Artefact = 'sbom' | 'predictions' | 'vex' | 'card'

const headBytes = 65_536
const tableName = /\.(?:(?:csv|tsv|ndjson|jsonl)(?:\.gz)?|parquet)$/i
const sbomName = /\.(?:json|xml|spdx|cdx|bom)$/i

/**
 * What a file is, from how it begins, and from its name where that says nothing. Null when neither tells.
 * Other JSON and XML is taken for an SBOM: whether they are sound ones is for the server to say.
 */
export function recognise(head: Uint8Array, name: string): Artefact | null {
  const text = new TextDecoder(isUtf16(head) ? 'utf-16le' : 'utf-8').decode(head).trimStart()
  if (text.startsWith('PAR1') || isNdjson(text)) return 'predictions'
  if (isVex(text)) return 'vex'
  if (text.startsWith('{') && /"https?:\/\/mlcommons\.org\/croissant\/1\.[01]"/.test(text)) return 'card'
  if (text.startsWith('{') || text.startsWith('<') || /^(?:#[^\n]*\n|\s)*SPDXVersion:/.test(text))
    return 'sbom'
  const [first = ''] = text.split(/\r?\n/, 1)
  if (tableName.test(name) || (first.includes(',') && !sbomName.test(name))) return 'predictions'
  return sbomName.test(name) ? 'sbom' : null
}

/**
 * CSAF and OpenVEX name themselves early. A CycloneDX document is taken for a VEX when it holds vulnerabilities and no
 * components of its own; one that holds both is an SBOM first.
 */
function isVex(text: string): boolean {
  if (!text.startsWith('{')) return false
  if (/"csaf_version"\s*:|"https:\/\/openvex\.dev\/ns/.test(text)) return true
  try {
    const whole: unknown = JSON.parse(text)
    return (
      typeof whole === 'object' &&
      whole !== null &&
      'bomFormat' in whole &&
      'vulnerabilities' in whole &&
      !('components' in whole)
    )
  } catch {
    return false // longer than the head: --as vex tells
  }
}

/** Several lines, each an object of its own: no document of another kind is written so. */
function isNdjson(text: string): boolean {
  const [first = '', second] = text.split(/\r?\n/, 2)
  if (!first.startsWith('{') || !first.trimEnd().endsWith('}') || !second?.startsWith('{')) return false
  try {
    JSON.parse(first)
    return true
  } catch {
    return false // One document over several lines.
  }
}

// A byte order mark as Windows programs write it.
function isUtf16(head: Uint8Array): boolean {
  return head[0] === 0xff && head[1] === 0xfe
}

export async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
