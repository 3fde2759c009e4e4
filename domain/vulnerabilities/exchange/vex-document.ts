import type { Words } from '../../words.ts'

export type VexFormat = 'CycloneDX' | 'OpenVEX' | 'CSAF'

/** CSAF 2.0, 3.2.3.9: the widest set of product statuses of the three formats. */
export const productStatuses = [
  'first_affected',
  'first_fixed',
  'fixed',
  'known_affected',
  'known_not_affected',
  'last_affected',
  'recommended',
  'under_investigation',
] as const
export type ProductStatus = (typeof productStatuses)[number]

export type VexNote = { readonly category: string; readonly text: string; readonly title?: string }

export type VexReference = { readonly summary: string; readonly url: string; readonly category?: string }

export type VexHash = { readonly algorithm: string; readonly value: string; readonly file: string }

/** A product, or a part as it stands in a product (`relation`): both may be what a statement speaks of. */
export type VexProduct = {
  readonly id: string
  readonly name: string
  /** From vendor to version, as CSAF branches; empty where the document gives no tree. */
  readonly path: readonly { readonly category: string; readonly name: string }[]
  readonly version?: string
  readonly purl?: string
  readonly cpe?: string
  readonly hashes: readonly VexHash[]
  /** How the product is known in an SBOM: a bom-ref, or a BOM-Link. */
  readonly reference?: string
  readonly models?: readonly string[]
  readonly serials?: readonly string[]
  readonly skus?: readonly string[]
  readonly sbomUrls?: readonly string[]
  readonly uris?: readonly { readonly namespace: string; readonly uri: string }[]
  readonly relation?: { readonly category: string; readonly part: string; readonly whole: string }
}

export type VexScore = {
  readonly products: readonly string[]
  readonly vector: string
  readonly issuer?: string
}

/** CSAF 3.2.3.12: what can be done. */
export type VexRemediation = {
  readonly category: 'vendor_fix' | 'mitigation' | 'workaround' | 'no_fix_planned' | 'none_available'
  readonly details: string
  readonly products: readonly string[]
  readonly date?: string
  readonly url?: string
  readonly entitlements?: readonly string[]
  readonly restart?: { readonly category: string; readonly details?: string }
}

export type VexThreat = {
  readonly category: 'impact' | 'exploit_status' | 'target_set'
  readonly details: string
  readonly products: readonly string[]
  readonly date?: string
}

/** Why not affected: one of the five labels that OpenVEX and CSAF share. */
export type VexFlag = { readonly label: string; readonly products: readonly string[]; readonly date?: string }

export type VexAcknowledgement = {
  readonly names?: readonly string[]
  readonly organization?: string
  readonly summary?: string
  readonly urls?: readonly string[]
}

export type VexVulnerability = {
  /** CVE, or the first other id. */
  readonly id: string
  readonly ids: readonly { readonly system: string; readonly text: string }[]
  readonly title?: string
  readonly cwes: readonly { readonly id: string; readonly name?: string }[]
  readonly notes: readonly VexNote[]
  readonly references: readonly VexReference[]
  readonly scores: readonly VexScore[]
  readonly remediations: readonly VexRemediation[]
  readonly threats: readonly VexThreat[]
  readonly flags: readonly VexFlag[]
  readonly statuses: { readonly [Status in ProductStatus]?: readonly string[] }
  readonly acknowledgements: readonly VexAcknowledgement[]
  readonly discoveredAt?: string
  readonly releasedAt?: string
  /** When the statements on these products were made, where the format tells. */
  readonly times: readonly { readonly products: readonly string[]; readonly at: string }[]
}

export type VexRevision = { readonly number: string; readonly at: string; readonly summary: string }

/**
 * What a VEX document or a security advisory of any of the three formats is read into, and what each is written
 * from. Shaped after CSAF 2.0, which holds most, with the product tree laid flat.
 */
export type VexDocument = {
  readonly format: VexFormat
  readonly specVersion: string
  readonly category: string
  readonly id: string
  readonly title: string
  readonly version: string
  readonly status: 'draft' | 'interim' | 'final'
  readonly language?: string
  /** Of a translation: the language it was made from (CSAF 6.1.15, 6.1.28). */
  readonly sourceLanguage?: string
  readonly author: {
    readonly name: string
    readonly category: string
    readonly namespace: string
    readonly contact?: string
    readonly authority?: string
  }
  readonly tlp?: string
  readonly distribution?: string
  readonly severity?: string
  readonly aliases: readonly string[]
  readonly madeAt: string
  readonly changedAt: string
  readonly history: readonly VexRevision[]
  readonly notes: readonly VexNote[]
  readonly references: readonly VexReference[]
  readonly acknowledgements: readonly VexAcknowledgement[]
  readonly products: readonly VexProduct[]
  readonly vulnerabilities: readonly VexVulnerability[]
  /** What breaks the format and was read all the same; at most `vexLimits.faultsKept`. */
  readonly faults: readonly { readonly place: string; readonly words: Words }[]
}

/** Beyond these a document is refused; the largest real CSAF documents reach a tenth of them. */
export const vexLimits = {
  bytes: 64 * 1024 * 1024,
  values: 3_000_000,
  depth: 128,
  /** Levels of a product tree; real ones have four to seven. */
  treeDepth: 32,
  products: 100_000,
  vulnerabilities: 20_000,
  /** Products times statements, after groups are written out. */
  claims: 1_000_000,
  textLength: 100_000,
  faultsKept: 200,
} as const
