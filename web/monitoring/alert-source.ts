/** What alarmed: a chart of the plan, or a variable by one of its measures of drift. */
export type AlertSource =
  | { readonly kind: 'chart'; readonly chart: string }
  | { readonly kind: 'drift'; readonly variable: string; readonly measure: string }

/**
 * Reads an alert's cause, `<plan>/chart/<id>/<first day>` or `<plan>/drift/<variable>:<measure>/<first day>`; null for any
 * other text. Names of groups and variables may hold slashes and colons of their own.
 */
export function alertSource(cause: string): AlertSource | null {
  const [, kind, of] = /^[^/]+\/(chart|drift)\/(.+)\/[^/]+$/.exec(cause) ?? []
  if (kind === undefined || of === undefined) return null
  if (kind === 'chart') return { kind, chart: of }
  const colon = of.lastIndexOf(':')
  return colon < 1 ? null : { kind: 'drift', variable: of.slice(0, colon), measure: of.slice(colon + 1) }
}
