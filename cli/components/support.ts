import { supportActions, supportLevels } from '@maek/domain/components/support.ts'
import { readSupport, supportViews } from '@maek/domain/components/support-api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Command } from '../command.ts'
import { type Connection, connect } from '../connection.ts'
import { table } from '../table.ts'
import { otherWords, subjectOf, subjectOptions } from './subject.ts'

type Support = z.infer<typeof readSupport.output>

export const support: Command = {
  name: 'support',
  title: say('구성요소가 언제까지 지원되는지 봅니다', 'Show until when components are supported'),
  usage: ['support --release ID|NUMBER [--show VIEW]', 'support --sbom ID|NUMBER [--show VIEW]'],
  about: say(
    '지원이 끝났는데 처리 계획이 없는 구성요소가 있으면 1로 끝납니다. 모르는 것은 모른다고 셉니다.',
    'Leaves with 1 when support of a component has ended and no plan says what is done. What nobody knows is counted as unknown.',
  ),
  options: {
    ...subjectOptions,
    show: {
      takes: 'text',
      value: supportViews.join('|'),
      about: say('볼 구성요소. 없으면 모두.', 'Which components; else all.'),
    },
  },
  run: async (asked, terminal) => {
    const subject = subjectOf(asked)
    if (!subject.ok) return subject
    const show = supportViews.find((view) => view === asked.text('show'))
    if (asked.text('show') !== undefined && show === undefined) {
      const choices = supportViews.join(', ')
      return refuse('invalid', say(`--show: ${choices} 가운데 하나`, `--show: one of ${choices}`), 'show')
    }
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const answered = await readAll(connection.value, { ...subject.value, show })
    if (!answered.ok) return answered
    const { language } = asked
    return accept({
      exit: answered.value.summary.endedWithoutAction > 0 ? 1 : 0,
      json: answered.value,
      lines: [
        ...head(answered.value, language),
        ...rows(answered.value, { language, room: terminal.columns }),
      ],
    })
  },
}

async function readAll(
  connection: Connection,
  input: z.input<typeof readSupport.input>,
): Promise<Answer<Support>> {
  const first = await call(connection, readSupport, { input: { ...input, limit: 500 } })
  if (!first.ok) return first
  const all = [...first.value.rows]
  for (let next = first.value.next; next !== null; ) {
    const page = await call(connection, readSupport, { input: { ...input, limit: 500, after: next } })
    if (!page.ok) return page
    all.push(...page.value.rows)
    next = page.value.next
  }
  return accept({ ...first.value, rows: all, next: null })
}

function head({ subject, summary, plan }: Support, language: Language): string[] {
  const named = subject.release ?? subject.sbom
  const { first, levels } = summary
  const mark = summary.endedWithoutAction > 0 ? '✗' : '✓'
  const words = [
    say(
      `${mark} ${named.number} ${named.title} (SBOM ${subject.sbom.number})`,
      `${mark} ${named.number} ${named.title} (SBOM ${subject.sbom.number})`,
    ),
    ...otherWords(subject.others),
    plan === null
      ? say('  승인된 지원 계획이 없습니다.', '  No support plan is in force.')
      : say(
          `  계획 ${plan.number}: 제품 지원 ${plan.deviceEndsOn ?? '–'}까지`,
          `  Plan ${plan.number}: device supported until ${plan.deviceEndsOn ?? '–'}`,
        ),
    say(
      `  구성요소 ${summary.components} · 지원 끝남 ${summary.ended}(계획 없음 ${summary.endedWithoutAction}) · 알 수 없음 ${levels.unknown}`,
      `  Components ${summary.components} · ended ${summary.ended} (${summary.endedWithoutAction} without a plan) · unknown ${levels.unknown}`,
    ),
    first === null
      ? say('  앞으로 끝나는 지원: 알려진 것 없음', '  Ends next: nothing known')
      : say(
          `  가장 먼저 끝남: ${first.endsOn} ${first.row.name} ${first.row.version ?? ''}`,
          `  Ends next: ${first.endsOn} ${first.row.name} ${first.row.version ?? ''}`,
        ),
  ]
  return words.map((one) => one[language].trimEnd())
}

function rows(
  { rows: all }: Support,
  { language, room }: { readonly language: Language; readonly room: number | null },
): string[] {
  if (all.length === 0) return []
  const columns = [
    { title: say('지원 종료일', 'Ends on')[language] },
    { title: say('수준', 'Level')[language] },
    { title: say('구성요소', 'Component')[language] },
    { title: say('처리', 'Action')[language] },
    { title: say('출처', 'Source')[language], wraps: true },
  ]
  const cells = all.map((row) => [
    row.endsOn ?? (row.ended ? say('끝남', 'ended')[language] : '–'),
    supportLevels[row.level][language],
    row.version === null ? row.name : `${row.name} ${row.version}`,
    row.action === null ? '' : supportActions[row.action][language],
    row.because[language],
  ])
  return ['', ...table(columns, cells, room)]
}
