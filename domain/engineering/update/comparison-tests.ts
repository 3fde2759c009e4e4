import type { Cited } from '../../cited.ts'
import { measureWords } from '../../models/performance/measure-names.ts'
import {
  type Budget,
  isProven,
  judgeDifference,
  levelFor,
  lookAlpha,
  type MarginVerdict,
} from '../../models/performance/update-budget.ts'
import { say, type Words } from '../../words.ts'
import type { Against, ComparisonFact, PlanFact, UpdateFacts } from './facts.ts'
import { type Look, lookOf } from './look.ts'
import { answered, type UpdateTest } from './test.ts'

const againstWords = {
  cleared: say('최초 허가 버전', 'the version first cleared'),
  previous: say('직전 버전', 'the version before'),
} as const

const verdictWords: Readonly<Record<Exclude<MarginVerdict, 'too-wide-a-look'>, Words>> = {
  superior: say('우월', 'superior'),
  'non-inferior': say('비열등', 'non-inferior'),
  inferior: say('열등', 'inferior'),
  inconclusive: say('결론 없음', 'inconclusive'),
}

/**
 * The budget first, then each criterion of the plan twice: against the version first cleared and the one before. All
 * must be proven (an intersection-union test, Berger 1982), so that none of them needs an adjustment of its own.
 */
export function comparisonTests(facts: UpdateFacts): UpdateTest[] {
  const { plan } = facts
  if (plan === null) return []
  const pairs = plan.criteria.flatMap((criterion, at) =>
    (['cleared', 'previous'] as const).map((against) => compared(facts, plan, { criterion, at, against })),
  )
  return [budgetLeft(facts, plan), ...(pairs.length > 0 ? pairs : [noCriteria(plan)])]
}

function budgetLeft(facts: UpdateFacts, plan: PlanFact): UpdateTest {
  const asked = {
    id: 'P7',
    part: 'plan',
    question: say('계획의 오류 한도가 남아 있는가', 'Is any of the plan’s error budget left?'),
    citation: say(
      'FDA PCCP 지침 허용기준, Feng·Emerson·Simon 2021(bio-creep)',
      'FDA PCCP guidance (acceptance criteria), Feng, Emerson & Simon 2021 (bio-creep)',
    ),
    wanted: 'yes',
  } as const
  if (plan.budget === null) {
    return answered(asked, {
      answer: 'unknown',
      because: say('계획에 오류 한도가 없습니다.', 'The plan sets no error budget.'),
      evidence: [plan],
      missing: say(
        '계획에 오류 한도와 갱신 횟수를 정하십시오.',
        'Set error budget and number of updates in the plan.',
      ),
    })
  }
  const { look, alpha, spent } = lookOf(facts, plan.budget)
  const words = {
    look: String(look),
    spent: percent(spent),
    whole: percent(plan.budget.alpha),
    now: percent(alpha),
  }
  return answered(asked, {
    answer: alpha > 0 ? 'yes' : 'no',
    because:
      alpha > 0
        ? say(
            `${words.look}번째 확인. 전체 ${words.whole} 가운데 ${words.spent}를 썼고 이번 한도는 ${words.now}입니다.`,
            `Look ${words.look}. Of ${words.whole} in all, ${words.spent} is spent; this one may err by ${words.now}.`,
          )
        : say(
            `${words.look}번째 확인입니다. 계획한 ${plan.budget.planned}회를 모두 썼습니다.`,
            `Look ${words.look}: all ${plan.budget.planned} planned ones are spent.`,
          ),
    evidence: [plan],
  })
}

type Pair = {
  readonly criterion: PlanFact['criteria'][number]
  readonly at: number
  readonly against: Against
}

function compared(facts: UpdateFacts, plan: PlanFact, { criterion, at, against }: Pair): UpdateTest {
  const margin = against === 'cleared' ? criterion.marginCleared : criterion.marginPrevious
  const metric = criterion.measure ? measureWords[criterion.measure] : say(criterion.metric, criterion.metric)
  const group = criterion.subgroup === null ? '' : ` · ${criterion.subgroup}`
  const version = against === 'cleared' ? facts.cleared : facts.previous
  const asked = {
    id: `P8.${at + 1}${against === 'cleared' ? 'c' : 'p'}`,
    part: 'plan',
    question: say(
      `${metric.ko}${group}: ${againstWords[against].ko}${version ? ` ${version.number}` : ''} 대비 ${margin}보다 나빠지지 않았는가`,
      `${metric.en}${group}: not worse by ${margin} than ${againstWords[against].en}${version ? ` ${version.number}` : ''}?`,
    ),
    citation: say('FDA PCCP 지침 허용기준, 계획의 허용기준', 'FDA PCCP guidance, criteria of the plan'),
    wanted: 'yes',
  } as const
  const unknown = (because: Words, missing: Words, evidence: UpdateTest['evidence'] = [plan]) =>
    answered(asked, { answer: 'unknown', because, missing, evidence })
  if (version === null) {
    return unknown(
      say(
        `${againstWords[against].ko}이 정해지지 않았습니다.`,
        `It is not known which version is ${againstWords[against].en}.`,
      ),
      say('모델 버전의 “이전 버전”을 고르십시오.', 'Choose “Built on” of the model version.'),
    )
  }
  const found = newest(facts.comparisons.filter((one) => speaksOf(one, { criterion, at, against }, facts)))
  if (found === undefined || plan.budget === null) {
    return unknown(
      say('이 비교의 결과가 없습니다.', 'There is no result of this comparison.'),
      say(
        `${metric.ko}${group}의 ${againstWords[against].ko} 비교를 평가하십시오. 평가 계획에 ${version.number}을(를) 비교할 버전으로 지정합니다.`,
        `Evaluate ${metric.en}${group} against ${againstWords[against].en}, with ${version.number} named in the plan of the evaluation.`,
      ),
    )
  }
  return judged(asked, { found, version, margin }, { ...lookOf(facts, plan.budget), budget: plan.budget })
}

type Found = { readonly found: ComparisonFact; readonly version: Cited; readonly margin: number }

/** What was found, at the error this look is allowed. */
function judged(
  asked: Parameters<typeof answered>[0],
  { found, version, margin }: Found,
  { look, alpha, budget }: Look & { readonly budget: Budget },
): UpdateTest {
  const interval = `[${shown(found.low)}, ${shown(found.high)}]`
  const level = percent(found.level)
  if (alpha === 0) {
    return answered(asked, {
      answer: 'no',
      because: say(
        `오류 한도가 남아 있지 않습니다. 차이 ${level} 구간 ${interval}.`,
        `No error budget is left. Difference ${interval} at ${level}.`,
      ),
      evidence: [found.evaluation],
    })
  }
  const verdict = judgeDifference(found, margin, alpha)
  if (verdict === 'too-wide-a-look') {
    return answered(asked, {
      answer: 'unknown',
      because: say(
        `구간의 신뢰수준이 ${level}입니다. 이번 한도에는 ${percent(levelFor(alpha))}가 필요합니다.`,
        `The interval is at ${level}; this look needs ${percent(levelFor(alpha))}.`,
      ),
      missing: anew(lookAlpha(budget, look + 1)),
      evidence: [found.evaluation],
    })
  }
  return answered(asked, {
    answer: isProven(verdict) ? 'yes' : 'no',
    because: say(
      `차이 ${level} 구간 ${interval}, 허용 저하 ${margin}: ${verdictWords[verdict].ko}`,
      `Difference ${interval} at ${level}, margin ${margin}: ${verdictWords[verdict].en}`,
    ),
    evidence: [found.evaluation, version],
  })
}

/** Computed anew it is another look, with the error that look is allowed. */
function anew(alpha: number): Words {
  if (alpha === 0) {
    return say(
      '다시 계산하면 확인 횟수가 늘어 오류 한도가 남지 않습니다. 계획 밖의 경로를 따르십시오.',
      'Computed anew it would be another look, and no error budget is left for one. Take the path outside the plan.',
    )
  }
  const needed = percent(levelFor(alpha))
  return say(
    `새 평가로 다시 계산하십시오. 한 번 더 확인하는 것이므로 신뢰수준 ${needed} 이상이 필요합니다.`,
    `Compute it anew as another evaluation: being one more look, it needs ${needed} or more.`,
  )
}

/**
 * Whether it compares with the very version asked about. An evaluation that names none proves nothing of it, whatever its
 * file calls the scores; the first update has one version behind it, and what was found holds under both names.
 */
function speaksOf(
  one: ComparisonFact,
  { criterion, against }: Pair,
  { cleared, previous }: UpdateFacts,
): boolean {
  if (one.measure !== criterion.measure || one.subgroup !== criterion.subgroup) return false
  return one.comparedWith !== null && one.comparedWith === (against === 'cleared' ? cleared : previous)?.id
}

function newest(facts: readonly ComparisonFact[]): ComparisonFact | undefined {
  return facts.reduce<ComparisonFact | undefined>(
    (last, one) => (last === undefined || one.at > last.at ? one : last),
    undefined,
  )
}

function noCriteria(plan: PlanFact): UpdateTest {
  return answered(
    {
      id: 'P8',
      part: 'plan',
      question: say('계획의 허용기준을 충족하는가', 'Are the plan’s criteria met?'),
      citation: say('FDA PCCP 지침 허용기준', 'FDA PCCP guidance (acceptance criteria)'),
      wanted: 'yes',
    },
    {
      answer: 'unknown',
      because: say('계획에 허용기준이 없습니다.', 'The plan has no criteria.'),
      evidence: [plan],
      missing: say('계획에 허용기준을 정하십시오.', 'Set criteria in the plan.'),
    },
  )
}

const shown = (value: number) => String(Number(value.toPrecision(4)))
const percent = (share: number) => `${Number((share * 100).toPrecision(6))} %`
