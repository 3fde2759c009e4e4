import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { glance, readArguments } from './arguments.ts'
import type { Command, Outcome, Terminal } from './command.ts'
import { commands } from './commands.ts'
import { commandHelp, overview, reference } from './help.ts'
import { languageNamed, languageOf } from './language.ts'
import { refusalLines } from './refusals.ts'
import { weatherOf } from './weather.ts'

/** Runs one command line and gives the exit code. Everything said to people and machines is printed from here. */
export async function runMaek(args: readonly string[], terminal: Terminal): Promise<number> {
  const seen = glance(args)
  const named = seen.lang === undefined ? undefined : languageNamed(seen.lang)
  const language = named ?? languageOf(terminal.environment)
  const printed = { json: seen.json, language, terminal }
  if (seen.lang !== undefined && named === undefined) {
    const words = say('--lang은 ko 또는 en입니다.', '--lang is ko or en.')
    return printRefusal(refuse('invalid', words, 'lang').refusal, printed)
  }
  try {
    const outcome = await outcomeOf(args, language, terminal)
    return outcome.ok ? print(outcome.value, printed) : printRefusal(outcome.refusal, printed)
  } catch (error) {
    const weather = weatherOf(error)
    if (!weather) throw error
    return printRefusal(weather, printed)
  }
}

async function outcomeOf(
  args: readonly string[],
  language: Language,
  terminal: Terminal,
): Promise<Answer<Outcome>> {
  const { words, help } = glance(args)
  const [name, ...rest] = words
  if (name === undefined || name === 'help') return helpOutcome(args, { words: rest, language, terminal })
  const command = commands.find((one) => one.name === name)
  if (!command) return unknownCommand(name)
  if (help) return helpOutcome(args, { words: [name, ...rest], language, terminal })
  const further = (await command.furtherOptions?.(rest)) ?? {}
  const asked = readArguments(args, { ...command.options, ...further }, language)
  return asked.ok ? command.run(asked.value, terminal) : asked
}

async function helpOutcome(
  args: readonly string[],
  wanted: { readonly words: readonly string[]; readonly language: Language; readonly terminal: Terminal },
): Promise<Answer<Outcome>> {
  const { language, terminal } = wanted
  const [name, ...words] = wanted.words
  if (name === undefined) {
    const lines = args.includes('--markdown') ? reference() : overview(language, terminal.columns)
    return accept({ exit: 0, json: commands.map(described), lines })
  }
  const command = commands.find((one) => one.name === name)
  if (!command) return unknownCommand(name)
  const lines = await commandHelp(command, { words, language, room: terminal.columns })
  return accept({ exit: 0, json: described(command), lines })
}

function described({ name, title, usage, about, options }: Command) {
  return { name, title, usage, about, options }
}

function unknownCommand(name: string): Answer<never> {
  const list = commands.map((command) => command.name).join(', ')
  return refuse(
    'invalid',
    say(`그런 명령은 없습니다: ${name}. 명령: ${list}`, `There is no command ${name}. Commands: ${list}`),
  )
}

type Printed = { readonly json: boolean; readonly language: Language; readonly terminal: Terminal }

function print(outcome: Outcome, { json, terminal }: Printed): number {
  if (json) terminal.out(`${JSON.stringify(outcome.json)}\n`)
  else if (outcome.lines.length > 0) terminal.out(`${outcome.lines.map(harmless).join('\n')}\n`)
  return outcome.exit
}

function printRefusal(refusal: Refusal, { json, language, terminal }: Printed): number {
  if (json) terminal.out(`${JSON.stringify(refusal)}\n`)
  else terminal.error(`${refusalLines(refusal, language).map(harmless).join('\n')}\n`)
  return 2
}

/**
 * Control and direction characters made visible: a component's name in somebody's SBOM must not be able to move the
 * cursor, change the screen or turn a line around (CWE-150).
 */
function harmless(line: string): string {
  return line.replaceAll(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\ufffd')
}
