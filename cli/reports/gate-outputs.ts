import { hash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { gateRelease } from '@maek/domain/reports/api.ts'
import { gateJunit } from '@maek/domain/reports/gate-junit.ts'
import { gateSarif } from '@maek/domain/reports/gate-sarif.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import type { Asked, Options, Terminal } from '../command.ts'

export type Gate = z.output<(typeof gateRelease)['output']>

const formats = ['text', 'json', 'sarif', 'junit'] as const
type Format = (typeof formats)[number]

/** What was asked for: at most one format is printed, each of the others goes to its file. */
export type GateOutputs = {
  readonly printed: Format
  readonly files: readonly { readonly format: Format; readonly path: string }[]
}

export const outputOptions: Options = {
  format: {
    takes: 'texts',
    value: 'text|json|sarif|junit',
    about: say(
      '답의 형식(기본 text). 여러 번 쓸 수 있으며, n번째 --out이 n번째 형식을 받습니다.',
      'Form of the answer (text unless said). May be given again; the nth --out takes the nth format.',
    ),
  },
  out: {
    takes: 'texts',
    value: 'FILE',
    about: say(
      '그 형식을 저장할 파일. 없으면 화면에 냅니다.',
      'File for that format; without it the answer is printed.',
    ),
  },
  force: { takes: 'switch', about: say('있는 파일을 덮어씁니다.', 'Replace files that exist.') },
  sbom: {
    takes: 'text',
    value: 'PATH',
    about: say(
      '저장소 안 SBOM 파일의 경로. SARIF 결과가 이 파일을 가리킵니다(기본 bom.json).',
      'Path of the SBOM inside the repository, to which SARIF results point (bom.json unless said).',
    ),
  },
}

/** Pairs formats with files; refuses what is ambiguous before the server is asked. */
export function readOutputs(asked: Asked, terminal: Terminal): Answer<GateOutputs> {
  const wanted = asked.texts('format')
  const outs = asked.texts('out')
  const known = wanted.flatMap((name) => formats.find((format) => format === name) ?? [])
  if (known.length < wanted.length)
    return refuse(
      'invalid',
      say(`--format은 ${formats.join(', ')} 중 하나입니다.`, `--format is one of ${formats.join(', ')}.`),
      'format',
    )
  if (outs.length > known.length)
    return refuse(
      'invalid',
      say(
        '--out마다 --format이 필요합니다. 예: --format sarif --out gate.sarif',
        'Each --out needs its --format, e.g. --format sarif --out gate.sarif',
      ),
      'out',
    )
  const printed = known.slice(outs.length)
  if (printed.length > 1)
    return refuse(
      'invalid',
      say(
        '화면에는 한 형식만 냅니다. 파일에 쓸 형식을 앞에 두고 --out을 더하십시오.',
        'Only one format can be printed. Put those for files first, each with an --out.',
      ),
      'out',
    )
  const files = outs.flatMap((out, at) => {
    const format = known[at]
    return format === undefined ? [] : [{ format, path: resolve(terminal.folder, out) }]
  })
  const fault = fileFault(files, asked)
  return fault ?? accept({ printed: printed[0] ?? 'text', files })
}

function fileFault(files: GateOutputs['files'], asked: Asked) {
  const paths = files.map(({ path }) => path)
  const twice = paths.find((path, at) => paths.indexOf(path) !== at)
  if (twice !== undefined)
    return refuse('invalid', say(`같은 파일에 두 번 씁니다: ${twice}`, `${twice} is named twice.`), 'out')
  const existing = asked.on('force') ? undefined : paths.find((path) => existsSync(path))
  if (existing === undefined) return null
  return refuse(
    'conflict',
    say(
      `이미 있는 파일입니다: ${existing}. 덮어쓰려면 --force를 더하십시오.`,
      `${existing} exists already. Add --force to replace it.`,
    ),
    'out',
  )
}

/** Every file whole or not at all: a pipeline that was killed leaves no half report to be read as a pass. */
export async function writeOutputs(
  gate: Gate,
  outputs: GateOutputs,
  write: { readonly asked: Asked; readonly text: readonly string[] },
): Promise<void> {
  for (const { format, path } of outputs.files) {
    const part = `${path}.part-${randomUUID().slice(0, 8)}`
    try {
      await writeFile(part, render(gate, format, write), { flag: 'wx', mode: 0o644 })
      await rename(part, path)
    } finally {
      await rm(part, { force: true })
    }
  }
}

export function render(
  gate: Gate,
  format: Format,
  { asked, text }: { readonly asked: Asked; readonly text: readonly string[] },
): string {
  const { language } = asked
  switch (format) {
    case 'text':
      return `${text.join('\n')}\n`
    case 'json':
      return `${JSON.stringify(gate, null, 2)}\n`
    case 'junit':
      return gateJunit(gate, language)
    case 'sarif': {
      const file = asked.text('sbom') ?? 'bom.json'
      const digest = (of: string) => hash('sha256', of, 'hex')
      return `${JSON.stringify(gateSarif(gate, { language, version: '0.1.0', file, digest }), null, 2)}\n`
    }
    default:
      return format satisfies never
  }
}
