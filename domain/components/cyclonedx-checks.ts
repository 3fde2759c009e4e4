import { say } from '../words.ts'
import { shown } from './clean-component.ts'
import { listUnder, member, textUnder } from './json-value.ts'
import type { ListBuilder } from './list-builder.ts'

/** CycloneDX 1.7 component types; earlier versions allow fewer. */
const types: ReadonlySet<string> = new Set(
  'application framework library container platform operating-system device device-driver firmware file machine-learning-model data cryptographic-asset'.split(
    ' ',
  ),
)

const algorithms: ReadonlySet<string> = new Set(
  'MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 Streebog-256 Streebog-512'.split(
    ' ',
  ),
)

const scopes: ReadonlySet<string> = new Set(['required', 'optional', 'excluded'])

/** Keeps a fault for each word of a component that the schema does not know. The component is read all the same. */
export function checkComponentWords(list: ListBuilder, value: unknown, place: string): void {
  const type = textUnder(value, 'type')
  if (type === undefined) list.fault(`${place}.type`, say('유형이 없습니다.', 'The type is missing.'))
  else if (!types.has(type)) unknownWord(list, `${place}.type`, type)
  const scope = textUnder(value, 'scope')
  if (scope !== undefined && !scopes.has(scope)) unknownWord(list, `${place}.scope`, scope)
  for (const [at, hash] of listUnder(value, 'hashes').entries()) {
    const algorithm = textUnder(hash, 'alg') ?? ''
    if (!algorithms.has(algorithm)) unknownWord(list, `${place}.hashes.${at}.alg`, algorithm)
  }
  for (const [at, choice] of listUnder(value, 'licenses').entries())
    checkLicence(list, choice, `${place}.licenses.${at}`)
}

/** Serial number and time in the form the schema asks for. */
export function checkDocumentWords(list: ListBuilder, document: unknown): void {
  const serialNumber = textUnder(document, 'serialNumber')
  if (
    serialNumber !== undefined &&
    !/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(serialNumber)
  ) {
    unknownWord(list, 'serialNumber', serialNumber)
  }
  const timestamp = textUnder(member(document, 'metadata'), 'timestamp')
  if (
    timestamp !== undefined &&
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/i.test(timestamp)
  ) {
    unknownWord(list, 'metadata.timestamp', timestamp)
  }
}

function checkLicence(list: ListBuilder, choice: unknown, place: string): void {
  const licence = member(choice, 'license')
  const said = [textUnder(choice, 'expression'), textUnder(licence, 'id'), textUnder(licence, 'name')]
  if (said.filter((words) => words !== undefined).length !== 1) {
    list.fault(
      place,
      say(
        '라이선스는 식별자, 이름, 식 가운데 하나로만 적어야 합니다.',
        'A licence must be given by one of id, name or expression.',
      ),
    )
  }
}

function unknownWord(list: ListBuilder, place: string, word: string): void {
  const quoted = shown(word)
  list.fault(place, say(`규격에 없는 값입니다: ${quoted}`, `The specification has no such value: ${quoted}`))
}
