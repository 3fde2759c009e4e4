import { gapFindings, gapMeasureNamed, gapTitle, notRanked } from '@maek/domain/models/gap-words.ts'
import { draftGaps, readGaps } from '@maek/domain/models/gaps-api.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say, type Words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Command, Outcome } from '../command.ts'
import { connect } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { table } from '../table.ts'

const usage = 'gaps EVALUATION [--draft]'
type Told = z.output<(typeof readGaps)['output']>

const standingWords = {
  decided: say('결정됨', 'decided'),
  open: say('결정 전', 'open'),
  altered: say('결과와 다름', 'differs from the result'),
  missing: say('기록 없음', 'no record'),
} as const satisfies Record<Told['gaps'][number]['standing'], unknown>

export const gaps: Command = {
  name: 'gaps',
  title: say('평가에서 드러난 성능 격차와 결정', 'Performance gaps of an evaluation, and decisions'),
  usage: [usage],
  about: say(
    '집단 간 격차 가운데 결정이 필요한 것(구간이 0을 포함하지 않음, 허용 한계 초과, 건수 부족)을 보이고, 이어서 열마다 가장 높은 집단과 가장 낮은 집단의 차이를 보입니다. --draft는 기록이 없는 격차마다 초안을 만들며 두 번 만들지 않습니다. 결정하지 않은 격차가 있으면 1로 끝납니다.',
    'The gaps between groups that need a decision (interval excludes zero, beyond the limit, too few cases), then how far the highest and the lowest group of each column lie apart. --draft creates a record for each that has none, never twice. Exits with 1 while a gap is undecided.',
  ),
  options: {
    draft: {
      takes: 'switch',
      about: say('기록이 없는 격차의 초안을 만듭니다.', 'Draft records for gaps that have none.'),
    },
  },
  run: async (asked, terminal) => {
    const [named, ...rest] = asked.words
    if (named === undefined || rest.length > 0)
      return refuse('invalid', say(`사용법: maek ${usage}`, `Usage: maek ${usage}`))
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const id = await recordIdOf(connection.value, 'evaluation', named)
    if (!id.ok) return id
    const input = { id: id.value }
    const { language } = connection.value
    const lines = (told: Told) => gapsAsLines(told, { language, width: terminal.columns })
    if (!asked.on('draft')) {
      const answered = await call(connection.value, readGaps, { input })
      return answered.ok ? accept(outcome(answered.value, lines(answered.value))) : answered
    }
    const answered = await call(connection.value, draftGaps, { input })
    if (!answered.ok) return answered
    const drafted = answered.value.drafted.map(({ number, title }) => `✓ ${number} ${title}`)
    return accept(outcome(answered.value, [...drafted, ...lines(answered.value)]))
  },
}

/** A gap that nobody decided is a “no”. */
function outcome(told: Told, lines: readonly string[]): Outcome {
  return { exit: told.undecided > 0 ? 1 : 0, json: told, lines }
}

type Seen = { readonly language: Language; readonly width: number | null }

/** What needs a decision, then how far groups lie apart, then the columns whose groups are too many to be ranked. */
export function gapsAsLines(told: Told, seen: Seen): string[] {
  const { spreads, spreadsLeftOut: leftOut } = told
  const unranked = leftOut.length > 0 ? ['', notRanked(leftOut)[seen.language]] : []
  return [...gapLines(told, seen), ...spreadLines(spreads ?? [], seen), ...unranked]
}

/** How far the highest and the lowest group of each column lie apart. */
function spreadLines(spreads: NonNullable<Told['spreads']>, { language, width }: Seen): string[] {
  if (spreads.length === 0) return []
  const titles = [
    { title: say('열', 'Column')[language] },
    { title: say('지표', 'Measure')[language] },
    { title: say('가장 높음', 'Highest')[language] },
    { title: say('가장 낮음', 'Lowest')[language] },
    { title: say('차이', 'Difference')[language], side: 'right' as const },
    { title: say('동시 신뢰구간', 'Simultaneous interval')[language], side: 'right' as const },
  ]
  const end = ({ group, estimate }: (typeof spreads)[number]['highest']) => `${group} ${short(estimate)}`
  const rows = spreads.map((one) => [
    one.column,
    about(one)[language],
    end(one.highest),
    end(one.lowest),
    short(one.difference),
    `${short(one.lower)} … ${short(one.upper)}`,
  ])
  const heading = say(
    '가장 높은 집단과 가장 낮은 집단 (구간은 모든 짝에 동시에 성립)',
    'Highest and lowest group (limits hold for every pair at once)',
  )
  return ['', heading[language], ...table(titles, rows, width)]
}

function gapLines(told: Told, { language, width }: Seen): string[] {
  if (told.gaps.length === 0)
    return [say('결정이 필요한 격차가 없습니다.', 'No gap needs a decision.')[language]]
  const titles = [
    { title: say('집단', 'Group')[language] },
    { title: say('지표', 'Measure')[language] },
    { title: say('차이', 'Difference')[language], side: 'right' as const },
    { title: say('동시 신뢰구간', 'Simultaneous interval')[language], side: 'right' as const },
    { title: 'n', side: 'right' as const },
    { title: say('결과', 'Finding')[language] },
    { title: say('결정', 'Decision')[language] },
  ]
  const rows = told.gaps.map((gap) => [
    gap.group,
    about(gap)[language],
    short(gap.difference),
    gap.lower === null || gap.upper === null ? '–' : `${short(gap.lower)} … ${short(gap.upper)}`,
    gap.n === null ? '< 10' : String(gap.n),
    gapFindings[gap.finding][language],
    `${gap.record?.number ?? ''} ${standingWords[gap.standing][language]}`.trim(),
  ])
  const open = say(`결정하지 않은 격차 ${told.undecided}건`, `Undecided gaps: ${told.undecided}`)
  return [...table(titles, rows, width), '', open[language]]
}

/** A dash for a group that has too few cases as a whole. */
function about({ measure, of }: Pick<Told['gaps'][number], 'measure' | 'of'>): Words {
  if (measure === null && of === null) return say('–', '–')
  return gapTitle({ measure: measure === null ? undefined : gapMeasureNamed(measure), of: of ?? undefined })
}

function short(value: string | null): string {
  return value === null ? '–' : Number(value).toFixed(3)
}
