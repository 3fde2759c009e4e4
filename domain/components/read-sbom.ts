import { type Answer, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { type ComponentList, sbomLimits } from './component-list.ts'
import { decodeText } from './decode-text.ts'
import { isJsonWithin, listUnder, member, textUnder } from './json-value.ts'
import { readCycloneDxJson } from './read-cyclonedx-json.ts'
import { readCycloneDxXml } from './read-cyclonedx-xml.ts'
import { readSpdxJson } from './read-spdx-json.ts'
import { readSpdxTagValue } from './read-spdx-tag-value.ts'
import { readSpdx3 } from './read-spdx3.ts'

/**
 * Reads an SBOM of any known format from its bytes: CycloneDX JSON and XML, SPDX 2 JSON and tag-value, SPDX 3.
 * The name of the file plays no part. Refuses what is too large, not text, or none of these.
 */
export function readSbom(bytes: Uint8Array): Answer<ComponentList> {
  if (bytes.length > sbomLimits.bytes) return tooLarge
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  const text = decoded.value.trimStart()
  if (text.startsWith('{')) return readJson(text)
  if (text.startsWith('<')) return readXml(text)
  if (/^SPDXVersion:/m.test(text.slice(0, 65_536))) return readSpdxTagValue(text)
  return unknownFormat
}

const tooLarge = refuse(
  'too-large',
  say(
    `SBOM 파일이 한도(${sbomLimits.bytes / 1_048_576} MiB)를 넘습니다.`,
    `The SBOM file is larger than ${sbomLimits.bytes / 1_048_576} MiB.`,
  ),
  'file',
)

const unknownFormat = refuse(
  'wrong-type',
  say(
    'SBOM 형식을 알 수 없습니다. CycloneDX(JSON, XML)나 SPDX(JSON, 태그-값, 3.0)로 올리십시오.',
    'The SBOM format is not known. Use CycloneDX (JSON, XML) or SPDX (JSON, tag-value, 3.0).',
  ),
  'file',
)

function readJson(text: string): Answer<ComponentList> {
  if (!isJsonWithin(text, sbomLimits)) {
    return refuse(
      'too-large',
      say(
        'JSON이 너무 깊거나 값이 너무 많습니다.',
        'The JSON is nested too deeply or holds too many values.',
      ),
      'file',
    )
  }
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return refuse('invalid', say('JSON이 깨졌습니다.', 'The JSON is broken.'), 'file')
  }
  if (textUnder(document, 'spdxVersion') !== undefined) return readSpdxJson(document)
  if (textUnder(document, 'bomFormat') !== undefined) return readCycloneDxJson(document)
  if (String(member(document, '@context')).includes('spdx') && listUnder(document, '@graph').length > 0) {
    return readSpdx3(document)
  }
  // Some tools forget bomFormat; the rest of the shape is telling enough.
  const isLike =
    textUnder(document, 'specVersion') !== undefined && member(document, 'components') !== undefined
  return isLike ? readCycloneDxJson(document) : unknownFormat
}

function readXml(text: string): Answer<ComponentList> {
  const declared = /^<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(text)?.[1]
  if (declared !== undefined && !/^(utf-?8|utf-?16(le|be)?|us-ascii)$/i.test(declared)) {
    return refuse(
      'wrong-type',
      say(
        `XML의 문자 부호화(${declared})를 읽지 못합니다. UTF-8로 저장하십시오.`,
        `The XML is written in ${declared}. Save it as UTF-8.`,
      ),
      'file',
    )
  }
  return readCycloneDxXml(text)
}
