import { type LicenceRuling, licenceRulings } from '@maek/domain/components/licence-obligations.ts'
import { licenceViews, readLicences, writeThirdPartyNotices } from '@maek/domain/components/licences-api.ts'
import { noticeFormats } from '@maek/domain/components/notices.ts'
import { csvText } from '@maek/domain/csv-text.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Asked, Command, Outcome } from '../command.ts'
import { type Connection, connect } from '../connection.ts'
import { download, saveOptions } from '../download.ts'
import { savedLines } from '../saved.ts'
import { table } from '../table.ts'
import { otherWords, subjectOf, subjectOptions } from './subject.ts'

type Licences = z.infer<typeof readLicences.output>

export const licences: Command = {
  name: 'licences',
  title: say('라이선스가 방침에 맞는지 봅니다', 'Show whether licences keep to the policy'),
  usage: [
    'licences --release ID|NUMBER [--show VIEW] [--csv]',
    'licences --sbom ID|NUMBER [--show VIEW] [--csv]',
    'licences --release ID|NUMBER --notices FORMAT --out FILE',
  ],
  about: say(
    '금지된 라이선스가 있으면 1로 끝납니다. 선언되지 않았거나 알아볼 수 없는 라이선스는 따로 셉니다.',
    'Leaves with 1 when a licence is forbidden. Undeclared and unrecognised licences are counted apart.',
  ),
  options: {
    ...subjectOptions,
    show: {
      takes: 'text',
      value: licenceViews.join('|'),
      about: say('볼 구성요소. 없으면 금지와 검토 필요.', 'Which components; else forbidden and to review.'),
    },
    csv: { takes: 'switch', about: say('표를 CSV로 씁니다.', 'Write the table as CSV.') },
    notices: {
      takes: 'text',
      value: noticeFormats.join('|'),
      about: say('제3자 고지를 만들어 --out에 저장합니다.', 'Write third-party notices to --out.'),
    },
    ...saveOptions,
  },
  run: async (asked, terminal) => {
    const subject = subjectOf(asked)
    if (!subject.ok) return subject
    const show = oneOf(licenceViews, asked.text('show'), 'show')
    if (!show.ok) return show
    const format = oneOf(noticeFormats, asked.text('notices'), 'notices')
    if (!format.ok) return format
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    if (format.value !== undefined) {
      const input = { ...subject.value, format: format.value, language: asked.language }
      return notices(connection.value, asked, input)
    }
    return list(connection.value, asked, { ...subject.value, show: show.value })
  },
}

function oneOf<T extends string>(
  known: readonly T[],
  given: string | undefined,
  field: string,
): Answer<T | undefined> {
  const found = known.find((one) => one === given)
  if (given === undefined || found !== undefined) return accept(found)
  const choices = known.join(', ')
  return refuse('invalid', say(`--${field}: ${choices} 가운데 하나`, `--${field}: one of ${choices}`), field)
}

async function notices(connection: Connection, asked: Asked, input: object): Promise<Answer<Outcome>> {
  const saved = await download(connection, writeThirdPartyNotices, { input, asked, label: 'notices' })
  if (!saved.ok) return saved
  return accept({ exit: 0, json: saved.value, lines: savedLines(saved.value, asked.language) })
}

async function list(
  connection: Connection,
  asked: Asked,
  input: z.input<typeof readLicences.input>,
): Promise<Answer<Outcome>> {
  const first = await call(connection, readLicences, { input: { ...input, limit: 500 } })
  if (!first.ok) return first
  const rows = [...first.value.rows]
  for (let next = first.value.next; next !== null; ) {
    const page = await call(connection, readLicences, { input: { ...input, limit: 500, after: next } })
    if (!page.ok) return page
    rows.push(...page.value.rows)
    next = page.value.next
  }
  const answer = { ...first.value, rows, next: null }
  const exit = answer.summary.rulings.forbidden > 0 ? 1 : 0
  const { language } = asked
  const lines = asked.on('csv')
    ? csv(answer.rows, language)
    : [...head(answer, language), ...rowsTable(answer.rows, { language, room: connection.terminal.columns })]
  return accept({ exit, json: answer, lines })
}

function head({ subject, policy, otherPolicies, summary }: Licences, language: Language): string[] {
  const { rulings } = summary
  const mark = rulings.forbidden > 0 ? '✗' : policy === null ? '!' : '✓'
  const named = subject.release ?? subject.sbom
  const words = [
    say(
      `${mark} ${named.number} ${named.title} (SBOM ${subject.sbom.number})`,
      `${mark} ${named.number} ${named.title} (SBOM ${subject.sbom.number})`,
    ),
    ...otherWords(subject.others),
    policy === null
      ? say(
          '  승인된 구성요소 방침이 없어 모두 검토 필요입니다.',
          '  No component policy is in force: everything needs review.',
        )
      : say(
          `  방침        ${policy.number} ${policy.title}`,
          `  Policy          ${policy.number} ${policy.title}`,
        ),
    ...(otherPolicies.length > 0
      ? [
          say(
            `  ! 승인된 방침이 ${otherPolicies.length + 1}개입니다. 최신 것을 씁니다.`,
            `  ! ${otherPolicies.length + 1} policies are in force; the newest is used.`,
          ),
        ]
      : []),
    say(`  구성요소    ${summary.components}`, `  Components      ${summary.components}`),
    say(
      `  금지 ${rulings.forbidden} · 검토 필요 ${rulings.review} · 허용 ${rulings.allowed}`,
      `  Forbidden ${rulings.forbidden} · to review ${rulings.review} · allowed ${rulings.allowed}`,
    ),
    say(
      `  선언 없음 ${summary.undeclared} · 알아볼 수 없음 ${summary.notRecognised} · 예외 ${summary.excepted} · 만료된 예외 ${summary.expired}`,
      `  Undeclared ${summary.undeclared} · not recognised ${summary.notRecognised} · excepted ${summary.excepted} · expired exceptions ${summary.expired}`,
    ),
  ]
  return words.map((one) => one[language])
}

const columns = [
  say('판정', 'Ruling'),
  say('구성요소', 'Component'),
  say('버전', 'Version'),
  say('라이선스', 'Licence'),
  say('이유', 'Because'),
]

function cells(row: Licences['rows'][number], language: Language): string[] {
  const ruling: LicenceRuling = row.ruling
  const licence = row.expression ?? row.declared.join(', ')
  return [licenceRulings[ruling][language], row.name, row.version ?? '', licence, row.because[language]]
}

function rowsTable(
  rows: Licences['rows'],
  { language, room }: { readonly language: Language; readonly room: number | null },
): string[] {
  if (rows.length === 0) return []
  const titles = columns.map((title, at) => ({ title: title[language], ...(at === 4 && { wraps: true }) }))
  return [
    '',
    ...table(
      titles,
      rows.map((row) => cells(row, language)),
      room,
    ),
  ]
}

function csv(rows: Licences['rows'], language: Language): string[] {
  const all = [columns.map((title) => title[language]), ...rows.map((row) => cells(row, language))]
  return csvText(all).trimEnd().split('\r\n')
}
