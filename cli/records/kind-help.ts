import type { Kind } from '@maek/domain/kind.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { optionLines } from '../option-lines.ts'
import { table } from '../table.ts'
import { fieldOptions } from './field-options.ts'

/** All kinds: name, number code, title. */
export function kindList(kinds: readonly Kind[], language: Language): string[] {
  const columns = [
    { title: say('종류', 'Kind')[language] },
    { title: say('번호', 'Code')[language] },
    { title: say('뜻', 'Meaning')[language] },
  ]
  const rows = kinds.map((kind) => [kind.name, kind.code, kind.title[language]])
  return table(columns, rows, null)
}

/** Fields, states and actions of one kind, in the words of its own labels. */
export function kindHelp(kind: Kind, language: Language): string[] {
  const { states, actions } = kind.life
  const pair = (rows: string[][]) => table([{ title: '' }, { title: '' }], rows, null)
  const stateRows = Object.entries(states).map(([name, state]) => [`  ${name}`, state.label[language]])
  const actionRows = Object.entries(actions).map(([name, action]) => {
    const signed = action.signs === undefined ? '' : say(' (서명)', ' (signed)')[language]
    return [`  ${name}`, `${action.label[language]}: ${action.from.join(', ')} → ${action.to}${signed}`]
  })
  return [
    '',
    `${kind.title[language]} (${kind.name}, ${kind.code})`,
    kind.about[language],
    '',
    say('항목', 'Fields')[language],
    ...optionLines(fieldOptions(kind), language, null),
    '',
    say('상태', 'States')[language],
    ...pair(stateRows),
    '',
    say('단계', 'Actions')[language],
    ...pair(actionRows),
  ]
}
