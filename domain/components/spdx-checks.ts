import { say, type Words } from '../words.ts'
import { shown } from './clean-component.ts'
import type { ListFault } from './component-list.ts'
import { isObject, listUnder, member, textUnder } from './json-value.ts'

/**
 * What the JSON schema of SPDX 2.2 and 2.3 asks and tools forget: the fields that must be there and the words that
 * may stand in them. Own checks; the schema itself is not shipped by any package we use. All faults, in order.
 */
export function checkSpdxJson(document: unknown): ListFault[] {
  const faults: ListFault[] = []
  const report = (place: string, words: Words) => {
    faults.push({ place, words })
  }
  const isOld = textUnder(document, 'spdxVersion') === 'SPDX-2.2'
  const needTexts = (value: unknown, keys: readonly string[], place: string) => {
    for (const key of keys)
      if (textUnder(value, key) === undefined) report(place === '' ? key : `${place}.${key}`, missing)
  }
  needTexts(document, ['SPDXID', 'dataLicense', 'name', 'documentNamespace'], '')
  const creation = member(document, 'creationInfo')
  needTexts(creation, ['created'], 'creationInfo')
  if (listUnder(creation, 'creators').length === 0) report('creationInfo.creators', missing)
  const created = textUnder(creation, 'created')
  if (created !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(created))
    report('creationInfo.created', unknownWord(created))
  const known = new Set<string>()
  const identify = (value: unknown, place: string) => {
    const id = textUnder(value, 'SPDXID')
    if (id === undefined) return
    if (!/^SPDXRef-[A-Za-z0-9.-]+$/.test(id)) report(`${place}.SPDXID`, unknownWord(id))
    if (known.has(id))
      report(`${place}.SPDXID`, say('식별자가 두 번 쓰였습니다.', 'The identifier is used twice.'))
    known.add(id)
  }
  identify(document, 'document')
  const packageKeys = [
    'SPDXID',
    'name',
    'downloadLocation',
    ...(isOld ? ['licenseConcluded', 'licenseDeclared', 'copyrightText'] : []),
  ]
  for (const [at, one] of listUnder(document, 'packages').entries()) {
    const place = `packages.${at}`
    needTexts(one, packageKeys, place)
    identify(one, place)
    checkLists(one, place, report)
  }
  for (const [at, one] of listUnder(document, 'files').entries()) {
    needTexts(one, ['SPDXID', 'fileName'], `files.${at}`)
    identify(one, `files.${at}`)
    if (listUnder(one, 'checksums').length === 0) report(`files.${at}.checksums`, missing)
    checkLists(one, `files.${at}`, report)
  }
  for (const [at, one] of listUnder(document, 'relationships').entries())
    needTexts(one, ['spdxElementId', 'relatedSpdxElement', 'relationshipType'], `relationships.${at}`)
  for (const [at, one] of listUnder(document, 'hasExtractedLicensingInfos').entries())
    needTexts(one, ['licenseId', 'extractedText'], `hasExtractedLicensingInfos.${at}`)
  if (isObject(document) && member(document, 'packages') === null) report('packages', missing)
  return faults
}

const algorithms: ReadonlySet<string> = new Set(
  'SHA1 SHA224 SHA256 SHA384 SHA512 SHA3-256 SHA3-384 SHA3-512 MD2 MD4 MD5 MD6 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 ADLER32'.split(
    ' ',
  ),
)

function checkLists(value: unknown, place: string, report: (place: string, words: Words) => void): void {
  for (const [at, hash] of listUnder(value, 'checksums').entries()) {
    const algorithm = textUnder(hash, 'algorithm')
    const where = `${place}.checksums.${at}`
    if (algorithm === undefined || textUnder(hash, 'checksumValue') === undefined) report(where, missing)
    else if (!algorithms.has(algorithm)) report(where, unknownWord(algorithm))
  }
  for (const [at, reference] of listUnder(value, 'externalRefs').entries()) {
    for (const key of ['referenceCategory', 'referenceLocator', 'referenceType'])
      if (textUnder(reference, key) === undefined) report(`${place}.externalRefs.${at}.${key}`, missing)
  }
}

const missing = say('규격이 요구하는 값이 없습니다.', 'The specification asks for a value that is missing.')

function unknownWord(word: string): Words {
  const quoted = shown(word)
  return say(`규격에 없는 값입니다: ${quoted}`, `The specification has no such value: ${quoted}`)
}
