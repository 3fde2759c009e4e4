/** Forms of text that several kinds ask for; given to `line({ pattern })`. */

/** SHA-256 in lower-case hexadecimal. */
export const sha256Pattern = /^[0-9a-f]{64}$/

/** A Git commit: SHA-1 or SHA-256, never abbreviated, since a short name can become ambiguous. */
export const commitPattern = /^([0-9a-f]{40}|[0-9a-f]{64})$/
