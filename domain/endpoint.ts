import type { z } from 'zod'
import type { Permission } from './permissions.ts'
import type { Words } from './words.ts'

/**
 * An endpoint is data: server routes, the web client, the command line and the OpenAPI document fold over one
 * list, so none of them can promise what another does not keep.
 */
export type Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path with `{name}` parameters, under /api. */
  readonly path: string
  readonly title: Words
  /** Who may call it at all; finer rules are the decision's. `session`: anyone signed in; `open`: anyone. */
  readonly access: 'open' | 'session' | Permission
  /** Path and query parameters (strings as they come) and the JSON body, as one object. Unknown names are refused. */
  readonly input: I
  readonly output: O
  /** The request carries bytes (a file, an SBOM), bounded by this many; parameters come in the query. */
  readonly bytesMax?: number
  /** Those bytes may be more than memory holds: they are received into a file. */
  readonly toFile?: true
  /** The answer is a download, not JSON. */
  readonly download?: string
}

export function endpoint<const I extends z.ZodType, const O extends z.ZodType>(
  value: Endpoint<I, O>,
): Endpoint<I, O> {
  return value
}
