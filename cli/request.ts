import type { Endpoint } from '@maek/domain/endpoint.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { z } from 'zod'

/** A call as it goes on the wire. */
export type Plan = {
  readonly method: Endpoint['method']
  /** Path and query, beginning with /api. */
  readonly target: string
  /** The JSON body, or null when there is none or bytes are sent. */
  readonly json: string | null
  readonly takesKey: boolean
}

/** Splits one input object into path, query and body, as the server's door will put them together again. */
export function planOf(endpoint: Endpoint, input: Readonly<Record<string, unknown>>): Answer<Plan> {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const parts: string[] = []
  for (const part of endpoint.path.split('/')) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined) {
      parts.push(part)
      continue
    }
    const value = String(rest.get(name) ?? '')
    // A path of dots would be resolved away and reach another endpoint.
    if (/^\.{0,2}$/.test(value))
      return refuse('invalid', say(`${name} 값이 필요합니다.`, `${name} is needed.`), name)
    parts.push(encodeURIComponent(value))
    rest.delete(name)
  }
  const path = `/api${parts.join('/')}`
  const takesKey = endpoint.input instanceof z.ZodObject && 'key' in endpoint.input.shape
  const { method } = endpoint
  if (endpoint.bytesMax === undefined && (method === 'POST' || method === 'PUT')) {
    return accept({ method, target: path, json: JSON.stringify(Object.fromEntries(rest)), takesKey })
  }
  const query = new URLSearchParams()
  for (const [name, value] of rest) {
    if (typeof value === 'object')
      return refuse(
        'invalid',
        say(`${name}: 단순한 값이어야 합니다.`, `${name} must be a plain value.`),
        name,
      )
    query.set(name, String(value))
  }
  const search = query.size > 0 ? `?${query}` : ''
  return accept({ method, target: path + search, json: null, takesKey })
}
