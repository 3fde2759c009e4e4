import type { Component } from '../../components/component-list.ts'
import { licenceForm } from './licence-form.ts'
import type { Json } from './sorted-json.ts'

type Written = { [key: string]: Json | undefined }

/**
 * Components as CycloneDX 1.6 and 1.7 write them, parts inside the whole they are assembled into; services apart.
 * A part whose whole is missing, or lies on a circle, stands at the top.
 */
export function cycloneDxComponents(list: readonly Component[]): {
  readonly components: readonly Written[]
  readonly services: readonly Written[]
} {
  const written = new Map(list.map((one) => [one.reference, componentOf(one)]))
  const wholes = new Map(list.map((one) => [one.reference, one.within]))
  const top: Written[] = []
  const parts = new Map<string, Written[]>()
  for (const one of list) {
    const own = written.get(one.reference)
    if (!own || one.type === 'service') continue
    const whole = one.within
    if (whole === undefined || !written.has(whole) || !isRooted(one.reference, wholes)) top.push(own)
    else {
      const inner = parts.get(whole) ?? []
      inner.push(own)
      parts.set(whole, inner)
    }
  }
  for (const [whole, inner] of parts) {
    const holder = written.get(whole)
    if (holder) holder.components = inner
  }
  return { components: top, services: list.filter((one) => one.type === 'service').map(serviceOf) }
}

/** Whether the way from part to whole ends at the top, within the depth that readers take. */
function isRooted(reference: string, wholes: ReadonlyMap<string, string | undefined>): boolean {
  let at: string | undefined = reference
  for (let steps = 0; steps < 40; steps++) {
    at = wholes.get(at)
    if (at === undefined || !wholes.has(at)) return true
  }
  return false
}

const types: ReadonlySet<string> = new Set(
  'application framework library container platform operating-system device device-driver firmware file machine-learning-model data cryptographic-asset'.split(
    ' ',
  ),
)

function componentOf(component: Component): Written {
  const isKnown = types.has(component.type)
  const { known, unknown } = hashesOf(component)
  return {
    'bom-ref': component.reference,
    type: isKnown ? component.type : 'library',
    group: component.group,
    name: component.name,
    version: component.version,
    supplier: component.supplier === undefined ? undefined : { name: component.supplier },
    authors: component.author === undefined ? undefined : [{ name: component.author }],
    copyright: component.copyright,
    scope: component.scope,
    purl: component.purl,
    cpe: component.cpe,
    hashes: known,
    licenses: licencesOf(component.licences),
    properties: [
      ...(isKnown || component.type === 'unknown' ? [] : [{ name: 'maek:type', value: component.type }]),
      ...unknown.map(({ algorithm, value }) => ({ name: `maek:hash:${algorithm}`, value })),
      ...supportOf(component),
    ],
  }
}

/** The words of FDA's guidance, under the names that the reader of SBOMs knows again. */
function supportOf({ support }: Component): Json[] {
  return [
    ...(support?.level === undefined ? [] : [{ name: 'maek:supportLevel', value: support.level }]),
    ...(support?.endsOn === undefined ? [] : [{ name: 'maek:endOfSupport', value: support.endsOn }]),
  ]
}

function serviceOf(component: Component): Written {
  return {
    'bom-ref': component.reference,
    group: component.group,
    name: component.name,
    version: component.version,
    provider: component.supplier === undefined ? undefined : { name: component.supplier },
    licenses: licencesOf(component.licences),
  }
}

/** CycloneDX: either one expression, or a list of ids and names; several expressions become names. */
function licencesOf(licences: readonly string[]): Json[] {
  const [only] = licences
  if (licences.length === 1 && only !== undefined && licenceForm(only) === 'expression')
    return [{ expression: only }]
  return licences.map((licence) => ({
    license: licenceForm(licence) === 'id' ? { id: licence } : { name: licence },
  }))
}

/** Our names are in capitals; these are spelt otherwise. */
const algorithms: ReadonlyMap<string, string> = new Map(
  'MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 Streebog-256 Streebog-512'
    .split(' ')
    .map((name) => [name.toUpperCase(), name]),
)
const sumLengths: ReadonlySet<number> = new Set([32, 40, 64, 96, 128])

function hashesOf({ hashes }: Component) {
  const isKnown = (one: { readonly algorithm: string; readonly value: string }) =>
    algorithms.has(one.algorithm) && sumLengths.has(one.value.length)
  return {
    known: hashes.filter(isKnown).map(({ algorithm, value }) => ({
      alg: algorithms.get(algorithm) ?? algorithm,
      content: value,
    })),
    unknown: hashes.filter((one) => !isKnown(one)),
  }
}
