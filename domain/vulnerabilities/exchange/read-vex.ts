import { decodeText } from '../../components/decode-text.ts'
import { isJsonWithin, isObject, listUnder, member, textUnder } from '../../components/json-value.ts'
import { type Answer, refuse } from '../../refusal.ts'
import { say } from '../../words.ts'
import { readCsaf } from './read-csaf.ts'
import { readCycloneDxVex } from './read-cyclonedx-vex.ts'
import { readOpenVex } from './read-openvex.ts'
import { type VexDocument, vexLimits } from './vex-document.ts'

/**
 * Reads a VEX document or security advisory from its bytes: CycloneDX (in an SBOM or alone), OpenVEX, CSAF 2.0. The
 * name of the file plays no part. Refuses what is too large, not JSON, or none of these.
 */
export function readVex(bytes: Uint8Array): Answer<VexDocument> {
  if (bytes.length > vexLimits.bytes) return tooLarge
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  const text = decoded.value.trimStart()
  if (!text.startsWith('{')) return unknownFormat
  if (!isJsonWithin(text, vexLimits)) return tooDeep
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return refuse('invalid', say('JSON이 깨졌습니다.', 'The JSON is broken.'), 'file')
  }
  switch (vexFormatOf(document)) {
    case 'CSAF':
      return readCsaf(document)
    case 'OpenVEX':
      return readOpenVex(document)
    case 'CycloneDX':
      return readCycloneDxVex(document)
    default:
      return unknownFormat
  }
}

/** Which VEX format a parsed document is of, if any; an SBOM without vulnerabilities is of none. */
export function vexFormatOf(document: unknown): VexDocument['format'] | undefined {
  if (!isObject(document)) return undefined
  if (textUnder(member(document, 'document'), 'csaf_version') !== undefined) return 'CSAF'
  if (/openvex/.test(contextOf(document))) return 'OpenVEX'
  const isBom = textUnder(document, 'bomFormat') === 'CycloneDX'
  return isBom && listUnder(document, 'vulnerabilities').length > 0 ? 'CycloneDX' : undefined
}

function contextOf(document: unknown): string {
  const context = member(document, '@context')
  const all: readonly unknown[] = Array.isArray(context) ? context : [context]
  return all.filter((one) => typeof one === 'string').join(' ')
}

const tooLarge = refuse(
  'too-large',
  say(
    `VEX 파일이 한도(${vexLimits.bytes / 1_048_576} MiB)를 넘습니다.`,
    `The VEX file is larger than ${vexLimits.bytes / 1_048_576} MiB.`,
  ),
  'file',
)

const tooDeep = refuse(
  'too-large',
  say('JSON이 너무 깊거나 값이 너무 많습니다.', 'The JSON is nested too deeply or holds too many values.'),
  'file',
)

const unknownFormat = refuse(
  'wrong-type',
  say(
    'VEX 형식을 알 수 없습니다. CycloneDX JSON, OpenVEX, CSAF 2.0으로 올리십시오.',
    'The VEX format is not known. Use CycloneDX JSON, OpenVEX or CSAF 2.0.',
  ),
  'file',
)
