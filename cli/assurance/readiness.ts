import { listFrameworks, readFramework } from '@maek/domain/assurance/api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { expectWords } from '../arguments.ts'
import { call } from '../call.ts'
import type { Asked, Command, Outcome } from '../command.ts'
import { type Connection, connect } from '../connection.ts'
import { table } from '../table.ts'
import { instantOf, instantOption } from './instant.ts'
import { showRequirement } from './requirement.ts'
import { below, readBar, share, type Tally } from './tally.ts'
import { verdictText } from './verdicts.ts'

export const readiness: Command = {
  name: 'readiness',
  title: say('준비도를 봅니다', 'Show readiness'),
  usage: [
    'readiness [--as-of TIME] [--require met=N%]',
    'readiness --framework ID [--as-of TIME] [--require met=N%]',
    'readiness --framework ID --ref REF [--as-of TIME]',
  ],
  about: say(
    '프레임워크별 집계, 한 프레임워크의 요구사항별 판정, 또는 한 요구사항의 이유와 보완 방법을 보입니다. --require를 주지 않으면 판정과 관계없이 0으로 끝납니다.',
    'Tallies of all frameworks, the verdicts of one, or one requirement with its reason and the step that mends it. Without --require it ends with 0 whatever the verdicts are.',
  ),
  options: {
    framework: { takes: 'text', value: 'ID', about: say('프레임워크의 id.', 'Id of the framework.') },
    ref: {
      takes: 'text',
      value: 'REF',
      about: say('요구사항 번호. 예: 6.1.4', 'Requirement, for example 6.1.4'),
    },
    'as-of': instantOption,
    require: {
      takes: 'text',
      value: 'met=N%',
      about: say(
        '적용되는 요구사항 중 충족이 N%보다 낮으면 1로 끝납니다. 보인 프레임워크마다 따집니다.',
        'End with 1 when less than N% of the applicable requirements are met, in any framework shown.',
      ),
    },
  },
  run: async (asked, terminal) => {
    const read = readOptions(asked)
    if (!read.ok) return read
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const { framework, ref, asOf, bar } = read.value
    if (framework === undefined) return showAll(connection.value, { asOf }, bar)
    if (ref === undefined) return showOne(connection.value, { framework, asOf }, bar)
    return showRequirement(connection.value, { framework, ref, asOf })
  },
}

function readOptions(asked: Asked) {
  const words = expectWords(asked, [0, 0], 'readiness [--framework ID [--ref REF]]')
  if (!words.ok) return words
  const asOf = instantOf(asked)
  if (!asOf.ok) return asOf
  const required = asked.text('require')
  const bar = required === undefined ? null : readBar(required)
  if (bar !== null && !bar.ok) return bar
  const [framework, ref] = [asked.text('framework'), asked.text('ref')]
  if (ref !== undefined && (framework === undefined || bar !== null))
    return refuse(
      'invalid',
      say(
        '--ref는 --framework와 함께, --require 없이 씁니다.',
        '--ref goes with --framework and without --require.',
      ),
      'ref',
    )
  return accept({ framework, ref, asOf: asOf.value, bar: bar?.value ?? null })
}

async function showAll(
  connection: Connection,
  input: z.input<typeof listFrameworks.input>,
  bar: number | null,
): Promise<Answer<Outcome>> {
  const answered = await call(connection, listFrameworks, { input })
  if (!answered.ok) return answered
  const { language, terminal } = connection
  const { frameworks, asOf } = answered.value
  const columns = [
    { title: 'ID' },
    ...tallyColumns(language),
    { title: say('이름', 'Title')[language], wraps: true },
  ]
  const rows = frameworks.map((one) => [one.id, ...tallyCells(one.tally), one.title[language]])
  const low = frameworks.filter((one) => below(one.tally, bar))
  return accept({
    exit: low.length > 0 ? 1 : 0,
    json: answered.value,
    lines: [
      asOfLine(asOf, language),
      ...table(columns, rows, terminal.columns),
      ...lowLines(low, bar, language),
    ],
  })
}

async function showOne(
  connection: Connection,
  input: z.input<typeof readFramework.input>,
  bar: number | null,
): Promise<Answer<Outcome>> {
  const answered = await call(connection, readFramework, { input })
  if (!answered.ok) return answered
  const { language, terminal } = connection
  const { id, title, version, tally, cells, asOf } = answered.value
  const columns = [
    { title: say('번호', 'Ref')[language] },
    { title: say('판정', 'Verdict')[language] },
    { title: say('요구사항과 이유', 'Requirement and reason')[language], wraps: true },
  ]
  const rows = cells.map((cell) => {
    const reason = cell.because === null ? '' : `\n${cell.because[language]}`
    return [
      cell.ref,
      cell.verdict === null ? '' : verdictText(cell.verdict, language),
      cell.title[language] + reason,
    ]
  })
  const low = below(tally, bar) ? [{ id, tally }] : []
  return accept({
    exit: low.length > 0 ? 1 : 0,
    json: answered.value,
    lines: [
      `${title[language]} (${id}, ${version})`,
      asOfLine(asOf, language),
      ...table(tallyColumns(language), [tallyCells(tally)], null),
      '',
      ...table(columns, rows, terminal.columns),
      ...lowLines(low, bar, language),
    ],
  })
}

function tallyColumns(language: Language) {
  const titles = [
    say('✓ 충족', '✓ Met'),
    say('◐ 일부 충족', '◐ Partly'),
    say('✗ 미충족', '✗ Not met'),
    say('? 알 수 없음', '? Unknown'),
    say('– 해당 없음', '– N/A'),
    say('충족률', 'Met share'),
  ]
  return titles.map((title) => ({ title: title[language], side: 'right' as const }))
}

function tallyCells(tally: Tally): string[] {
  const { met, partly, notMet, unknown, notApplicable } = tally
  const part = share(tally)
  const shown = part === null ? '–' : `${(Math.floor(part * 10) / 10).toFixed(1)} %`
  return [...[met, partly, notMet, unknown, notApplicable].map(String), shown]
}

function asOfLine(asOf: string, language: Language): string {
  return say(`기준 시각 ${asOf}`, `As of ${asOf}`)[language]
}

function lowLines(
  low: readonly { readonly id: string; readonly tally: Tally }[],
  bar: number | null,
  language: Language,
): string[] {
  if (bar === null) return []
  if (low.length === 0)
    return [say(`✓ 충족률이 모두 ${bar}% 이상입니다.`, `✓ At least ${bar}% met.`)[language]]
  const names = low.map((one) => one.id).join(', ')
  return [say(`✗ 충족률이 ${bar}%보다 낮습니다: ${names}`, `✗ Less than ${bar}% met: ${names}`)[language]]
}
