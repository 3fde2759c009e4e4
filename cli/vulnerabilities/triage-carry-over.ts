import { type Answer, accept } from '@maek/domain/refusal.ts'
import { carryOver, readCarryOver } from '@maek/domain/vulnerabilities/api.ts'
import type { CarryOverGroup, carryOverView } from '@maek/domain/vulnerabilities/carry-over-view.ts'
import { statementStateWords } from '@maek/domain/vulnerabilities/triage-words.ts'
import { type Language, say, type Words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { needed } from '../arguments.ts'
import { call } from '../call.ts'
import type { Asked, Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { table } from '../table.ts'

type View = z.output<typeof carryOverView>

const groupWords: { readonly [Group in CarryOverGroup]: Words } = {
  'to-confirm': say('확인할 것', 'To confirm'),
  'out-of-range': say('범위를 벗어남', 'Out of range'),
  holds: say('그대로 유효', 'Holds'),
  gone: say('없어짐', 'Gone'),
}

/** `maek triage carry-over`: what becomes of the earlier release's decisions; with `--confirm` writes those to confirm. */
export async function carryOverAtTerminal(connection: Connection, asked: Asked): Promise<Answer<Outcome>> {
  const named = needed(asked, 'release')
  if (!named.ok) return named
  const release = await recordIdOf(connection, 'release', named.value)
  if (!release.ok) return release
  const input = { release: release.value }
  if (asked.on('confirm')) {
    const made = await call(connection, carryOver, { input: { ...input, propose: asked.on('propose') } })
    if (!made.ok) return made
    const lines = made.value.made.map(
      ({ from, record, rows }) => `✓ ${from.number} → ${record.number} (${rows})`,
    )
    const none = say('이어 쓸 판정이 없습니다.', 'There is nothing to carry over.')[asked.language]
    return accept({ exit: 0, json: made.value, lines: lines.length > 0 ? lines : [none] })
  }
  const read = await call(connection, readCarryOver, { input })
  if (!read.ok) return read
  const open = read.value.decisions.filter(
    ({ group, carried }) => group === 'out-of-range' || (group === 'to-confirm' && carried === null),
  )
  const lines = linesOf(read.value, asked.language, connection.terminal.columns)
  const isSettled = read.value.hasSbom && open.length === 0
  return accept({ exit: isSettled ? 0 : 1, json: read.value, lines })
}

function linesOf(view: View, language: Language, room: number | null): string[] {
  const { from, counts, fresh, hasSbom } = view
  if (!hasSbom)
    return [
      say(
        '이 릴리스의 SBOM이 아직 없습니다. 먼저 등록하십시오.',
        'This release has no SBOM yet. Register one first.',
      )[language],
    ]
  if (!from) return [say('이전 릴리스가 없습니다.', 'There is no earlier release.')[language]]
  const columns = [
    { title: say('결과', 'Result')[language] },
    { title: say('판정', 'Decision')[language] },
    { title: say('상태', 'State')[language] },
    { title: say('줄', 'Rows')[language], side: 'right' as const },
    { title: say('이어 쓴 판정', 'Carried over')[language] },
  ]
  const rows = view.decisions.map(({ group, decision, rows: own, carried }) => [
    groupWords[group][language],
    decision.number,
    statementStateWords[decision.outcome][language],
    String(own.length),
    carried?.number ?? '',
  ])
  return [
    say(
      `${from.number}의 유효한 판정 ${counts.all}건: 그대로 ${counts.holds}, 확인할 것 ${counts['to-confirm']}, 범위 밖 ${counts['out-of-range']}, 없어짐 ${counts.gone}. 새 항목 ${fresh}건.`,
      `${counts.all} decisions in force about ${from.number}: ${counts.holds} hold, ${counts['to-confirm']} to confirm, ${counts['out-of-range']} out of range, ${counts.gone} gone. ${fresh} new findings.`,
    )[language],
    ...(rows.length > 0 ? table(columns, rows, room) : []),
  ]
}
