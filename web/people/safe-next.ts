/** Only an address of this house: `next` comes from a link anyone could have written. */
export function safeNext(next: string | undefined): string {
  const own = next !== undefined && /^\/(?![/\\])/.test(next) && !/[\t\r\n]/.test(next)
  return own && !next.startsWith('/sign-in') ? next : '/'
}
