import { z } from 'zod'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'
import { measureNameSchema } from './performance/measure-names.ts'
import { multiplicitySchema } from './performance/plan-parts.ts'
import { type Task, taskNameSchema } from './performance/task-names.ts'
import { againstSchema } from './performance/tasks/task-plan.ts'

/** The fields of an evaluation record that were fixed by signing its plan. */
export const signedShape = z.looseObject({
  task: taskNameSchema.optional(),
  method: z.string().optional(),
  operatingPoint: z.string().optional(),
  operatingPoints: z.array(z.looseObject({ name: z.string(), threshold: z.string() })).optional(),
  classes: z.array(z.looseObject({ code: z.string() })).optional(),
  ordered: z.boolean().optional(),
  falseRates: z.array(z.looseObject({ rate: z.string() })).optional(),
  confidenceLevel: z.string().optional(),
  intervalMethod: z.enum(['wilson', 'clopper-pearson']).optional(),
  meanInterval: z.enum(['student', 'hoeffding']).optional(),
  minimumCases: z.number().optional(),
  minimumGroupCases: z.number().optional(),
  strata: z.array(z.looseObject({ column: z.string(), crossedWith: z.string().optional() })).optional(),
  gapLimit: z.string().optional(),
  multiplicity: multiplicitySchema.optional(),
  comparisons: z
    .array(
      z.looseObject({
        against: againstSchema,
        measure: z.enum(['auroc', 'sensitivity', 'specificity', 'accuracy']),
        hypothesis: z.enum(['non-inferiority', 'superiority']),
        margin: z.string().optional(),
        threshold: z.string().optional(),
      }),
    )
    .optional(),
  alpha: z.string().optional(),
  plannedUpdates: z.number().optional(),
  acceptanceCriteria: z
    .array(
      z.looseObject({
        measure: measureNameSchema.optional(),
        metric: z.string().optional(),
        of: z.string().optional(),
        subgroup: z.string().optional(),
        judgedBy: z.enum(['estimate', 'lower', 'upper']),
        comparison: z.enum(['at-least', 'at-most']),
        limit: z.string(),
      }),
    )
    .default([]),
})
export type SignedBody = z.infer<typeof signedShape>

/** What the plan of one task says beyond what all say; still to be parsed by its schema. */
export function taskPart(signed: SignedBody, task: Task): Answer<Readonly<Record<string, unknown>>> {
  const classes = (signed.classes ?? []).map(({ code }) => code)
  const least = {
    ...(signed.minimumCases !== undefined && { casesMin: signed.minimumCases }),
    ...(signed.minimumGroupCases !== undefined && { stratumCasesMin: signed.minimumGroupCases }),
  }
  const threshold = signed.operatingPoint === undefined ? undefined : Number(signed.operatingPoint)
  switch (task) {
    case 'binary':
      return threshold === undefined ? noThreshold : accept(binaryPart(signed, threshold))
    case 'multi-class':
    case 'agreement':
      if (classes.length < 2) return tooFewClasses
      return accept({ task, ...least, classes, ordered: signed.ordered ?? false })
    case 'multi-label':
      return labelsPart(signed, classes, least)
    case 'segmentation':
      return accept({
        task,
        ...least,
        structures: classes,
        ...(signed.meanInterval && { meanInterval: signed.meanInterval }),
      })
    case 'detection':
      return accept({
        task,
        ...least,
        ...(threshold !== undefined && { threshold }),
        ...(signed.falseRates && { falseRates: signed.falseRates.map(({ rate }) => Number(rate)) }),
      })
    case 'mrmc':
      return accept({ task, ...least })
    case 'comparison':
      return comparisonPart(signed, threshold, least)
  }
}

function binaryPart(signed: SignedBody, threshold: number): Readonly<Record<string, unknown>> {
  return {
    task: 'binary',
    threshold,
    operatingPoints: namedPoints(signed),
    ...(signed.minimumCases !== undefined && { classCasesMin: signed.minimumCases }),
    ...(signed.minimumGroupCases !== undefined && { stratumClassCasesMin: signed.minimumGroupCases }),
  }
}

const namedPoints = ({ operatingPoints = [] }: SignedBody) =>
  operatingPoints.map(({ name, threshold }) => ({ name, threshold: Number(threshold) }))

type Least = { readonly casesMin?: number; readonly stratumCasesMin?: number }

/** Each label takes its own operating point, or the one of the plan. */
function labelsPart(
  signed: SignedBody,
  classes: readonly string[],
  least: Least,
): Answer<Readonly<Record<string, unknown>>> {
  if (classes.length === 0) return noLabels
  const own = new Map(namedPoints(signed).map(({ name, threshold }) => [name, threshold]))
  const stranger = [...own.keys()].find((name) => !classes.includes(name))
  if (stranger !== undefined) return strangeLabel(stranger)
  const labels = classes.map((name) => ({
    name,
    threshold: own.get(name) ?? Number(signed.operatingPoint ?? 'none'),
  }))
  const without = labels.find(({ threshold }) => Number.isNaN(threshold))
  if (without) return labelWithoutPoint(without.name)
  return accept({ task: 'multi-label', ...least, labels })
}

function comparisonPart(
  signed: SignedBody,
  threshold: number | undefined,
  least: Least,
): Answer<Readonly<Record<string, unknown>>> {
  const { comparisons = [], alpha, plannedUpdates } = signed
  if (comparisons.length === 0) return noComparisons
  if (threshold === undefined) return noThreshold
  const bare = comparisons.findIndex(
    ({ hypothesis, margin }) => hypothesis !== 'superiority' && !(Number(margin) > 0),
  )
  if (bare >= 0) return noMargin(bare)
  // Said in any row, the earlier version's own operating point holds in all of its rows.
  const pointOf = (against: string) =>
    comparisons.find((row) => row.against === against && row.threshold)?.threshold
  const [cleared, previous] = [pointOf('cleared'), pointOf('previous')]
  return accept({
    task: 'comparison',
    ...least,
    threshold,
    earlierThresholds: {
      ...(cleared !== undefined && { cleared: Number(cleared) }),
      ...(previous !== undefined && { previous: Number(previous) }),
    },
    ...(alpha !== undefined && { alpha: Number(alpha) }),
    ...(plannedUpdates !== undefined && { updates: plannedUpdates }),
    comparisons: comparisons.map(({ against, measure, hypothesis, margin }) => ({
      against,
      measure,
      hypothesis,
      ...(margin !== undefined && { margin: Number(margin) }),
    })),
  })
}

const conflict = (because: Words) => refuse('conflict', because, 'evaluation')

const noThreshold = conflict(
  say(
    '계획에 판정 임계값이 없습니다. 계획을 다시 열어 적고 확정 서명하십시오.',
    'The plan gives no operating point. Reopen the plan, write it down and sign again.',
  ),
)
const tooFewClasses = conflict(
  say('계획의 “분류·소견·구조물”에 분류를 둘 이상 적으십시오.', 'List two classes or more in the plan.'),
)
const noLabels = conflict(
  say('계획의 “분류·소견·구조물”에 소견을 적으십시오.', 'List the labels in the plan.'),
)
const strangeLabel = (name: string) =>
  conflict(
    say(
      `추가 임계값의 ‘${name}’은(는) 소견 목록에 없습니다.`,
      `The operating point “${name}” speaks of no listed label.`,
    ),
  )
const labelWithoutPoint = (name: string) =>
  conflict(
    say(
      `소견 ‘${name}’의 임계값이 계획에 없습니다.`,
      `The plan gives no operating point for label “${name}”.`,
    ),
  )
const noComparisons = conflict(
  say('계획에 모델 비교를 한 줄 이상 적으십시오.', 'Plan at least one comparison.'),
)
const noMargin = (at: number) =>
  conflict(
    say(
      `모델 비교 ${at + 1}행: 비열등성에는 0보다 큰 한계가 필요합니다.`,
      `Comparison ${at + 1}: non-inferiority needs a margin above 0.`,
    ),
  )
