import type { Language } from '@maek/domain/words.ts'
import type { Options } from './command.ts'
import { table } from './table.ts'

/** Options with what they mean, one a line. */
export function optionLines(options: Options, language: Language, room: number | null): string[] {
  const rows = Object.entries(options).map(([name, option]) => [
    `  ${optionText(name, option)}`,
    option.about[language],
  ])
  return pairTable(rows, room)
}

/** `--out FILE`. */
export function optionText(name: string, option: Options[string]): string {
  return `--${name}${option.value === undefined ? '' : ` ${option.value}`}`
}

/** Two columns without a head, the second broken to fit. */
export function pairTable(rows: readonly (readonly string[])[], room: number | null): string[] {
  return table([{ title: '' }, { title: '', wraps: true }], rows, room)
}
