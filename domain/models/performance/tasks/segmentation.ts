import { type Answer, accept, type Refusal, refuse } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import {
  boundedMeansCompared,
  meansCompared,
  mediansCompared,
  openScale,
  shareScale,
} from '../independent-sides.ts'
import { rounded } from '../rounded.ts'
import { dice, type SegmentedCase, summariseSegmentation } from '../segmentation.ts'
import { refuseAll } from '../table-faults.ts'
import { casesOf } from './cases.ts'
import { type Grouped, judgeCases, taskVersions } from './judge-cases.ts'
import { meanDice } from './mean-dice.ts'
import type { ReadTable } from './read-table.ts'
import type { Looking, TaskCompared } from './task-gaps.ts'
import type { PlanOf } from './task-plan.ts'
import type { SegmentationResult, TaskMeasure } from './task-result.ts'

type Plan = PlanOf<'segmentation'>
/** The masks of a case by structure; the name is null where the plan tells none apart. */
type MaskCase = Grouped & { readonly masks: ReadonlyMap<string | null, SegmentedCase> }

/**
 * Masks judged by their plan, structure by structure. Two empty masks are counted apart and raise no average; one empty
 * mask is a Dice of 0 without a distance. A case without a row for a structure was not asked for it.
 */
export function evaluateSegmentation(plan: Plan, read: ReadTable): Answer<SegmentationResult> {
  const masks = masksOf(read)
  if (!masks.ok) return masks
  const cases = casesOf(read)
  if (!cases.ok) return cases
  const structures = plan.structures.length > 0 ? read.texts('structure') : null
  const segmented = cases.value.map(({ rows, groups }): MaskCase => {
    const own = rows.flatMap((row) => {
      const mask = masks.value[row]
      return mask ? [[structures?.[row] ?? null, mask] as const] : []
    })
    return { groups, masks: new Map(own) }
  })
  const hasDistance = read.has('hd95')
  return accept({
    task: plan.task,
    version: taskVersions[plan.task],
    plan,
    ...judgeCases(segmented, plan, {
      measuring: (some) => maskMeasures(some, plan, hasDistance),
      looking: (all) => maskLooks(all, plan, hasDistance),
    }),
    structures: namesOf(plan).map((of) => ({ of, ...countsOf(masksNamed(segmented, of), plan.level) })),
  })
}

const namesOf = ({ structures }: Plan): (string | null)[] => (structures.length > 0 ? structures : [null])

function masksNamed(cases: readonly MaskCase[], name: string | null): SegmentedCase[] {
  return cases.flatMap(({ masks }) => masks.get(name) ?? [])
}

/** A Dice to the twelfth digit, so that sums and medians do not turn on the sixteenth. */
function masksOf(read: ReadTable): Answer<SegmentedCase[]> {
  const counted = ['predicted', 'reference', 'both'].filter((role) => read.has(role))
  if (!read.has('dice') && counted.length < 3) return noOverlap
  if (read.has('dice') && counted.length > 0) return twoOverlaps
  const distances = read.has('hd95') ? read.numbers('hd95') : null
  const given = read.has('dice') ? Array.from(read.numbers('dice'), (own) => accept(own)) : overlaps(read)
  const faults: Refusal[] = []
  const sizes = read.has('dice') ? [] : ['predicted', 'reference'].map((role) => read.numbers(role))
  const emptyFault = (row: number, distance: number) =>
    !Number.isNaN(distance) && sizes.some((counts) => counts[row] === 0) ? distanceOfNothing : null
  const masks = given.map((own, row): SegmentedCase => {
    if (!own.ok) {
      faults.push(read.faultAt(row, 'both', own.refusal.because))
      return { dice: null, hausdorff95: null }
    }
    const value = own.value === null || Number.isNaN(own.value) ? null : own.value
    const distance = distances?.[row] ?? Number.NaN
    const because = distances && (distanceFault(value, distance) ?? emptyFault(row, distance))
    if (because) faults.push(read.faultAt(row, 'hd95', because))
    return rounded({ dice: value, hausdorff95: Number.isNaN(distance) ? null : distance })
  })
  return faults.length > 0 ? refuseAll(faults) : accept(masks)
}

function overlaps(read: ReadTable): Answer<number | null>[] {
  const [predicted, reference, both] = [
    read.numbers('predicted'),
    read.numbers('reference'),
    read.numbers('both'),
  ]
  return Array.from(predicted, (count, row) =>
    dice({ predicted: count, reference: reference[row] ?? 0, both: both[row] ?? 0 }),
  )
}

function distanceFault(own: number | null, distance: number): Refusal['because'] | null {
  if (own === null && !Number.isNaN(distance)) return distanceOfNothing
  return own !== null && own > 0 && Number.isNaN(distance) ? distanceMissing : null
}

function maskMeasures(cases: readonly MaskCase[], plan: Plan, hasDistance: boolean): TaskMeasure[] {
  return namesOf(plan).flatMap((name): TaskMeasure[] => {
    const masks = masksNamed(cases, name)
    const summary = summariseSegmentation(masks, plan.level)
    const of = name === null ? {} : { of: name }
    const mean = plan.meanInterval === 'student' ? meanDice(masks, plan.level) : summary.meanDice
    return [
      { name: 'mean-dice', ...of, measure: mean },
      { name: 'median-dice', ...of, measure: summary.medianDice },
      ...(hasDistance
        ? [{ name: 'median-hausdorff-95' as const, ...of, measure: summary.medianHausdorff95 }]
        : []),
    ]
  })
}

function maskLooks(
  all: readonly MaskCase[],
  plan: Plan,
  hasDistance: boolean,
): ReturnType<Looking<MaskCase>> {
  return ({ groups, codes }) =>
    groups.map(({ cases }, at) => ({
      few: namesOf(plan).flatMap((name) => {
        const n = valuesOf(cases, name, 'dice').length
        // Without a structure told apart only empty masks can be missing, and the strata tell how many there are.
        return n < plan.stratumCasesMin ? [{ ...ofName(name), n }] : []
      }),
      compare: (against) => {
        const others =
          against === 'rest' ? all.filter((_, row) => codes[row] !== at) : (groups[against]?.cases ?? [])
        return namesOf(plan).flatMap((name) => maskGaps({ cases, others, name }, plan, hasDistance))
      },
    }))
}

const ofName = (name: string | null) => (name === null ? {} : { of: name })

const valuesOf = (cases: readonly MaskCase[], name: string | null, field: keyof SegmentedCase) =>
  masksNamed(cases, name).flatMap((mask) => mask[field] ?? [])

type MaskSides = {
  readonly cases: readonly MaskCase[]
  readonly others: readonly MaskCase[]
  readonly name: string | null
}

function maskGaps({ cases, others, name }: MaskSides, plan: Plan, hasDistance: boolean): TaskCompared[] {
  const least = plan.stratumCasesMin
  const [own, rest] = [valuesOf(cases, name, 'dice'), valuesOf(others, name, 'dice')]
  const found = {
    'mean-dice':
      plan.meanInterval === 'student'
        ? meansCompared(own, rest, { least, scale: shareScale })
        : boundedMeansCompared(own, rest, least),
    'median-dice': mediansCompared(own, rest, { least, scale: shareScale }),
    'median-hausdorff-95': hasDistance
      ? mediansCompared(valuesOf(cases, name, 'hausdorff95'), valuesOf(others, name, 'hausdorff95'), {
          least,
          scale: openScale,
        })
      : null,
  }
  return (['mean-dice', 'median-dice', 'median-hausdorff-95'] as const).flatMap((measure) => {
    const compared = found[measure]
    return compared ? [{ name: measure, ...ofName(name), ...compared }] : []
  })
}

function countsOf(masks: readonly SegmentedCase[], level: number) {
  const { cases, bothEmpty, oneEmpty } = summariseSegmentation(masks, level)
  const diceBins = new Array<number>(10).fill(0)
  for (const one of masks) {
    if (one.dice === null) continue
    const bin = Math.min(9, Math.floor(one.dice * 10))
    diceBins[bin] = (diceBins[bin] ?? 0) + 1
  }
  return { cases, bothEmpty, oneEmpty, diceBins }
}

const noOverlap = refuse(
  'invalid',
  say(
    '다이스 계수 열이나 복셀 수 세 열(예측·정답·겹침)이 있어야 합니다.',
    'The table needs a Dice column or the three voxel counts (predicted, reference, both).',
  ),
  'columns',
)
const twoOverlaps = refuse(
  'invalid',
  say('다이스 계수와 복셀 수 가운데 한 가지만 쓰십시오.', 'Give Dice or voxel counts, not both.'),
  'columns',
)
const distanceOfNothing = say(
  '빈 마스크에는 거리가 없습니다. 칸을 비우십시오.',
  'A mask is empty, and yet there is a distance: leave the cell empty.',
)
const distanceMissing = say(
  '두 마스크가 겹치는데 거리가 비어 있습니다.',
  'The masks overlap, and yet the distance is empty.',
)
