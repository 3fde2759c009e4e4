/** The address when it leads to http, https or mailto, else null: `javascript:` and friends never become links. */
export function safeHref(href: string): string | null {
  try {
    const address = new URL(href)
    return ['http:', 'https:', 'mailto:'].includes(address.protocol) ? address.href : null
  } catch {
    return null // relative or broken: a record's text has no place to be relative to
  }
}
