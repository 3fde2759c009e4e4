import type pg from 'pg'
import type { Discrepancies } from './discrepancies.ts'

/** One organisation's rows while they are compared: a snapshot, so that writers cannot make a false alarm. */
export type Compared = {
  readonly client: pg.PoolClient
  readonly organisation: string
  readonly found: Discrepancies
}
