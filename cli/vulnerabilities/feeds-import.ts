import { resolve } from 'node:path'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { importFeed } from '@maek/domain/vulnerabilities/api.ts'
import { bundleManifestName } from '@maek/domain/vulnerabilities/feed-bundle.ts'
import { importBundle } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Asked, Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { readHead } from '../recognise.ts'
import { uploadOf } from '../upload.ts'
import { sourceOfFile } from './source-of-file.ts'

type Imported = {
  readonly read: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly findings: number
  readonly refused: readonly {
    readonly place: string
    readonly because: { readonly ko: string; readonly en: string }
  }[]
}

/** Sends a file of one source, or a signed bundle of several: how it begins tells which. */
export async function importFile(
  connection: Connection,
  asked: Asked,
  file: string,
): Promise<Answer<Outcome>> {
  const upload = await uploadOf(connection.terminal, file, importFeed)
  if (!upload.ok) return upload
  const head = await readHead(resolve(connection.terminal.folder, file))
  return isBundle(head)
    ? takeBundle(connection, asked, upload.value)
    : takeFile(connection, asked, upload.value)
}

type Sent = { readonly path: string; readonly size: number; readonly label: string; readonly name: string }

async function takeFile(connection: Connection, asked: Asked, upload: Sent): Promise<Answer<Outcome>> {
  const { name } = upload
  const source = sourceOfFile(asked.text('source'), name)
  if (!source.ok) return source
  const answered = await call(connection, importFeed, { input: { name, source: source.value }, upload })
  if (!answered.ok) return answered
  const unsigned = say('  서명 없는 파일입니다.', '  Nobody vouches for this file: it is not signed.')
  const lines = [...linesOf(source.value, answered.value, asked.language), unsigned[asked.language]]
  return accept({ exit: exitOf([answered.value]), json: answered.value, lines })
}

async function takeBundle(connection: Connection, asked: Asked, upload: Sent): Promise<Answer<Outcome>> {
  const answered = await call(connection, importBundle, { input: { name: upload.name }, upload })
  if (!answered.ok) return answered
  const { madeAt, signedBy, files } = answered.value
  const signed = say(
    `✓ ${signedBy.join(', ')} 키가 서명한 묶음(${madeAt.slice(0, 10)})`,
    `✓ Bundle of ${madeAt.slice(0, 10)}, signed by ${signedBy.join(', ')}`,
  )
  const lines = files.flatMap((one) => linesOf(one.name, one, asked.language))
  return accept({ exit: exitOf(files), json: answered.value, lines: [signed[asked.language], ...lines] })
}

/** 1 where any row was refused: a job must not go on as if all of the file were in. */
function exitOf(told: readonly Imported[]): number {
  return told.some(({ refused }) => refused.length > 0) ? 1 : 0
}

function linesOf(label: string, told: Imported, language: Language): string[] {
  const { read, added, changed, unchanged, refused, findings } = told
  const mark = refused.length === 0 ? '✓' : '!'
  const summary = say(
    `${mark} ${label}: ${read}건을 읽었습니다. 새로 ${added}, 바뀜 ${changed}, 그대로 ${unchanged}, 거절 ${refused.length}.`,
    `${mark} ${label}: read ${read}: ${added} new, ${changed} changed, ${unchanged} unchanged, ${refused.length} refused.`,
  )
  const found = say(`  발견 항목 ${findings}건.`, `  ${findings} findings.`)
  return [
    summary[language],
    found[language],
    ...refused.map((one) => `  ✗ ${one.place}: ${one.because[language]}`),
  ]
}

/** A bundle's manifest is its first file; the name stands at byte 30 of a ZIP. */
function isBundle(head: Uint8Array): boolean {
  const name = new TextDecoder('latin1').decode(head.subarray(30, 30 + bundleManifestName.length))
  return head[0] === 0x50 && head[1] === 0x4b && name === bundleManifestName
}
