import type { Words } from '../words.ts'
import type { AiFacts, SupportFacts } from './ai-facts.ts'

export type SbomFormat = 'CycloneDX' | 'SPDX'

export type ComponentHash = { readonly algorithm: string; readonly value: string }

/** One part of a product as an SBOM names it. Absent means the document does not say. */
export type Component = {
  /** The document's own reference (bom-ref, SPDXID), or one made up (`#12`) where it gives none. */
  readonly reference: string
  readonly name: string
  /** CycloneDX group (npm scope, Maven group); SPDX has none. */
  readonly group?: string
  readonly version?: string
  /** In canonical form; a purl that breaks its rules is a fault and stands in none. */
  readonly purl?: string
  readonly cpe?: string
  /** CycloneDX's word in small letters (`library`, `firmware`, `machine-learning-model`), or `unknown`. */
  readonly type: string
  /** SPDX ids, expressions or plain names as declared; NONE and NOASSERTION are left out. */
  readonly licences: readonly string[]
  /** Algorithm as CycloneDX writes it (`SHA-256`), value in small hexadecimal letters. */
  readonly hashes: readonly ComponentHash[]
  /** The supplier, or the nearest the document names to one: manufacturer, publisher, author, originator. */
  readonly supplier?: string
  /** Who wrote it: CycloneDX authors, author or publisher; SPDX originator. */
  readonly author?: string
  readonly copyright?: string
  readonly support?: SupportFacts
  /** Of models and data sets. */
  readonly ai?: AiFacts
  readonly scope?: 'required' | 'optional' | 'excluded'
  /** Reference of the component this one is assembled into. */
  readonly within?: string
}

/** A place in the document that breaks its format or the reader's limits, and what was done about it. */
export type ListFault = { readonly place: string; readonly words: Words }

/**
 * How many components carry the minimum elements: NTIA 2021 (supplier, name, version, identifier, dependency,
 * author, time) and what CISA's draft of 2025-08-22 adds (hash, licence, tool, generation context).
 */
export type ListQuality = {
  readonly components: number
  readonly withSupplier: number
  readonly withName: number
  readonly withVersion: number
  readonly withIdentifier: number
  readonly withDependency: number
  readonly withHash: number
  readonly withLicence: number
  readonly hasAuthor: boolean
  readonly hasTime: boolean
  readonly hasTool: boolean
  readonly hasGenerationContext: boolean
}

/** What every SBOM format is read into. */
export type ComponentList = {
  readonly format: SbomFormat
  readonly specVersion: string
  /** What the document is about; not among `components`. */
  readonly subject?: Component
  /** CycloneDX serial number or SPDX namespace. */
  readonly serialNumber?: string
  /** CycloneDX document version. */
  readonly revision?: number
  /** As written; not checked to be a date. */
  readonly madeAt?: string
  readonly authors: readonly string[]
  readonly tools: readonly string[]
  readonly components: readonly Component[]
  /** References, from what depends (or contains) to what it depends on. Both ends are known. */
  readonly dependencies: readonly (readonly [from: string, to: string])[]
  /**
   * References that lie on, or between, circles of dependencies; at most `sbomLimits.circularKept`. Circles are legal
   * in both formats and usual in npm: a remark, not a fault.
   */
  readonly circular: readonly string[]
  /** At most `sbomLimits.faultsKept`; `faultCount` counts all. */
  readonly faults: readonly ListFault[]
  readonly faultCount: number
  readonly quality: ListQuality
}

/** Beyond these a document is refused, or a text cut and the fault kept. Real SBOMs stay far below. */
export const sbomLimits = {
  bytes: 128 * 1024 * 1024,
  /** JSON values: the memory a small hostile file can ask for is bounded by this. */
  values: 8_000_000,
  /** XML elements, which cost more memory each. */
  xmlElements: 3_000_000,
  depth: 128,
  components: 200_000,
  dependencies: 1_000_000,
  textLength: 2_048,
  licencesEach: 64,
  hashesEach: 32,
  namesEach: 100,
  faultsKept: 1_000,
  circularKept: 1_000,
} as const
