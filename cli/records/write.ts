import { actOnRecord, createRecord, editRecord, readRecord } from '@maek/domain/api.ts'
import type { Kind } from '@maek/domain/kind.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Asked, Options, Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { bodyFrom, fieldValues } from './field-values.ts'

export const createOptions: Options = {
  body: {
    takes: 'text',
    value: 'FILE',
    about: say(
      '본문 JSON 파일(-는 표준 입력). 함께 준 항목이 우선합니다.',
      'Body as a JSON file (- is standard input); fields given beside it win.',
    ),
  },
}

export const editOptions: Options = {
  ...createOptions,
  clear: { takes: 'texts', value: 'FIELD', about: say('비울 항목.', 'Field to empty.') },
  at: {
    takes: 'text',
    value: 'VERSION',
    about: say('기록이 이 판일 때만 고칩니다.', 'Only if the record stands at this version.'),
  },
}

export const actOptions: Options = {
  reason: { takes: 'text', value: 'TEXT', about: say('사유.', 'Reason.') },
  at: editOptions.at ?? { takes: 'text', about: say('', '') },
}

export async function createOne(connection: Connection, kind: Kind, asked: Asked): Promise<Answer<Outcome>> {
  const body = await givenBody(connection, kind, asked)
  if (!body.ok) return body
  const written = await call(connection, createRecord, { input: { kind: kind.name, body: body.value } })
  return written.ok ? told(connection, say('만들었습니다', 'Created'), written.value) : written
}

export async function editOne(connection: Connection, kind: Kind, asked: Asked): Promise<Answer<Outcome>> {
  const given = await givenBody(connection, kind, asked)
  if (!given.ok) return given
  const cleared = asked.texts('clear').flatMap((names) => names.split(','))
  const unknown = cleared.find((name) => !Object.hasOwn(kind.fields, name))
  if (unknown !== undefined)
    return refuse(
      'invalid',
      say(`그런 항목은 없습니다: ${unknown}`, `There is no field ${unknown}.`),
      'clear',
    )
  const stands = await standing(connection, kind, asked)
  if (!stands.ok) return stands
  const { id, version, body: before } = stands.value
  const merged = mergeBody(before, given.value)
  const body = Object.fromEntries(Object.entries(merged).filter(([name]) => !cleared.includes(name)))
  const written = await call(connection, editRecord, { input: { kind: kind.name, id, version, body } })
  return written.ok ? told(connection, say('고쳤습니다', 'Edited'), written.value) : written
}

export async function actOnOne(connection: Connection, kind: Kind, asked: Asked): Promise<Answer<Outcome>> {
  const stands = await standing(connection, kind, asked)
  if (!stands.ok) return stands
  const { id, version } = stands.value
  const input = { kind: kind.name, id, version, action: asked.words[3] ?? '', reason: asked.text('reason') }
  const written = await call(connection, actOnRecord, { input })
  return written.ok ? told(connection, say('진행했습니다', 'Done'), written.value) : written
}

async function givenBody(
  connection: Connection,
  kind: Kind,
  asked: Asked,
): Promise<Answer<Readonly<Record<string, unknown>>>> {
  const file = asked.text('body')
  const whole = file === undefined ? accept({}) : await bodyFrom(connection, file)
  if (!whole.ok) return whole
  const fields = await fieldValues(connection, kind, asked)
  return fields.ok ? accept(mergeBody(whole.value, fields.value)) : fields
}

/** Fields given replace those that stood; of a text in two languages only the half given is replaced. */
export function mergeBody(
  before: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...before }
  for (const [name, value] of Object.entries(given)) {
    const stood = merged[name]
    merged[name] = isPlain(stood) && isPlain(value) ? { ...stood, ...value } : value
  }
  return merged
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The record as it stands; refused when it is no longer the version named with `--at`. */
async function standing(connection: Connection, kind: Kind, asked: Asked): Promise<Answer<StoredRecord>> {
  const id = await recordIdOf(connection, kind.name, asked.words[2] ?? '')
  if (!id.ok) return id
  const read = await call(connection, readRecord, { input: { kind: kind.name, id: id.value } })
  if (!read.ok) return read
  const { record } = read.value
  const at = asked.text('at')
  if (at === undefined || at === String(record.version)) return accept(record)
  return refuse(
    'conflict',
    say(
      `지금은 ${record.version}판입니다. 다시 보고 고치십시오.`,
      `It is at version ${record.version} now. Look at it again.`,
    ),
    'at',
  )
}

function told(
  { language }: Connection,
  done: Words,
  written: { readonly record: StoredRecord; readonly ledgerIndex: number },
): Answer<Outcome> {
  const { record, ledgerIndex } = written
  const line = say(
    `✓ ${done.ko}: ${record.number} ${record.title} (${record.state}, ${record.version}판, 원장 ${ledgerIndex})`,
    `✓ ${done.en}: ${record.number} ${record.title} (${record.state}, version ${record.version}, ledger ${ledgerIndex})`,
  )
  return accept({ exit: 0, json: written, lines: [line[language]] })
}
