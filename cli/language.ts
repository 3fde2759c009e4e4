import { type Language, languages } from '@maek/domain/words.ts'

/** The language a person asked for, or undefined when it is not one of ours. */
export function languageNamed(name: string): Language | undefined {
  return languages.find((language) => language === name)
}

/**
 * Korean when the machine speaks Korean, else English. The first of LC_ALL, LC_MESSAGES and LANG that is set
 * decides, an empty one counting as unset (POSIX.1-2024, XBD 8.2).
 */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const names = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name])
  const decisive = names.find((value) => value !== undefined && value !== '')
  return decisive !== undefined && /^ko(?:[^a-z]|$)/i.test(decisive) ? 'ko' : 'en'
}
