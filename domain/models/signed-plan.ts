import { z } from 'zod'
import type { Body } from '../kind.ts'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { type MeasureName, measureNameSchema, measureWords } from './performance/measure-names.ts'
import { type BinaryPlan, binaryPlanSchema } from './performance/plan.ts'
import type { Criterion } from './performance/plan-parts.ts'

/** The fields of an evaluation record that were fixed by signing its plan. */
const signedShape = z.looseObject({
  method: z.string().optional(),
  operatingPoint: z.string().optional(),
  acceptanceCriteria: z.array(
    z.looseObject({
      metric: z.string(),
      subgroup: z.string().optional(),
      judgedBy: z.enum(['estimate', 'lower', 'upper']),
      comparison: z.enum(['at-least', 'at-most']),
      limit: z.string(),
    }),
  ),
})

/**
 * The plan that a signed evaluation record means, for the statistics. A metric is named by its word in either
 * language or its name (`sensitivity`); a subgroup as `column=value`, or `column` alone for each of its groups.
 * Intervals of proportions are Wilson's unless the method names Clopper-Pearson; each result says which was used.
 * Refuses what it cannot read: nothing is judged against a criterion that was only guessed.
 */
export function signedPlan(body: Body): Answer<BinaryPlan> {
  const signed = signedShape.safeParse(body)
  if (!signed.success) return noPlan
  const { operatingPoint, method = '', acceptanceCriteria } = signed.data
  if (operatingPoint === undefined) return noThreshold
  const criteria: Criterion[] = []
  for (const [at, row] of acceptanceCriteria.entries()) {
    const measure = measureNamed(row.metric)
    if (measure === undefined) return unknownMetric(row.metric, at)
    criteria.push({
      id: `${at + 1}`,
      measure,
      compared: row.judgedBy,
      relation: row.comparison,
      limit: Number(row.limit),
      population: populationOf(row.subgroup),
    })
  }
  const isExact = /clopper|클로퍼/i.test(method)
  const plan = binaryPlanSchema.safeParse({
    threshold: Number(operatingPoint),
    proportionInterval: isExact ? 'clopper-pearson' : 'wilson',
    criteria,
  })
  return plan.success ? accept(plan.data) : noPlan
}

/** The measure a person named, or undefined. */
export function measureNamed(metric: string): MeasureName | undefined {
  const wanted = plain(metric)
  return measureNameSchema.options.find((name) => {
    const { ko, en } = measureWords[name]
    return [name, ko, en, `${ko} · ${en}`].some((word) => plain(word) === wanted)
  })
}

/** Case, blanks, hyphens and a bracketed remark play no part. */
function plain(word: string): string {
  return word
    .toLowerCase()
    .replaceAll(/\(.*?\)/g, '')
    .replaceAll(/[\s_-]+/g, '')
}

function populationOf(subgroup: string | undefined): Criterion['population'] {
  if (subgroup === undefined) return { kind: 'all' }
  const at = subgroup.indexOf('=')
  if (at < 0) return { kind: 'every-stratum', column: subgroup.trim() }
  return { kind: 'stratum', column: subgroup.slice(0, at).trim(), value: subgroup.slice(at + 1).trim() }
}

const noPlan = refuse(
  'conflict',
  say(
    '이 평가에는 허용기준이 없습니다. 계획에 허용기준을 적고 확정 서명한 뒤 결과를 올리십시오.',
    'This evaluation has no acceptance criteria. Write them into the plan and sign it before uploading results.',
  ),
  'evaluation',
)

const noThreshold = refuse(
  'conflict',
  say(
    '계획에 판정 임계값이 없습니다. 계획을 다시 열어 적고 확정 서명하십시오.',
    'The plan gives no operating point. Reopen the plan, write it down and sign again.',
  ),
  'evaluation',
)

function unknownMetric(metric: string, at: number): Answer<never> {
  const known = measureNameSchema.options.map((name) => measureWords[name])
  return refuse(
    'conflict',
    say(
      `허용기준 ${at + 1}행의 지표 ‘${metric}’은(는) 계산하지 않습니다. 가능한 지표: ${known.map(({ ko }) => ko).join(', ')}`,
      `Criterion ${at + 1}: the metric “${metric}” is not computed. Known: ${known.map(({ en }) => en).join(', ')}`,
    ),
    'evaluation',
  )
}
