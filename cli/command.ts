import type { Answer } from '@maek/domain/refusal.ts'
import type { Language, Words } from '@maek/domain/words.ts'

/** What the outside of a run is: handed in, so that a test can hold it. */
export type Terminal = {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Where relative paths begin. */
  readonly folder: string
  readonly out: (content: string | Uint8Array) => void
  readonly error: (text: string) => void
  /** Width of the screen; null when the answer goes to a file or a pipe. */
  readonly columns: number | null
  /** Somebody watches stderr: progress may be drawn. */
  readonly watched: boolean
  readonly readInput: () => Promise<Uint8Array>
  readonly wait: (milliseconds: number) => Promise<void>
}

export type Option = {
  /** `texts` may be given more than once; a `switch` takes no value. */
  readonly takes: 'text' | 'texts' | 'switch'
  /** How help names the value: `FILE`. */
  readonly value?: string
  readonly about: Words
}
export type Options = Readonly<Record<string, Option>>

/** The command line after reading: checked against the options of its command. */
export type Asked = {
  /** Words that follow the command's name. */
  readonly words: readonly string[]
  readonly text: (option: string) => string | undefined
  readonly texts: (option: string) => readonly string[]
  readonly on: (option: string) => boolean
  readonly language: Language
}

/**
 * What a command came to: `json` for machines, `lines` for people; the choice between them is made in one place.
 * `exit` 0: done, and the answer is yes; 1: done, and the answer is no; a refusal is 2. A program started for the
 * caller (`up`, `restore`, `bench`) leaves with its own.
 */
export type Outcome = { readonly exit: number; readonly json: unknown; readonly lines: readonly string[] }

export type Command = {
  readonly name: string
  readonly title: Words
  /** Without the leading `maek`. */
  readonly usage: readonly string[]
  readonly about: Words
  readonly options: Options
  /** Options that depend on the words given (the fields of a kind). */
  readonly furtherOptions?: (words: readonly string[]) => Promise<Options>
  /** Help that depends on the words given, `maek help records hazard`. */
  readonly furtherHelp?: (words: readonly string[], language: Language) => Promise<readonly string[]>
  readonly run: (asked: Asked, terminal: Terminal) => Promise<Answer<Outcome>>
}
