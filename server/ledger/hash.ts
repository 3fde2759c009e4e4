import { hash as nodeHash } from 'node:crypto'
import type { Sha256 } from '@maek/ledger/hash.ts'

/** SHA-256 of node:crypto, several times faster than the portable one. */
export const fastSha256: Sha256 = (bytes) => nodeHash('sha256', bytes, 'buffer')
