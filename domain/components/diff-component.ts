/** What a comparison needs of a component: the same from a stored SBOM and from a file. */
export type DiffComponent = {
  /** With its group (`@scope/name`, `org.apache/log4j`). */
  readonly name: string
  readonly version?: string
  readonly purl?: string
  readonly type: string
  readonly licences: readonly string[]
  readonly hashes: readonly { readonly algorithm: string; readonly value: string }[]
  readonly supplier?: string
  /** Identities of the components that depend on it or contain it, sorted; absent where the document tells none. */
  readonly parents?: readonly string[]
}
