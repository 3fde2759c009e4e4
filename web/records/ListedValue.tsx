import type { Field } from '@maek/domain/field.ts'
import { useSay } from '../language.tsx'
import { FieldValue } from './values/FieldValue.tsx'
import { isBlank, isObject, pairOf, rowList, textList } from './values/shapes.ts'

/** A value in a list cell: one line, long texts cut, tables and many links as their number. */
export function ListedValue({ field, value }: { field: Field; value: unknown }) {
  const say = useSay()
  if (isBlank(value)) return <span aria-hidden>–</span>
  switch (field.widget) {
    case 'line':
    case 'prose':
      return <span>{cut(String(value))}</span>
    case 'pair': {
      const both = pairOf(value)
      return <span>{cut(say(both) || both.ko || both.en)}</span>
    }
    case 'rows':
      return <span>{rowList(value).length}</span>
    case 'references': {
      const ids = textList(value)
      return ids.length === 1 ? <FieldValue field={field} value={value} /> : <span>{ids.length}</span>
    }
    case 'reference':
      // A server may answer the name with the id; then nothing more is asked.
      return isObject(value) && typeof value.title === 'string' ? (
        <span>{value.title}</span>
      ) : (
        <FieldValue field={field} value={value} />
      )
    default:
      return <FieldValue field={field} value={value} />
  }
}

function cut(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ')
  return flat.length > 90 ? `${flat.slice(0, 89)}…` : flat
}
