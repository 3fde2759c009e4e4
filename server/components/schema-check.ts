/// <reference path="../ajv-formats-draft2019.d.ts" />
import { readFile } from 'node:fs/promises'
import { type ListFault, sbomLimits } from '@maek/domain/components/component-list.ts'
import { decodeText } from '@maek/domain/components/decode-text.ts'
import { isJsonWithin, member, textUnder } from '@maek/domain/components/json-value.ts'
import { checkSpdxJson } from '@maek/domain/components/spdx-checks.ts'
import { say } from '@maek/domain/words.ts'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import addMoreFormats from 'ajv-formats-draft2019'
import { memoryPages, validateXML } from 'xmllint-wasm'

/*
 * Whether an SBOM keeps the official schema of its format. Runs in a thread after the SBOM is durable: a fault is a
 * remark in the quality report and never a refusal, since tools in wide use write documents that break their schema.
 * The schemas are the copies @cyclonedx/cyclonedx-library ships; nothing is fetched, and no entity is resolved.
 */

export type SchemaCheck = {
  readonly state: 'valid' | 'faulty' | 'not-checked'
  /** Which schema was asked, or why none. */
  readonly name: string
  readonly faults: readonly ListFault[]
  readonly faultCount: number
}

const faultsKept = 200
/** Above this only the first fault is looked for: the list of all could outgrow the document many times. */
const allFaultsBytesMax = 20_000_000

export async function checkSchema(bytes: Uint8Array): Promise<SchemaCheck> {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return notChecked('not text')
  const text = decoded.value.trimStart()
  if (text.startsWith('<')) return checkXml(text)
  if (!text.startsWith('{')) return notChecked('no official schema for SPDX tag-value')
  if (!isJsonWithin(text, sbomLimits)) return notChecked('too many values')
  const document: unknown = JSON.parse(text)
  const spdx = textUnder(document, 'spdxVersion')
  if (spdx !== undefined) {
    return told(`SPDX ${spdx.replace(/^SPDX-/, '').slice(0, 20)} JSON (Maek)`, checkSpdxJson(document))
  }
  const version = textUnder(document, 'specVersion') ?? ''
  if (textUnder(document, 'bomFormat') !== undefined || member(document, 'components') !== undefined) {
    return checkCycloneDxJson(document, version, text.length)
  }
  return notChecked('no official JSON schema is at hand for SPDX 3')
}

async function checkCycloneDxJson(document: unknown, version: string, length: number): Promise<SchemaCheck> {
  const file = jsonSchemas.get(version)
  if (file === undefined) return notChecked(`no JSON schema for CycloneDX ${version.slice(0, 20)}`)
  const validate = await jsonValidator(file, length <= allFaultsBytesMax)
  const isValid = validate(document)
  return told(`CycloneDX ${version} JSON`, isValid ? [] : (validate.errors ?? []).map(faultOf))
}

const jsonSchemas: ReadonlyMap<string, string> = new Map([
  ['1.2', 'bom-1.2-strict'],
  ['1.3', 'bom-1.3-strict'],
  ['1.4', 'bom-1.4'],
  ['1.5', 'bom-1.5'],
  ['1.6', 'bom-1.6'],
  ['1.7', 'bom-1.7'],
])

const place = new URL('./res/schema/', import.meta.resolve('@cyclonedx/cyclonedx-library/package.json'))
const schemaText = (name: string) => readFile(new URL(name, place), 'utf8')
const compiled = new Map<string, Promise<ValidateFunction>>()

function jsonValidator(file: string, all: boolean): Promise<ValidateFunction> {
  const key = `${file} ${all}`
  const known = compiled.get(key) ?? compile(file, all)
  compiled.set(key, known)
  return known
}

async function compile(file: string, all: boolean): Promise<ValidateFunction> {
  const named = ['spdx', 'cryptography-defs', 'jsf-0.82']
  const schemas = await Promise.all(
    named.map(async (name) => {
      const schema: object = JSON.parse(await schemaText(`${name}.SNAPSHOT.schema.json`))
      return [`http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`, schema] as const
    }),
  )
  const ajv = new Ajv({
    strict: false,
    addUsedSchema: false,
    allErrors: all,
    schemas: Object.fromEntries(schemas),
  })
  addFormats.default(ajv)
  addMoreFormats(ajv, { formats: ['idn-email'] })
  ajv.addFormat('iri-reference', true)
  return ajv.compile(JSON.parse(await schemaText(`${file}.SNAPSHOT.schema.json`)))
}

function faultOf(error: ErrorObject): ListFault {
  const where = error.instancePath.slice(1).replaceAll('/', '.').slice(0, 300)
  const what = `${error.message ?? error.keyword}${detailOf(error)}`.slice(0, 300)
  return {
    place: where === '' ? '(document)' : where,
    words: say(`스키마 위반: ${what}`, `Breaks the schema: ${what}`),
  }
}

function detailOf({ params }: ErrorObject): string {
  const named: unknown = params.additionalProperty ?? params.allowedValues
  return named === undefined
    ? ''
    : `: ${Array.isArray(named) ? named.slice(0, 20).join(', ') : String(named)}`
}

async function checkXml(text: string): Promise<SchemaCheck> {
  const version = /xmlns(?::\w+)?\s*=\s*["']http:\/\/cyclonedx\.org\/schema\/bom\/(1\.[0-7])["']/.exec(
    text.slice(0, 10_000),
  )?.[1]
  if (version === undefined) return told('CycloneDX XML', [unknownNamespace])
  const checked = await validateXML({
    // The reader has refused every DOCTYPE, so there is no entity to resolve; the sandbox has neither disk nor network.
    xml: [{ fileName: 'bom.xml', contents: text }],
    schema: [{ fileName: 'bom.xsd', contents: await schemaText(`bom-${version}.SNAPSHOT.xsd`) }],
    preload: [{ fileName: spdxSchema, contents: await schemaText('spdx.SNAPSHOT.xsd') }],
    initialMemoryPages: 1024,
    maxMemoryPages: memoryPages.GiB,
  })
  const faults = checked.errors.map(({ message, loc }) => ({
    place: loc ? `line ${loc.lineNumber}` : '(document)',
    words: say(`스키마 위반: ${message.slice(0, 300)}`, `Breaks the schema: ${message.slice(0, 300)}`),
  }))
  return told(`CycloneDX ${version} XML`, faults)
}

const unknownNamespace: ListFault = {
  place: 'bom',
  words: say(
    '이름공간이 어느 CycloneDX 버전의 것도 아닙니다.',
    'The namespace is that of no version of CycloneDX.',
  ),
}

const spdxSchema = 'spdx.SNAPSHOT.xsd'

function told(name: string, faults: readonly ListFault[]): SchemaCheck {
  return {
    state: faults.length === 0 ? 'valid' : 'faulty',
    name,
    faults: faults.slice(0, faultsKept),
    faultCount: faults.length,
  }
}

function notChecked(name: string): SchemaCheck {
  return { state: 'not-checked', name, faults: [], faultCount: 0 }
}
