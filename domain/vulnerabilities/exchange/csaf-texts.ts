import { isObject, listUnder } from '../../components/json-value.ts'
import { withoutAbsent } from '../../components/without-absent.ts'
import { cleanUnder, textsUnder } from './foreign-text.ts'
import type { VexAcknowledgement, VexNote, VexReference } from './vex-document.ts'

export function notesOf(value: unknown): VexNote[] {
  return listUnder(value, 'notes').flatMap((one) => {
    const text = cleanUnder(one, 'text')
    return text === undefined
      ? []
      : withoutAbsent({
          category: cleanUnder(one, 'category') ?? 'other',
          text,
          title: cleanUnder(one, 'title'),
        })
  })
}

export function referencesOf(value: unknown): VexReference[] {
  return listUnder(value, 'references').flatMap((one) => {
    const url = cleanUnder(one, 'url')
    return url === undefined
      ? []
      : withoutAbsent({
          summary: cleanUnder(one, 'summary') ?? url,
          url,
          category: cleanUnder(one, 'category'),
        })
  })
}

export function acknowledgementsOf(value: unknown): VexAcknowledgement[] {
  return listUnder(value, 'acknowledgments')
    .filter(isObject)
    .map((one) => {
      const [names, urls] = [textsUnder(one, 'names'), textsUnder(one, 'urls')]
      return withoutAbsent({
        names: names.length > 0 ? names : undefined,
        organization: cleanUnder(one, 'organization'),
        summary: cleanUnder(one, 'summary'),
        urls: urls.length > 0 ? urls : undefined,
      })
    })
}
