import { changeClasses, changeWords, impactWords } from '@maek/domain/components/diff-classes.ts'
import { checkSbom, diffSbom } from '@maek/domain/components/sbom-api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { needed } from '../arguments.ts'
import { call } from '../call.ts'
import type { Asked, Options, Outcome, Terminal } from '../command.ts'
import { connect } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { table } from '../table.ts'
import { uploadOf } from '../upload.ts'

type Diff = z.infer<typeof diffSbom.output>
type ChangeClass = (typeof changeClasses)[number]

export const diffOptions: Options = {
  'fail-on': {
    takes: 'text',
    value: 'CLASS,CLASS',
    about: say(
      `이 변경이 있으면 1로 끝납니다: ${changeClasses.join(', ')}.`,
      `Leave with 1 when one of these occurs: ${changeClasses.join(', ')}.`,
    ),
  },
}

const pageRows = 1000

/** One named: against the predefined one. Two: what changed from the first to the second. */
export async function diffRecords(
  asked: Asked,
  terminal: Terminal,
  named: readonly string[],
): Promise<Answer<Outcome>> {
  const failing = failOn(asked)
  if (!failing.ok) return failing
  const connection = await connect(asked, terminal)
  if (!connection.ok) return connection
  const ids: string[] = []
  for (const one of named) {
    const id = await recordIdOf(connection.value, 'sbom', one)
    if (!id.ok) return id
    ids.push(id.value)
  }
  const [first = '', second] = ids
  const input = second === undefined ? { id: first } : { id: second, against: first }
  const answered = await readAll((from) =>
    call(connection.value, diffSbom, { input: { ...input, from, limit: pageRows } }),
  )
  return answered.ok ? outcomeOf(answered.value, { asked, terminal, failing: failing.value }) : answered
}

/** A local file against the predefined SBOM of a release; nothing is registered. */
export async function checkFile(asked: Asked, terminal: Terminal, file: string): Promise<Answer<Outcome>> {
  const failing = failOn(asked)
  if (!failing.ok) return failing
  const named = needed(asked, 'release')
  if (!named.ok) return named
  const upload = await uploadOf(terminal, file, checkSbom)
  if (!upload.ok) return upload
  const connection = await connect(asked, terminal)
  if (!connection.ok) return connection
  const release = await recordIdOf(connection.value, 'release', named.value)
  if (!release.ok) return release
  const { name } = upload.value
  const answered = await readAll((from) =>
    call(connection.value, checkSbom, {
      input: { name, release: release.value, from, limit: pageRows },
      upload: upload.value,
    }),
  )
  return answered.ok ? outcomeOf(answered.value, { asked, terminal, failing: failing.value }) : answered
}

async function readAll(ask: (from: number) => Promise<Answer<Diff>>): Promise<Answer<Diff>> {
  const first = await ask(0)
  if (!first.ok) return first
  const changes = [...first.value.changes]
  for (let next = first.value.next; next !== null; ) {
    const page = await ask(next)
    if (!page.ok) return page
    changes.push(...page.value.changes)
    next = page.value.next
  }
  return accept({ ...first.value, changes, next: null })
}

function failOn(asked: Asked): Answer<readonly ChangeClass[]> {
  const text = asked.text('fail-on')
  if (text === undefined) return accept([])
  const found: ChangeClass[] = []
  for (const word of text.split(',')) {
    const one = changeClasses.find((name) => name === word.trim())
    if (!one) {
      const choices = changeClasses.join(', ')
      return refuse(
        'invalid',
        say(`--fail-on: 모르는 변경 유형 ${word}. ${choices}`, `--fail-on: no class ${word}. ${choices}`),
        'fail-on',
      )
    }
    found.push(one)
  }
  return accept(found)
}

function outcomeOf(
  diff: Diff,
  told: { readonly asked: Asked; readonly terminal: Terminal; readonly failing: readonly ChangeClass[] },
): Answer<Outcome> {
  const { failing, asked } = told
  const failed = failing.filter((one) => (diff.counts[one] ?? 0) > 0)
  // A pipeline that asked for a comparison must not pass for want of something to compare with.
  const isUnanswered = diff.baseline === null && failing.length > 0
  return accept({
    exit: failed.length > 0 || isUnanswered ? 1 : 0,
    json: { ...diff, failed },
    lines: [
      ...linesOf(diff, asked.language, told.terminal.columns),
      ...failed.map((one) => `✗ --fail-on ${one}: ${diff.counts[one]}`),
    ],
  })
}

function linesOf(diff: Diff, language: Language, room: number | null): string[] {
  const baseline = say('기준', 'Baseline')[language]
  const unchanged = say('그대로', 'Unchanged')[language]
  if (diff.baseline === null) return [`✗ ${diff.because[language]}`]
  const mark = diff.impact === 'none' ? '✓' : diff.impact === 'critical' ? '✗' : '!'
  const rows = diff.changes.map((change) => [
    impactWords[change.impact][language],
    change.classes.map((one) => changeWords[one][language]).join(', '),
    change.name,
    change.before ? (change.before.version ?? '?') : '–',
    change.after ? (change.after.version ?? '?') : '–',
  ])
  const columns = [
    { title: say('영향', 'Impact')[language] },
    { title: say('변경', 'Change')[language] },
    { title: say('구성요소', 'Component')[language], wraps: true },
    { title: say('기준 버전', 'Baseline')[language] },
    { title: say('이 버전', 'This')[language] },
  ]
  return [
    `${mark} ${diff.because[language]}`,
    `  ${baseline}: ${diff.baseline.number} ${diff.baseline.title}`,
    `  ${unchanged}: ${diff.unchanged}`,
    ...(rows.length > 0 ? table(columns, rows, room) : []),
  ]
}
