import type { Kind } from '@maek/domain/kind.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { expectWords } from '../arguments.ts'
import type { Asked, Command, Options, Outcome } from '../command.ts'
import { type Connection, connect } from '../connection.ts'
import { fieldOptions } from './field-options.ts'
import { kindHelp, kindList } from './kind-help.ts'
import { listKind, listOptions } from './list.ts'
import { showRecord } from './show.ts'
import { exportKind, exportOptions, importKind, importOptions } from './transfer.ts'
import { actOnOne, actOptions, createOne, createOptions, editOne, editOptions } from './write.ts'

type Verb = {
  readonly usage: string
  /** How many words it takes in all, the kind and the verb included. */
  readonly words: number
  readonly options: Options
  /** Takes the fields of the kind as options. */
  readonly fields?: boolean
  readonly run: (connection: Connection, kind: Kind, asked: Asked) => Promise<Answer<Outcome>>
}

export const verbs: Readonly<Record<string, Verb>> = {
  list: { usage: 'records KIND list [--state …] [--q TEXT]', words: 2, options: listOptions, run: listKind },
  show: {
    usage: 'records KIND show ID|NUMBER',
    words: 3,
    options: {},
    run: (connection, kind, asked) => showRecord(connection, kind, asked.words[2] ?? ''),
  },
  create: {
    usage: 'records KIND create [--FIELD VALUE…] [--body FILE]',
    words: 2,
    options: createOptions,
    fields: true,
    run: createOne,
  },
  edit: {
    usage: 'records KIND edit ID|NUMBER [--FIELD VALUE…] [--clear FIELD] [--body FILE]',
    words: 3,
    options: editOptions,
    fields: true,
    run: editOne,
  },
  act: {
    usage: 'records KIND act ID|NUMBER ACTION [--reason TEXT]',
    words: 4,
    options: actOptions,
    run: actOnOne,
  },
  export: {
    usage: 'records KIND export [--format csv|json] [--out FILE]',
    words: 2,
    options: exportOptions,
    run: exportKind,
  },
  import: {
    usage: 'records KIND import FILE [--format csv|json] [--preview]',
    words: 3,
    options: importOptions,
    run: importKind,
  },
}

export const records: Command = {
  name: 'records',
  title: say('모든 종류의 기록을 다룹니다', 'Work with records of every kind'),
  usage: ['records', ...Object.values(verbs).map((verb) => verb.usage)],
  about: say(
    '종류 목록은 maek records, 한 종류의 항목과 단계는 maek help records KIND로 봅니다. 항목은 그 이름의 옵션으로 주며, 다른 기록은 번호로 가리킬 수 있고 파일은 올려집니다. 토큰은 서명할 수 없으므로 서명이 필요한 단계는 거절됩니다.',
    'maek records lists the kinds, maek help records KIND the fields and actions of one. Fields are options of their own name; other records may be named by number, and files are uploaded. A token cannot sign, so actions that need a signature are refused.',
  ),
  options: {},
  furtherOptions: async (words) => {
    const [name = '', verb = ''] = words
    const known = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    const kind = await kindNamed(name)
    return { ...known?.options, ...(known?.fields && kind && fieldOptions(kind)) }
  },
  furtherHelp: async (words, language) => {
    const kind = await kindNamed(words[0] ?? '')
    return kind ? kindHelp(kind, language) : kindsOutcome(language).then((outcome) => outcome.lines)
  },
  run: async (asked, terminal) => {
    const [name, word = 'list'] = asked.words
    if (name === undefined) return accept(await kindsOutcome(asked.language))
    const kind = await kindNamed(name)
    if (!kind)
      return refuse(
        'not-found',
        say(
          `그런 종류는 없습니다: ${name}. 목록: maek records`,
          `There is no kind ${name}. List: maek records`,
        ),
      )
    const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined
    const list = Object.keys(verbs).join(', ')
    if (!verb)
      return refuse(
        'invalid',
        say(`그런 일은 없습니다: ${word}. 할 수 있는 일: ${list}`, `There is no ${word}. There are: ${list}`),
      )
    const least = asked.words.length === 1 ? 1 : verb.words
    const words = expectWords(asked, [least, verb.words], verb.usage)
    if (!words.ok) return words
    const connection = await connect(asked, terminal)
    return connection.ok ? verb.run(connection.value, kind, asked) : connection
  },
}

// Only here: the kinds are many, and `maek verify` needs none of them.
async function kindNamed(name: string): Promise<Kind | undefined> {
  const { kindByName } = await import('@maek/domain/kinds.ts')
  return kindByName(name)
}

async function kindsOutcome(language: Language): Promise<Outcome> {
  const { kinds } = await import('@maek/domain/kinds.ts')
  const json = kinds.map(({ name, code, title, about }) => ({ name, code, title, about }))
  return { exit: 0, json, lines: kindList(kinds, language) }
}
