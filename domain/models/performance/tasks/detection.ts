import { type Answer, accept, type Refusal, refuse } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import { type FrocPoint, frocCurve } from '../detection.ts'
import { errorsCompared, meansCompared, openScale, shareScale } from '../independent-sides.ts'
import { notEstimable } from '../measure.ts'
import { rounded } from '../rounded.ts'
import { refuseAll } from '../table-faults.ts'
import { casesOf } from './cases.ts'
import { clusteredShare, clusteredSharesCompared } from './clustered-share.ts'
import { errorMethod, frocError, frocMeasures, type ImageMarks } from './froc-bootstrap.ts'
import { type Grouped, judgeCases, taskVersions } from './judge-cases.ts'
import { studentMean } from './mean-dice.ts'
import type { ReadTable } from './read-table.ts'
import type { Looking, TaskCompared } from './task-gaps.ts'
import type { PlanOf } from './task-plan.ts'
import type { DetectionResult, TaskMeasure } from './task-result.ts'

type Plan = PlanOf<'detection'>
type ImageCase = Grouped & ImageMarks

const curvePointsMax = 200

/**
 * Marks of a detector judged by their plan. Findings of one image are no independent cases: intervals take whole
 * images. Refuses a table without a finding.
 */
export function evaluateDetection(plan: Plan, read: ReadTable): Answer<DetectionResult> {
  const images = imagesOf(read)
  if (!images.ok) return images
  const all = marksOf(images.value)
  if (all.findingScores.length === 0) return noFinding
  return accept({
    task: plan.task,
    version: taskVersions[plan.task],
    plan,
    ...judgeCases(images.value, plan, {
      measuring: (some) => detectionMeasures(some, plan),
      looking: (some) => imageLooks(some, plan),
    }),
    findings: all.findingScores.length,
    neverMarked: all.findingScores.filter((score) => score === 0).length,
    falseMarks: all.falseScores.length,
    curves: rounded({ froc: thinned(frocCurve(all).slice(1)) }),
  })
}

function imagesOf(read: ReadTable): Answer<ImageCase[]> {
  const cases = casesOf(read)
  if (!cases.ok) return cases
  const [kinds, scores] = [read.texts('kind'), read.numbers('score')]
  const faults: Refusal[] = []
  for (const [row, kind] of kinds.entries()) {
    const isScored = !Number.isNaN(scores[row] ?? Number.NaN)
    if (kind === 'false' && !isScored) faults.push(read.faultAt(row, 'score', falseWithoutScore))
    if (kind === 'none' && isScored) faults.push(read.faultAt(row, 'score', noneWithScore))
  }
  const images = cases.value.map(({ rows, groups }): ImageCase => {
    const of = (kind: string) => rows.filter((row) => kinds[row] === kind)
    const none = of('none')[0]
    if (none !== undefined && rows.length > 1) faults.push(read.faultAt(none, 'kind', noneBesideMarks))
    const scoresOf = (some: readonly number[]) =>
      Float64Array.from(some, (row) => {
        const score = scores[row] ?? Number.NaN
        return Number.isNaN(score) ? 0 : score
      }).sort()
    return { groups, findingScores: scoresOf(of('finding')), falseScores: scoresOf(of('false')) }
  })
  return faults.length > 0 ? refuseAll(faults) : accept(images)
}

function marksOf(images: readonly ImageMarks[]) {
  return {
    falseScores: Float64Array.from(images.flatMap(({ falseScores }) => [...falseScores])),
    findingScores: Float64Array.from(images.flatMap(({ findingScores }) => [...findingScores])),
    images: images.length,
  }
}

function detectionMeasures(images: readonly ImageCase[], plan: Plan): TaskMeasure[] {
  if (findingsIn(images) === 0) {
    const basis = { method: 'froc', n: 0 }
    return [
      { name: 'froc-score', measure: notEstimable(basis, noFindingHere) },
      ...pointMeasures(images, plan),
    ]
  }
  return [...frocMeasures(images, plan), ...pointMeasures(images, plan)]
}

function pointMeasures(images: readonly ImageCase[], { threshold, level }: Plan): TaskMeasure[] {
  if (threshold === undefined) return []
  const { hits, falses } = marksAt(images, threshold)
  const bounds = { method: 'false-marks-per-image', level, low: 0, high: Number.MAX_SAFE_INTEGER }
  return [
    { name: 'lesion-sensitivity', measure: clusteredShare(hits, level) },
    { name: 'false-marks-per-image', measure: studentMean(Float64Array.from(falses), bounds) },
  ]
}

/** Of each image the findings hit, and the false marks, at or above a score. */
function marksAt(images: readonly ImageCase[], threshold: number) {
  const reached = (scores: Float64Array) => scores.filter((score) => score >= threshold).length
  return {
    hits: images.map(({ findingScores }) => ({ k: reached(findingScores), n: findingScores.length })),
    falses: images.map(({ falseScores }) => reached(falseScores)),
  }
}

const findingsIn = (images: readonly ImageCase[]) =>
  images.reduce((sum, { findingScores }) => sum + findingScores.length, 0)

function imageLooks(all: readonly ImageCase[], plan: Plan): ReturnType<Looking<ImageCase>> {
  return ({ groups, codes }) => {
    const sides = groups.map(({ cases }) => imageSide(cases, plan))
    return groups.map(({ cases }, at) => {
      const n = findingsIn(cases)
      return {
        few: n < plan.stratumCasesMin ? [{ n }] : [],
        compare: (others) => {
          const rest = () =>
            imageSide(
              all.filter((_, row) => codes[row] !== at),
              plan,
            )
          const [own, other] = [sides[at], others === 'rest' ? rest() : sides[others]]
          return own && other ? imageGaps(own, other, plan) : []
        },
      }
    })
  }
}

type ImageSide = {
  readonly images: readonly ImageCase[]
  readonly findings: number
  /** Dear to make, and asked once for each other group. */
  readonly froc: () => ReturnType<typeof frocError>
}

function imageSide(images: readonly ImageCase[], { falseRates }: Plan): ImageSide {
  let known: ReturnType<typeof frocError> | undefined
  const froc = () => {
    known ??= frocError(images, falseRates)
    return known
  }
  return { images, findings: findingsIn(images), froc }
}

/**
 * Images of a group against all others. The sensitivities at single false rates are not compared: the FROC score is their
 * mean, and a device works at its threshold.
 */
function imageGaps(own: ImageSide, others: ImageSide, plan: Plan): TaskCompared[] {
  const least = plan.stratumCasesMin
  const hasFindings = Math.min(own.findings, others.findings) >= least
  const [froc, otherFroc] = hasFindings ? [own.froc(), others.froc()] : [null, null]
  const score =
    froc && otherFroc && errorsCompared(froc, otherFroc, { scale: shareScale, method: errorMethod })
  const { threshold } = plan
  const found: TaskCompared[] = score ? [{ name: 'froc-score', ...score }] : []
  if (threshold === undefined) return found
  const [marks, otherMarks] = [marksAt(own.images, threshold), marksAt(others.images, threshold)]
  const share = hasFindings && clusteredSharesCompared(marks.hits, otherMarks.hits)
  const falses = meansCompared(marks.falses, otherMarks.falses, { least, scale: openScale })
  return [
    ...found,
    ...(share ? [{ name: 'lesion-sensitivity' as const, ...share }] : []),
    ...(falses ? [{ name: 'false-marks-per-image' as const, ...falses }] : []),
  ]
}

/** A curve of at most so many points, the last always among them. */
function thinned(points: readonly FrocPoint[]): FrocPoint[] {
  const step = Math.max(1, Math.ceil(points.length / curvePointsMax))
  return points.filter((_, at) => at % step === 0 || at === points.length - 1)
}

const noFindingHere = say('병변이 한 건도 없습니다.', 'There is no finding.')
const noFinding = refuse(
  'invalid',
  say(
    '실제 병변(finding) 행이 한 줄도 없습니다. 놓친 병변도 점수를 비운 행으로 적습니다.',
    'The table has no row of kind “finding”. Missed findings are rows too, with an empty score.',
  ),
)
const falseWithoutScore = say('위양성 표시에는 점수가 있어야 합니다.', 'A false mark has a score.')
const noneWithScore = say('none 행에는 점수를 적지 않습니다.', 'A row of kind “none” has no score.')
const noneBesideMarks = say(
  'none 행이 있는 영상에 다른 행이 있습니다.',
  'An image with a row of kind “none” has other rows too.',
)
