/**
 * What went wrong in words fit for a log. DuckDB repeats cells and whole lines of a file in its messages, quoted or
 * not; they may be personal data. So of its messages only the kind is kept, and where it happened.
 */
export function faultText(error: unknown): string {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const frames = said.split('\n').filter((line) => /^\s+at \S.*(file:|node:)\S+:\d+:\d+\)?$/.test(line))
  const kind = /^(?:[A-Za-z]*Error: )?((?:[A-Z][A-Za-z]+ ){1,4}(?:Error|Exception)):/.exec(said)?.[1]
  return [kind ?? withoutQuoted(said.split('\n')[0] ?? ''), ...frames].join('\n')
}

/** Of our own messages and JavaScript's. */
function withoutQuoted(said: string): string {
  return said.replaceAll(/["'`“‘].*["'`”’]/gs, '…').slice(0, 300)
}
