import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import type { Asked, Option, Options } from './command.ts'

/** Options every command takes. */
export const sharedOptions: Options = {
  json: {
    takes: 'switch',
    about: say('기계가 읽는 JSON으로만 답합니다.', 'Answer in JSON only, for machines.'),
  },
  lang: {
    takes: 'text',
    value: 'ko|en',
    about: say(
      '답의 언어. 없으면 LC_ALL, LC_MESSAGES, LANG을 따릅니다.',
      'Language of the answer; else LC_ALL, LC_MESSAGES, LANG decide.',
    ),
  },
  server: {
    takes: 'text',
    value: 'URL',
    about: say(
      '서버 주소. 없으면 MAEK_URL, 그다음 DATA/cli-token.',
      'Address of the server; else MAEK_URL, then DATA/cli-token.',
    ),
  },
  token: {
    takes: 'text',
    value: 'TOKEN',
    about: say(
      'API 토큰. 없으면 MAEK_TOKEN, 그다음 DATA/cli-token. 명령줄은 다른 사용자에게 보일 수 있으니 환경변수를 쓰십시오.',
      'API token; else MAEK_TOKEN, then DATA/cli-token. Command lines can be seen by others: prefer the variable.',
    ),
  },
  data: {
    takes: 'text',
    value: 'FOLDER',
    about: say(
      '데이터 폴더. 없으면 MAEK_DATA, 그다음 ./data.',
      'Folder of the data; else MAEK_DATA, then ./data.',
    ),
  },
  help: { takes: 'switch', about: say('도움말을 보입니다.', 'Show help.') },
}

function configOf(options: Options): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      option.takes === 'switch'
        ? { type: 'boolean' as const, multiple: true }
        : { type: 'string' as const, multiple: true },
    ]),
  )
}

/** 16 bytes in base64url, as datasets name their items. One in sixty-four begins with a dash, and is no option. */
const dashedPseudonym = /^-[A-Za-z0-9_-]{21}$/
/** No argument can hold it: where a system passes them on, it ends them. */
const shield = '\0'

function tokensOf(args: readonly string[], options: Options) {
  const isPseudonym = (arg: string) => dashedPseudonym.test(arg) && !Object.hasOwn(options, arg.slice(2))
  const config: ParseArgsConfig = {
    args: args.map((arg) => (isPseudonym(arg) ? shield + arg : arg)),
    options: { ...configOf(options), help: { type: 'boolean', short: 'h', multiple: true } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  }
  return (parseArgs(config).tokens ?? []).map((token) =>
    token.kind !== 'option-terminator' && token.value?.startsWith(shield)
      ? { ...token, value: token.value.slice(shield.length) }
      : token,
  )
}

/** A first look before the command is known: its words and the language; never refuses. */
export function glance(args: readonly string[]): {
  readonly words: readonly string[]
  readonly lang: string | undefined
  readonly json: boolean
  readonly help: boolean
} {
  const tokens = tokensOf(args, sharedOptions)
  const given = (name: string) => tokens.findLast((token) => token.kind === 'option' && token.name === name)
  const lang = given('lang')
  return {
    words: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
    lang: lang?.kind === 'option' ? lang.value : undefined,
    json: given('json') !== undefined,
    help: given('help') !== undefined,
  }
}

/** Reads the line against the options of its command. The first word is the command itself and is left out. */
export function readArguments(args: readonly string[], options: Options, language: Language): Answer<Asked> {
  const all = { ...sharedOptions, ...options }
  const values = new Map<string, string[]>()
  const words: string[] = []
  for (const token of tokensOf(args, all)) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(all, token.name) ? all[token.name] : undefined
    const fault = faultOf(token, option, values.has(token.name))
    if (fault) return fault
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? ''])
  }
  return accept({
    words: words.slice(1),
    text: (name) => values.get(name)?.at(-1),
    texts: (name) => values.get(name) ?? [],
    on: (name) => values.has(name),
    language,
  })
}

type OptionToken = {
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function faultOf(token: OptionToken, option: Option | undefined, again: boolean) {
  const { rawName, value, inlineValue } = token
  if (!option)
    return refuse(
      'invalid',
      say(
        `${rawName} 옵션은 이 명령에 없습니다. maek help로 확인하십시오.`,
        `This command has no option ${rawName}. See maek help.`,
      ),
      token.name,
    )
  if (option.takes === 'switch') {
    if (value === undefined) return null
    return refuse(
      'invalid',
      say(`${rawName}에는 값을 붙이지 않습니다.`, `${rawName} takes no value.`),
      token.name,
    )
  }
  // `--out --json` is a forgotten value, not a file of that name; `-` is standard input and `-5` a number.
  const forgotten = value === undefined || (!inlineValue && /^-(?!\d|$)/.test(value))
  if (forgotten)
    return refuse(
      'invalid',
      say(
        `${rawName} 뒤에 값이 필요합니다. 값이 -로 시작하면 ${rawName}=값 으로 쓰십시오.`,
        `${rawName} needs a value. For one that begins with -, write ${rawName}=VALUE.`,
      ),
      token.name,
    )
  if (again && option.takes === 'text')
    return refuse(
      'invalid',
      say(`${rawName} 옵션은 한 번만 쓸 수 있습니다.`, `${rawName} may be given only once.`),
      token.name,
    )
  return null
}

/** Refuses when there are too few or too many words; `usage` tells how it should read. */
export function expectWords(asked: Asked, counts: readonly [number, number], usage: string): Answer<null> {
  const [least, most] = counts
  const given = asked.words.length
  if (given >= least && given <= most) return accept(null)
  return refuse('invalid', say(`사용법: maek ${usage}`, `Usage: maek ${usage}`))
}

/** The value of an option a command cannot do without. */
export function needed(asked: Asked, option: string): Answer<string> {
  const value = asked.text(option)
  if (value !== undefined && value !== '') return accept(value)
  return refuse('invalid', say(`--${option} 값이 필요합니다.`, `--${option} is needed.`), option)
}
