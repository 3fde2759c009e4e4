import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { checkWeights } from '@maek/domain/models/passport-api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../../call.ts'
import type { Asked, Outcome, Terminal } from '../../command.ts'
import { connect } from '../../connection.ts'
import { byteText, openProgress } from '../../progress.ts'

/** Hashes the file here, piece by piece; only the hash travels, and with `--expect` not even that. */
export async function verify(
  asked: Asked,
  terminal: Terminal,
  words: readonly string[],
): Promise<Answer<Outcome>> {
  const expect = asked.text('expect')?.toLowerCase()
  const [model, file] = expect === undefined ? words : [undefined, words[0]]
  if (file === undefined || words.length !== (expect === undefined ? 2 : 1)) return misused
  if (expect !== undefined && !/^[0-9a-f]{64}$/.test(expect)) return noHash
  const hashed = await hashOf(terminal, file)
  if (!hashed.ok) return hashed
  const { sha256, size } = hashed.value
  if (expect !== undefined) {
    const result = sha256 === expect ? 'same' : 'altered'
    return told(asked, { result, expected: expect, found: sha256, size, known: null, record: null })
  }
  const connection = await connect(asked, terminal)
  if (!connection.ok) return connection
  const [site, release] = [asked.text('site'), asked.text('release')]
  const answered = await call(connection.value, checkWeights, {
    input: {
      model: model ?? '',
      sha256,
      size,
      name: basename(file),
      keep: !asked.on('only-compare'),
      ...(site !== undefined && { site }),
      ...(release !== undefined && { release }),
    },
  })
  return answered.ok ? told(asked, { ...answered.value, size }) : answered
}

type Numbered = { readonly number: string; readonly title: string } | null
type Told = {
  readonly result: 'same' | 'altered'
  readonly expected: string
  readonly found: string
  readonly size: number
  readonly known: Numbered
  readonly record: Numbered
}

function told({ language }: Asked, checked: Told): Answer<Outcome> {
  const { result, expected, found, known, record } = checked
  const lines = [
    result === 'same'
      ? say('✓ 승인된 모델과 같은 파일입니다.', '✓ The file is the approved model.')
      : say('✗ 승인된 모델과 다른 파일입니다.', '✗ The file is not the approved model.'),
    say(`  승인된 해시  ${expected}`, `  Approved hash  ${expected}`),
    say(`  파일의 해시  ${found}`, `  Hash of file   ${found}`),
    ...(known && result === 'altered'
      ? [
          say(
            `  이 해시는 ${known.number} ${known.title}의 것입니다.`,
            `  This is the hash of ${known.number} ${known.title}.`,
          ),
        ]
      : []),
    ...(record ? [say(`  점검 기록    ${record.number}`, `  Record         ${record.number}`)] : []),
  ]
  return accept({
    exit: result === 'same' ? 0 : 1,
    json: checked,
    lines: lines.map((line) => line[language]),
  })
}

async function hashOf(
  terminal: Terminal,
  file: string,
): Promise<Answer<{ readonly sha256: string; readonly size: number }>> {
  const path = resolve(terminal.folder, file)
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) {
    return refuse('not-found', say(`파일을 찾을 수 없습니다: ${file}`, `There is no file ${file}.`), 'file')
  }
  const progress = openProgress(terminal, { label: 'SHA-256', total: found.size, show: byteText })
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (!Buffer.isBuffer(piece)) throw new Error('a file read without an encoding gives buffers')
      hash.update(piece)
      size += piece.length
      progress.advance(piece.length)
    }
  } finally {
    progress.end()
  }
  return accept({ sha256: hash.digest('hex'), size })
}

const misused = refuse(
  'invalid',
  say(
    '사용법: maek model verify MOD-… FILE, 또는 서버 없이 maek model verify --expect SHA256 FILE',
    'Usage: maek model verify MOD-… FILE, or without a server maek model verify --expect SHA256 FILE',
  ),
)

const noHash = refuse(
  'invalid',
  say('--expect에는 64자리 16진수 SHA-256을 적습니다.', '--expect takes a SHA-256 of 64 hexadecimal digits.'),
  'expect',
)
