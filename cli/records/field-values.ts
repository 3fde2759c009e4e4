import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { storeFile } from '@maek/domain/api.ts'
import type { Field } from '@maek/domain/field.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { z } from 'zod'
import { call } from '../call.ts'
import type { Asked } from '../command.ts'
import type { Connection } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { uploadOf } from '../upload.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * The fields given on the line as values of a body: numbers of records become their ids, files are uploaded and stand
 * as their hashes. Whether the values are valid is for the server's door to say.
 */
export async function fieldValues(connection: Connection, kind: Kind, asked: Asked): Promise<Answer<Values>> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(kind.fields)) {
    const value =
      field.widget === 'pair' ? pairOf(asked, name) : await valueGiven(connection, field, { asked, name })
    if (!value.ok) return value
    if (value.value !== undefined) values[name] = value.value
  }
  return accept(values)
}

function pairOf(asked: Asked, name: string): Answer<unknown> {
  const [ko, en] = [asked.text(`${name}.ko`), asked.text(`${name}.en`)]
  return accept(ko === undefined && en === undefined ? undefined : withoutAbsent({ ko, en }))
}

function withoutAbsent(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

async function valueGiven(
  connection: Connection,
  field: Field,
  { asked, name }: { readonly asked: Asked; readonly name: string },
): Promise<Answer<unknown>> {
  const text = asked.text(name)
  if (text === undefined) return accept(undefined)
  const listed = asked
    .texts(name)
    .flatMap((each) => each.split(','))
    .map((each) => each.trim())
  switch (field.widget) {
    case 'line':
    case 'prose':
    case 'pair':
    case 'choice':
    case 'decimal':
    case 'day':
    case 'moment':
      return accept(text)
    case 'choices':
      return accept(listed)
    case 'yes-no':
      return yesNoOf(text, name)
    case 'whole':
      return /^-?\d{1,15}$/.test(text) ? accept(Number(text)) : notA(say('정수', 'a whole number'), name)
    case 'reference':
      return recordIdOf(connection, field.reference?.kind ?? '', text)
    case 'references':
      return each(listed, (one) => recordIdOf(connection, field.reference?.kind ?? '', one))
    case 'file':
      return stored(connection, text)
    case 'files':
      return each(asked.texts(name), (path) => stored(connection, path))
    case 'rows':
      return readJson(connection, text, name)
    default:
      return field.widget satisfies never
  }
}

function yesNoOf(text: string, name: string): Answer<boolean> {
  if (['yes', 'true', '예'].includes(text.toLowerCase())) return accept(true)
  if (['no', 'false', '아니요'].includes(text.toLowerCase())) return accept(false)
  return notA(say('yes 또는 no', 'yes or no'), name)
}

function notA(what: { readonly ko: string; readonly en: string }, name: string) {
  return refuse(
    'invalid',
    say(`--${name} 값은 ${what.ko}여야 합니다.`, `--${name} must be ${what.en}.`),
    name,
  )
}

/** One after another, so that the first refusal stops the rest. */
async function each<T>(
  texts: readonly string[],
  make: (text: string) => Promise<Answer<T>>,
): Promise<Answer<T[]>> {
  const values: T[] = []
  for (const text of texts) {
    const value = await make(text)
    if (!value.ok) return value
    values.push(value.value)
  }
  return accept(values)
}

async function stored(connection: Connection, path: string): Promise<Answer<unknown>> {
  const upload = await uploadOf(connection.terminal, path, storeFile)
  if (!upload.ok) return upload
  return call(connection, storeFile, { input: { name: upload.value.name }, upload: upload.value })
}

async function readJson(connection: Connection, text: string, name: string): Promise<Answer<unknown>> {
  const { folder } = connection.terminal
  const content = text.startsWith('@') ? await readFile(resolve(folder, text.slice(1)), 'utf8') : text
  try {
    return accept(JSON.parse(content))
  } catch {
    return notA(say('올바른 JSON', 'valid JSON'), name)
  }
}

/** A whole body from `--body FILE` (`-`: standard input). */
export async function bodyFrom(connection: Connection, file: string): Promise<Answer<Values>> {
  const { terminal } = connection
  const bytes = file === '-' ? await terminal.readInput() : await readFile(resolve(terminal.folder, file))
  try {
    const body = z.record(z.string(), z.unknown()).safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    if (body.success) return accept(body.data)
  } catch {
    // Falls through to the one refusal for all that is not a JSON object.
  }
  return refuse(
    'invalid',
    say('--body는 JSON 객체 파일이어야 합니다.', '--body must be a file with one JSON object.'),
    'body',
  )
}
