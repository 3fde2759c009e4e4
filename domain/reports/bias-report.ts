import { fittedForAll, notCompared as notComparedBecause, prevalenceMatters } from '../models/gap-words.ts'
import { openGaps } from '../models/open-gaps.ts'
import type { BinaryResult } from '../models/performance/evaluate.ts'
import type { EvaluationResult } from '../models/performance/evaluation-result.ts'
import type { TaskMeasure } from '../models/performance/tasks/task-result.ts'
import { say } from '../words.ts'
import { coverFacts, reproductionBlocks } from './evaluation-blocks.ts'
import type { EvaluationFacts } from './evaluation-facts.ts'
import { gapTables, groupTable, groupText } from './group-blocks.ts'
import { footerOf, heading, proofBlock, signatureTable } from './report-parts.ts'
import type { ReportBlock, ReportLanguage, ReportTree } from './report-tree.ts'
import { spreadBlocks } from './spread-blocks.ts'

/** Groups, gaps and what was decided about them; the same facts and language always give the same tree. */
export function biasReport(facts: EvaluationFacts, language: ReportLanguage): ReportTree {
  const { evaluation, model } = facts
  return {
    language,
    title: say('편향 평가 보고서', 'Bias report'),
    maker: facts.maker,
    subject: `${model.title} ${model.version} · ${evaluation.number}`,
    at: facts.at,
    footer: footerOf(facts),
    blocks: [
      coverFacts(facts),
      ...groupBlocks(facts),
      ...decisionBlocks(facts),
      ...signatureTable(facts.signatures, unsigned),
      ...reproductionBlocks(facts),
      proofBlock(facts.checkpoint),
    ],
  }
}

const unsigned = say(
  '이 평가에는 아직 전자서명이 없습니다.',
  'The evaluation bears no electronic signature yet.',
)

/** Every measure by group, then the gaps. */
export function groupBlocks({ result }: EvaluationFacts): ReportBlock[] {
  const strata = [...result.strata, ...('intersections' in result ? result.intersections : [])]
  if (strata.length === 0) {
    const none = say(
      '계획에 집단 열이 없어 집단 간 차이를 살피지 않았습니다. 차이가 없다는 뜻이 아닙니다.',
      'No group columns were given, so groups were not compared. That does not mean that they do not differ.',
    )
    return [heading('집단별 성능', 'Performance by group'), { is: 'note', tone: 'warning', text: none }]
  }
  const least = result.task === 'binary' ? {} : { least: result.plan.stratumCasesMin }
  const tooFew = strata.filter(({ isSufficient }) => !isSufficient)
  return [
    heading('집단별 성능', 'Performance by group'),
    ...(tooFew.length > 0 ? [tooFewNote(tooFew.map((one) => groupText(one)))] : []),
    ...partlyFew(result),
    ...namedMeasures(strata).flatMap(({ name, of }) => {
      const all: readonly TaskMeasure[] = result.measures
      const whole = all.find((one) => one.name === name && one.of === of)
      return groupTable({ name, of, task: result.task, ...least }, strata, whole?.measure)
    }),
    ...gapBlocks(result),
  ]
}

/** Every measure some group has, of each class or structure, in the order of the first that has it. */
function namedMeasures(
  strata: EvaluationResult['strata'],
): readonly { readonly name: TaskMeasure['name']; readonly of: string | undefined }[] {
  const all: readonly { readonly measures: readonly TaskMeasure[] }[] = strata
  const found = all.flatMap(({ measures }) => measures.map(({ name, of }) => ({ name, of })))
  return [...new Map(found.map((one) => [`${one.name} ${one.of ?? ''}`, one])).values()]
}

/** A result that compared no groups says so: that there is no table of gaps does not mean that there are none. */
function gapBlocks(result: EvaluationResult): ReportBlock[] {
  const { gaps } = result
  if (gaps === undefined) return [{ is: 'note', tone: 'warning', text: notCompared }]
  if (gaps.length === 0) return spreadBlocks(result)
  return [
    heading('집단 간 차이', 'Gaps between groups'),
    ...(result.task === 'binary' ? [caution(result)] : []),
    ...gapTables(gaps),
    ...spreadBlocks(result),
  ]
}

/** How gaps are to be read, and which measures of the groups are not compared. */
function caution(result: BinaryResult): ReportBlock {
  const compared = new Set<string>(result.gaps.map(({ name }) => name))
  const measured = new Set(result.strata.flatMap(({ measures }) => measures.map(({ name }) => name)))
  const reasons = [...measured].flatMap((name) =>
    compared.has(name) ? [] : (notComparedBecause[name] ?? []),
  )
  const told = [prevalenceMatters, ...reasons, fittedForAll]
  return {
    is: 'note',
    tone: 'plain',
    text: say(told.map(({ ko }) => ko).join(' '), told.map(({ en }) => en).join(' ')),
  }
}

const notCompared = say(
  '이 결과는 집단 간 차이를 검정하지 않았습니다(이 과업에서 계산하지 않거나, 검정이 없던 이전 계산 버전의 결과). 차이가 없다는 뜻이 아닙니다.',
  'Gaps between groups were not tested in this result (not computed for this task, or made by an earlier version without the tests). That does not mean that there are none.',
)

/** Groups large enough as a whole that have too few cases of a class, label or structure. */
function partlyFew(result: EvaluationResult): ReportBlock[] {
  const found = 'tooFew' in result ? (result.tooFew ?? []) : []
  if (found.length === 0) return []
  const named = found.map((one) => {
    const { ko, en } = groupText(one)
    const of = one.of.flatMap((few) => few.of ?? []).join(', ')
    return of === '' ? say(ko, en) : say(`${ko}(${of})`, `${en} (${of})`)
  })
  return [
    {
      is: 'note',
      tone: 'warning',
      text: say(
        `집단 전체의 건수는 되지만 건수가 모자라 비교하지 않은 분류·구조물 등: ${named.map(({ ko }) => ko).join(' · ')}`,
        `Not compared for too few cases of a class, structure or finding, in groups otherwise large enough: ${named.map(({ en }) => en).join(' · ')}`,
      ),
    },
  ]
}

function tooFewNote(groups: readonly { readonly ko: string; readonly en: string }[]): ReportBlock {
  return {
    is: 'note',
    tone: 'warning',
    text: say(
      `건수가 부족해 판정하지 않은 집단 ${groups.length}개: ${groups.map(({ ko }) => ko).join(', ')}`,
      `Groups with too few cases for a verdict (${groups.length}): ${groups.map(({ en }) => en).join(', ')}`,
    ),
  }
}

function decisionBlocks({ gaps, result }: EvaluationFacts): ReportBlock[] {
  const open = gaps.filter(({ decision }) => decision === null).length
  const needed = openGaps(result).length
  const none = say('결정이 필요한 격차가 없습니다.', 'No gap needs a decision.')
  return [
    heading('격차에 대한 결정', 'Decisions about gaps'),
    ...(needed > gaps.length ? [withoutRecord(needed, needed - gaps.length)] : []),
    ...(open > 0
      ? [
          {
            is: 'note',
            tone: 'bad',
            text: say(`결정하지 않은 격차가 ${open}건 있습니다.`, `Gaps still undecided: ${open}.`),
          } as const,
        ]
      : []),
    ...(gaps.length === 0 ? [] : [decisionTable(gaps)]),
    ...(gaps.length === 0 && needed === 0 ? [{ is: 'paragraph', text: none } as const] : []),
  ]
}

/** What the result asks to be decided and nobody has written down: no table of records would tell. */
function withoutRecord(needed: number, missing: number): ReportBlock {
  return {
    is: 'note',
    tone: 'bad',
    text: say(
      `결정이 필요한 격차 ${needed}건 가운데 ${missing}건은 결정 기록이 없습니다.`,
      `Of ${needed} gaps that need a decision, ${missing} have no record.`,
    ),
  }
}

function decisionTable(gaps: EvaluationFacts['gaps']): ReportBlock {
  return {
    is: 'table',
    columns: [
      { title: say('기록', 'Record'), share: 3 },
      { title: say('집단', 'Group'), share: 3 },
      { title: say('지표', 'Measure'), share: 3 },
      { title: say('결정', 'Decision'), share: 3 },
      { title: say('이유', 'Reason'), share: 5 },
    ],
    rows: gaps.map(({ number, state, group, measure, decision, reason }) => [
      { text: number, below: state },
      group,
      measure,
      decision ?? { text: say('미결정', 'Undecided'), tone: 'bad' },
      reason ?? '–',
    ]),
  }
}
