import type { Body } from '@maek/domain/kind.ts'
import type { PlainKind } from '../plain-kinds.ts'
import { isBlank, isObject, rowList } from '../values/shapes.ts'

/** What is sent: blank fields left out, blank rows and cells of tables too. Validity is for the server to say. */
export function bodyOf(kind: PlainKind, values: Body): Body {
  const kept = Object.entries(values).flatMap(([name, value]): [string, unknown][] => {
    const sent = kind.fields[name]?.widget === 'rows' ? filledRows(value) : value
    return isBlank(sent) ? [] : [[name, sent]]
  })
  return Object.fromEntries(kept)
}

function filledRows(value: unknown): Body[] {
  return rowList(value)
    .map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => !isBlank(cell))))
    .filter((row) => Object.keys(row).length > 0)
}

/** The values a link asks to begin with; names the kind does not have are dropped, a broken text counts as none. */
export function prefilled(kind: PlainKind, text: string | undefined): Body {
  const value = parsed(text)
  if (!isObject(value)) return {}
  return Object.fromEntries(Object.entries(value).filter(([name]) => name in kind.fields))
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text)
  } catch {
    return null // written by hand or cut off by a mail program: the form is still of use, empty
  }
}
