import type { Field } from '@maek/domain/field.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { z } from 'zod'
import { byteText } from '../progress.ts'

const pair = z.looseObject({ ko: z.string(), en: z.string() })
const file = z.looseObject({ name: z.string(), size: z.number() })
const list = z.array(z.unknown())

/** A stored value as people read it: labels instead of names, yes and no, file names. Linked records stay ids. */
export function valueText(field: Field, value: unknown, language: Language): string {
  if (value === undefined || value === null) return ''
  switch (field.widget) {
    case 'pair': {
      const both = pair.safeParse(value)
      return both.success ? both.data[language] || both.data[language === 'ko' ? 'en' : 'ko'] : String(value)
    }
    case 'choice':
      return choiceText(field, value, language)
    case 'choices':
      return (list.safeParse(value).data ?? []).map((one) => choiceText(field, one, language)).join(', ')
    case 'yes-no':
      return value === true ? say('예', 'Yes')[language] : say('아니요', 'No')[language]
    case 'file':
      return fileText(value)
    case 'files':
      return (list.safeParse(value).data ?? []).map(fileText).join(', ')
    case 'references':
      return (list.safeParse(value).data ?? []).join(', ')
    case 'rows':
      return (list.safeParse(value).data ?? []).map((row) => rowText(field, row, language)).join('\n')
    default:
      return String(value)
  }
}

function choiceText(field: Field, value: unknown, language: Language): string {
  const name = String(value)
  const choices = field.choices ?? {}
  return (Object.hasOwn(choices, name) ? choices[name]?.[language] : undefined) ?? name
}

function fileText(value: unknown): string {
  const read = file.safeParse(value)
  return read.success ? `${read.data.name} (${byteText(read.data.size)})` : ''
}

function rowText(field: Field, row: unknown, language: Language): string {
  const cells = z.record(z.string(), z.unknown()).safeParse(row).data ?? {}
  return Object.entries(field.columns ?? {})
    .filter(([name]) => cells[name] !== undefined)
    .map(([name, column]) => `${column.label[language]}: ${valueText(column, cells[name], language)}`)
    .join(' · ')
}
