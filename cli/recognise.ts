import { open } from 'node:fs/promises'
import { constants, createGunzip } from 'node:zlib'

export type Artefact = 'sbom' | 'predictions' | 'vex' | 'card'

const headBytes = 65_536
const tableName = /\.(?:csv|tsv|ndjson|jsonl|parquet)$/i
const sbomName = /\.(?:json|xml|spdx|cdx|bom)$/i
const zippedName = /\.gz$/i

/**
 * What a file is, from how it (or what is zipped in it) begins, and from its name where that says nothing. Null when neither tells.
 * Other JSON and XML is taken for an SBOM: whether they are sound ones is for the server to say.
 */
export function recognise(head: Uint8Array, called: string): Artefact | null {
  const name = called.replace(zippedName, '')
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

/** How a file begins; of a gzip file, how what is zipped in it begins. Reads no more than it gives, whatever unfolds. */
export async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    const head = buffer.subarray(0, bytesRead)
    return head[0] === 0x1f && head[1] === 0x8b ? await unzipped(head) : head
  } finally {
    await file.close()
  }
}

/**
 * The beginning of what is zipped (RFC 1952), from the beginning of its file: at most as much as of a plain file, so that
 * one small file cannot unfold into gigabytes. What is broken unfolds as far as it is whole, or not at all.
 */
async function unzipped(head: Uint8Array): Promise<Uint8Array> {
  // Flushed so, a stream that is cut off gives what it has.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
  const parts: Buffer[] = []
  let length = 0
  try {
    gunzip.end(head)
    for await (const part of gunzip) {
      parts.push(part)
      length += part.length
      if (length >= headBytes) break
    }
  } catch (error) {
    if (!isZipFault(error)) throw error
  }
  return Buffer.concat(parts).subarray(0, headBytes)
}

function isZipFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}
