import { say, type Words } from '../words.ts'
import type { EvaluationPlan } from './performance/plan.ts'
import type { Criterion } from './performance/plan-parts.ts'

/** Names a criterion may speak of; `any`: known only from the file; `null` among them: the whole. */
type Subjects = readonly (string | null)[] | 'any'

const ofTheWhole: ReadonlySet<Criterion['measure']> = new Set([
  'accuracy',
  'macro-sensitivity',
  'macro-specificity',
  'exact-match',
  'fleiss-kappa',
  'froc-score',
  'lesion-sensitivity',
  'false-marks-per-image',
])

/** Why a criterion could never be judged: it speaks of a class, rate or version the plan does not have. Null when it can. */
export function subjectFault(criterion: Criterion, plan: EvaluationPlan): Words | null {
  const subjects = subjectsOf(criterion, plan)
  const { of = null } = criterion
  if (subjects === 'any') return of === null ? nameOne([]) : null
  if (subjects.includes(of)) return null
  const named = subjects.filter((one) => one !== null)
  return of === null || named.length > 0 ? nameOne(named) : ofWhole
}

function subjectsOf({ measure }: Criterion, plan: EvaluationPlan): Subjects {
  const isWhole = ofTheWhole.has(measure)
  switch (plan.task) {
    case 'binary':
      return [null, ...plan.operatingPoints.map(({ name }) => name)]
    case 'multi-class':
      return isWhole || measure.endsWith('kappa') ? [null] : plan.classes
    case 'multi-label':
      return isWhole ? [null] : plan.labels.map(({ name }) => name)
    case 'segmentation':
      return plan.structures.length > 0 ? plan.structures : [null]
    case 'detection':
      return measure === 'sensitivity-at-false-rate' ? plan.falseRates.map(String) : [null]
    case 'agreement':
      return isWhole ? [null] : 'any'
    case 'mrmc':
      return 'any'
    case 'comparison': {
      const against = plan.comparisons.map((one) => one.against)
      return measure.endsWith('-difference') ? against : [null, ...against]
    }
  }
}

function nameOne(known: readonly string[]): Words {
  const list = known.join(', ')
  return known.length > 0
    ? say(`대상을 다음 가운데에서 적으십시오: ${list}`, `Say which one: ${list}`)
    : say(
        '대상을 적으십시오(예: 판독자 ‘R1 – R2’, 판독 방식 ‘aided – unaided’).',
        'Say which one (readers “R1 – R2”, modalities “aided – unaided”).',
      )
}

const ofWhole = say('이 지표에는 대상을 적지 않습니다.', 'This measure covers all cases: leave “of” empty.')
