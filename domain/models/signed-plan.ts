import type { Body } from '../kind.ts'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'
import { subjectFault } from './criterion-subject.ts'
import { type MeasureName, measureNameSchema, measureWords } from './performance/measure-names.ts'
import { binaryPlanSchema, type EvaluationPlan, otherPlanSchema } from './performance/plan.ts'
import type { Criterion } from './performance/plan-parts.ts'
import { measuresOfTask, type Task, taskWords } from './performance/task-names.ts'
import { type SignedBody, signedShape, taskPart } from './signed-plan-parts.ts'

/**
 * The plan that a signed evaluation record means, for the statistics. A measure is chosen, or named by its word in
 * either language or its name (`sensitivity`); a subgroup is `column=value`, or `column` alone for each of its groups,
 * two of them joined by `×` for crossed groups. Without a task it is a binary classifier. Intervals of proportions are
 * Wilson's unless the plan says otherwise (older ones say it in the method); each result says which was used.
 * Refuses what it cannot read: nothing is judged against a criterion that was only guessed.
 */
export function signedPlan(body: Body): Answer<EvaluationPlan> {
  const parsed = signedShape.safeParse(body)
  if (!parsed.success) return unreadable
  const signed = parsed.data
  const task: Task = signed.task ?? 'binary'
  if (signed.acceptanceCriteria.length === 0 && task !== 'comparison') return noPlan
  const criteria = criteriaOf(signed, task)
  if (!criteria.ok) return criteria
  const own = taskPart(signed, task)
  if (!own.ok) return own
  const schema = task === 'binary' ? binaryPlanSchema : otherPlanSchema
  const plan = schema.safeParse({
    ...sharedPart(signed),
    ...own.value,
    criteria: criteria.value,
  })
  if (!plan.success) return misshapen(plan.error.issues[0]?.path.join('.') ?? '')
  for (const [at, criterion] of plan.data.criteria.entries()) {
    const fault = subjectFault(criterion, plan.data)
    if (fault) return ofNothing(fault, at)
  }
  return accept(plan.data)
}

function sharedPart(signed: SignedBody) {
  const isExact = /clopper|클로퍼/i.test(signed.method ?? '')
  const level = Number(signed.confidenceLevel ?? '0.95')
  const count = Math.max(1, signed.acceptanceCriteria.length)
  const multiplicity = signed.multiplicity ?? 'all-required'
  const pairs = (signed.strata ?? []).flatMap(({ column, crossedWith }) =>
    crossedWith === undefined ? [] : [[column, crossedWith] as const],
  )
  const columns = (signed.strata ?? []).flatMap(({ column, crossedWith = column }) => [column, crossedWith])
  return {
    level: multiplicity === 'bonferroni' ? 1 - (1 - level) / count : level,
    proportionInterval: signed.intervalMethod ?? (isExact ? 'clopper-pearson' : 'wilson'),
    multiplicity,
    strata: [...new Set(columns)],
    intersections: pairs,
    ...(signed.gapLimit !== undefined && { gapLimit: Number(signed.gapLimit) }),
  }
}

function criteriaOf({ acceptanceCriteria }: SignedBody, task: Task): Answer<Criterion[]> {
  const criteria: Criterion[] = []
  for (const [at, row] of acceptanceCriteria.entries()) {
    const measure = row.measure ?? measureNamed(row.metric ?? '', task)
    if (measure === undefined || !measuresOfTask[task].includes(measure))
      return unknownMetric(row.metric ?? row.measure ?? '', at, task)
    criteria.push({
      id: `${at + 1}`,
      measure,
      ...(row.of !== undefined && { of: row.of }),
      compared: row.judgedBy,
      relation: row.comparison,
      limit: Number(row.limit),
      population: populationOf(row.subgroup),
    })
  }
  return accept(criteria)
}

/** The measure a person named, or undefined; where two share a word, the one that the task computes. */
export function measureNamed(metric: string, task?: Task): MeasureName | undefined {
  const wanted = plain(metric)
  const named = measureNameSchema.options.filter((name) => {
    const { ko, en } = measureWords[name]
    return [name, ko, en, `${ko} · ${en}`].some((word) => plain(word) === wanted)
  })
  return named.find((name) => task === undefined || measuresOfTask[task].includes(name)) ?? named[0]
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
  const [first, second] = subgroup.split(/\s*[×&]\s*/, 2).map(placeOf)
  if (first === undefined) return { kind: 'all' }
  if (first.value === undefined) {
    return { kind: 'every-stratum', column: first.column, ...(second && { and: second.column }) }
  }
  const and = second && { column: second.column, value: second.value ?? '' }
  return { kind: 'stratum', column: first.column, value: first.value, ...(and && { and }) }
}

function placeOf(words: string): { column: string; value?: string } {
  const at = words.indexOf('=')
  if (at < 0) return { column: words.trim() }
  return { column: words.slice(0, at).trim(), value: words.slice(at + 1).trim() }
}

const noPlan = refuse(
  'conflict',
  say(
    '이 평가에는 허용기준이 없습니다. 계획에 허용기준을 적고 확정 서명한 뒤 결과를 올리십시오.',
    'This evaluation has no acceptance criteria. Write them into the plan and sign it before uploading results.',
  ),
  'evaluation',
)

const unreadable = refuse(
  'conflict',
  say('평가 계획을 읽을 수 없습니다.', 'The plan of the evaluation cannot be read.'),
  'evaluation',
)

function misshapen(place: string): Answer<never> {
  return refuse(
    'conflict',
    say(`계획의 값이 범위를 벗어났습니다: ${place}`, `A value of the plan is out of its range: ${place}`),
    'evaluation',
  )
}

function ofNothing({ ko, en }: Words, at: number): Answer<never> {
  return refuse('conflict', say(`허용기준 ${at + 1}행: ${ko}`, `Criterion ${at + 1}: ${en}`), 'evaluation')
}

function unknownMetric(metric: string, at: number, task: Task): Answer<never> {
  const known = measuresOfTask[task].map((name) => measureWords[name])
  return refuse(
    'conflict',
    say(
      `허용기준 ${at + 1}행의 지표 ‘${metric}’은(는) 계산하지 않습니다. ${taskWords[task].ko}에서 가능한 지표: ${known.map(({ ko }) => ko).join(', ')}`,
      `Criterion ${at + 1}: the metric “${metric}” is not computed. Known for ${taskWords[task].en}: ${known.map(({ en }) => en).join(', ')}`,
    ),
    'evaluation',
  )
}
