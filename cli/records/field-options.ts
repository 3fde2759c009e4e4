import type { Field, Widget } from '@maek/domain/field.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { type Language, say, type Words } from '@maek/domain/words.ts'
import type { Option, Options } from '../command.ts'

const values: Readonly<Record<Widget, string>> = {
  line: 'TEXT',
  prose: 'TEXT',
  pair: 'TEXT',
  choice: 'NAME',
  choices: 'NAME,NAME',
  'yes-no': 'yes|no',
  whole: 'NUMBER',
  decimal: 'DECIMAL',
  day: 'YYYY-MM-DD',
  moment: 'TIME',
  reference: 'ID|NUMBER',
  references: 'ID|NUMBER,…',
  file: 'FILE',
  files: 'FILE',
  rows: 'JSON|@FILE',
}
const repeated: readonly Widget[] = ['choices', 'references', 'files']

/** Every field of a kind as an option of its own name; a text in two languages as `--name.ko` and `--name.en`. */
export function fieldOptions(kind: Kind): Options {
  return Object.fromEntries(Object.entries(kind.fields).flatMap(([name, field]) => optionsOf(name, field)))
}

function optionsOf(name: string, field: Field): [string, Option][] {
  const option: Option = {
    takes: repeated.includes(field.widget) ? 'texts' : 'text',
    value: values[field.widget],
    about: aboutOf(field),
  }
  if (field.widget !== 'pair') return [[name, option]]
  return ['ko', 'en'].map((language) => [`${name}.${language}`, option])
}

/** Label, whether it is needed, unit, choices and help: all there is to know, from the field itself. */
function aboutOf(field: Field): Words {
  const inLanguage = (language: Language) =>
    [
      field.label[language] + (field.unit ? ` [${field.unit[language]}]` : ''),
      presenceWords[field.presence][language],
      choicesText(field.choices, language),
      columnsText(field, language),
      field.help?.[language] ?? '',
    ]
      .filter((part) => part !== '')
      .join(' · ')
  return say(inLanguage('ko'), inLanguage('en'))
}

const presenceWords: Readonly<Record<Field['presence'], Words>> = {
  entry: say('필수', 'needed'),
  completion: say('완료 전 필수', 'needed for completion'),
  optional: say('', ''),
}

function choicesText(choices: Field['choices'], language: Language): string {
  return Object.entries(choices ?? {})
    .map(([name, label]) => `${name}=${label[language]}`)
    .join(', ')
}

function columnsText(field: Field, language: Language): string {
  const columns = Object.entries(field.columns ?? {}).map(
    ([name, column]) => `"${name}": ${column.label[language]}`,
  )
  return columns.length === 0 ? '' : `[{${columns.join(', ')}}]`
}
