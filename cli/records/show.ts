import { readRecord } from '@maek/domain/api.ts'
import { bodyInWords } from '@maek/domain/codes.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { table } from '../table.ts'
import { valueText } from './value-text.ts'

type RecordView = z.infer<typeof readRecord.output>

/** One record: its fields, links, clocks, signatures, and what may be done with it and why not. */
export async function showRecord(
  connection: Connection,
  kind: Kind,
  named: string,
): Promise<Answer<Outcome>> {
  const { language, terminal } = connection
  const id = await recordIdOf(connection, kind.name, named)
  if (!id.ok) return id
  const answered = await call(connection, readRecord, { input: { kind: kind.name, id: id.value } })
  if (!answered.ok) return answered
  const view = answered.value
  const pair = (rows: string[][]) =>
    table([{ title: '' }, { title: '', wraps: true }], rows, terminal.columns)
  return accept({
    exit: 0,
    json: view,
    lines: [
      ...headLines(kind, view, language),
      '',
      ...pair(fieldRows(kind, view, language)),
      ...section(say('연결', 'Links')[language], pair(linkRows(view))),
      ...section(say('기한', 'Clocks')[language], pair(clockRows(view, language))),
      ...section(say('서명', 'Signatures')[language], pair(signatureRows(view, language))),
      ...section(say('할 수 있는 일', 'What can be done')[language], pair(abilityRows(kind, view, language))),
    ],
  })
}

function headLines(kind: Kind, { record, ledgerIndex }: RecordView, language: Language): string[] {
  const state = kind.life.states[record.state]?.label[language] ?? record.state
  const facts = say(
    `${kind.title.ko} · ${state} · ${record.version}판 · 개정 ${record.edition} · 원장 ${ledgerIndex}`,
    `${kind.title.en} · ${state} · version ${record.version} · edition ${record.edition} · ledger ${ledgerIndex}`,
  )
  return [`${record.number}  ${record.title}`, facts[language], `id ${record.id}`]
}

function fieldRows(kind: Kind, view: RecordView, language: Language): string[][] {
  const numbers = new Map(view.linksOut.map((link) => [link.id, `${link.number} ${link.title}`]))
  const body = bodyInWords(kind, view.record.body)
  return Object.entries(kind.fields).flatMap(([name, field]) => {
    const value = body[name]
    if (value === undefined) {
      return view.missing.includes(name)
        ? [[field.label[language], say('(비어 있음)', '(empty)')[language]]]
        : []
    }
    if (!field.reference) return [[field.label[language], valueText(field, value, language)]]
    const ids = Array.isArray(value) ? value.map(String) : [String(value)]
    return [[field.label[language], ids.map((id) => numbers.get(id) ?? id).join('\n')]]
  })
}

function linkRows({ linksIn }: RecordView): string[][] {
  return linksIn.map((link) => [`← ${link.number}`, link.title])
}

function clockRows({ clocks }: RecordView, language: Language): string[][] {
  return clocks.map((clock) => [clock.title[language], `${clock.dueAt ?? '–'}  ${clock.remaining[language]}`])
}

function signatureRows({ signatures }: RecordView, language: Language): string[][] {
  const stale = say(' (이후 바뀜)', ' (changed since)')[language]
  return signatures.map((one) => [
    `${one.meaning} ${one.signerName}`,
    `${one.at} ${one.method}${one.stale ? stale : ''}`,
  ])
}

function abilityRows(kind: Kind, { abilities }: RecordView, language: Language): string[][] {
  return abilities.map(({ action, allowed, because }) => [
    `${allowed ? '✓' : '✗'} ${action}`,
    [kind.life.actions[action]?.label[language] ?? '', because?.[language] ?? '']
      .filter((text) => text !== '')
      .join(': '),
  ])
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}
