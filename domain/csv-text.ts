/** What a spreadsheet would run as a formula (OWASP CSV injection; full-width signs too), unless it is a number. */
const runs = /^'*[=+\-@\t\r\n＝＋－＠]/
const number = /^-?\d+(\.\d+)?$/

/**
 * A table as CSV for people's spreadsheets (RFC 4180): a byte order mark so that Excel reads Korean, every line ended,
 * and an apostrophe before anything that would run as a formula.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function cell(text: string): string {
  const inert = runs.test(text) && !number.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
