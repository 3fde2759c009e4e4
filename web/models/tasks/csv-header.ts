/** The column names of a CSV file from its first characters; empty when the first line has no end within them. */
export function csvHeader(start: string): string[] {
  const text = start.replace(/^\uFEFF/, '')
  const names: string[] = []
  let name = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (isQuoted) {
      if (letter !== '"') name += letter
      else if (text[at + 1] === '"') name += text[++at]
      else isQuoted = false
    } else if (letter === '"') isQuoted = true
    else if (letter === ',') {
      names.push(name.trim())
      name = ''
    } else if (letter === '\n' || letter === '\r') return [...names, name.trim()]
    else name += letter
  }
  return []
}
