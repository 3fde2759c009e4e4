import type { FileValue } from '@maek/domain/field.ts'
import type { Words } from '@maek/domain/words.ts'

/* A body is JSON of a kind that may have changed since it was written: values are looked at before they are shown. */

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

export function rowList(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function pairOf(value: unknown): Words {
  if (!isObject(value)) return { ko: '', en: '' }
  return {
    ko: typeof value.ko === 'string' ? value.ko : '',
    en: typeof value.en === 'string' ? value.en : '',
  }
}

export function isFile(value: unknown): value is FileValue {
  return isObject(value) && typeof value.sha256 === 'string' && typeof value.name === 'string'
}

export function fileList(value: unknown): FileValue[] {
  if (isFile(value)) return [value]
  return Array.isArray(value) ? value.filter(isFile) : []
}

/** Nothing was entered: such a field is left out of the body that is sent. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  if (isObject(value) && 'ko' in value && 'en' in value) return isBlank(value.ko) && isBlank(value.en)
  return false
}
