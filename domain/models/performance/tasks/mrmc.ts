import { type Answer, accept, type Refusal, refuse } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import { studentCritical } from '../beta.ts'
import { clamp, estimated, type Measure, notEstimable, withoutInterval } from '../measure.ts'
import {
  type GroupArea,
  groupArea,
  type Modality,
  type MomentEstimate,
  type ReaderStudy,
  readerAveragedAuroc,
  readerAveragedDifference,
  noVariance as tiny,
} from '../mrmc.ts'
import { groupAreasCompared } from '../mrmc-groups.ts'
import { auroc } from '../roc.ts'
import { rounded } from '../rounded.ts'
import { scoreRuns } from '../score-runs.ts'
import { judgeCases, taskVersions } from './judge-cases.ts'
import { type CrossedCase, type CrossedStudy, readStudy } from './mrmc-table.ts'
import type { ReadTable } from './read-table.ts'
import type { CaseGroup, Looking, TaskCompared } from './task-gaps.ts'
import type { PlanOf } from './task-plan.ts'
import type { ReaderStudyResult, TaskMeasure } from './task-result.ts'

type Plan = PlanOf<'mrmc'>

/**
 * A reader study of one modality or more, every reader reading every case with each: areas averaged over readers and
 * their differences, generalising to other readers and cases (iMRMC). Where the unbiased variance comes out at or below
 * zero it is shown as it is, and the interval rests on the plug-in variance, which says so by its method.
 */
export function evaluateReaderStudy(plan: Plan, read: ReadTable): Answer<ReaderStudyResult> {
  const study = readStudy(read)
  if (!study.ok) return study
  const { cases, readers, modalities } = study.value
  const positives = cases.filter(({ truth }) => truth === 1).length
  if (Math.min(positives, cases.length - positives) < 2) return tooFewOfAKind
  return accept({
    task: plan.task,
    version: taskVersions[plan.task],
    plan,
    ...judgeCases(cases, plan, {
      measuring: (some) => studyMeasures({ ...study.value, cases: some }, plan),
      looking: () => studyLooks(study.value, plan),
    }),
    readers,
    modalities,
    positives,
    negatives: cases.length - positives,
    studies: rounded(studiesOf(study.value).map((one) => shownStudy(one, plan.moments))),
  })
}

type Studied = {
  readonly of: string
  readonly isPair: boolean
  readonly by: (moments: MomentEstimate) => ReaderStudy
}

/** Each modality, then each pair of them in order of their names, first less second. */
function studiesOf({ cases, readers, modalities }: CrossedStudy): Studied[] {
  const of = new Map(modalities.map((modality, at) => [modality, modalityOf(cases, at, readers.length)]))
  const single = modalities.map((modality): Studied => {
    const own = of.get(modality) ?? []
    return { of: modality, isPair: false, by: once((moments) => readerAveragedAuroc(own, moments)) }
  })
  const pairs = modalities.flatMap((first, at) =>
    modalities.slice(at + 1).map((second): Studied => {
      const [a, b] = [of.get(first) ?? [], of.get(second) ?? []]
      return {
        of: `${first} – ${second}`,
        isPair: true,
        by: once((moments) => readerAveragedDifference(a, b, moments)),
      }
    }),
  )
  return [...single, ...pairs]
}

/** Each of the two estimates is dear and asked more than once. */
function once(by: Studied['by']): Studied['by'] {
  const known = new Map<MomentEstimate, ReaderStudy>()
  return (moments) => {
    const study = known.get(moments) ?? by(moments)
    known.set(moments, study)
    return study
  }
}

function modalityOf(cases: readonly CrossedCase[], modality: number, readers: number): Modality {
  const scores = (truth: number, reader: number) =>
    Float64Array.from(
      cases.filter((one) => one.truth === truth),
      (one) => one.scores[modality]?.[reader] ?? 0,
    )
  return Array.from({ length: readers }, (_, reader) => ({
    positives: scores(1, reader),
    negatives: scores(0, reader),
  }))
}

/** What the interval rests on: the moments of the plan, unless their variance is not above zero. */
function restingOn({ by }: Studied, moments: MomentEstimate): ReaderStudy {
  const planned = by(moments)
  return planned.variance > tiny || moments === 'plug-in' ? planned : by('plug-in')
}

function shownStudy(one: Studied, moments: MomentEstimate): ReaderStudyResult['studies'][number] {
  const used = restingOn(one, moments)
  const isUsable = used.variance > tiny && Number.isFinite(used.degrees) && used.degrees > 0
  return {
    of: one.of,
    estimate: used.estimate,
    unbiasedVariance: one.by('unbiased').variance,
    plugInVariance: one.by('plug-in').variance,
    degrees: isUsable ? used.degrees : null,
    pValue: isUsable ? used.pValue : null,
    moments: used.moments,
  }
}

/** A modality, or two as they are compared: places in the study's modalities. */
type Read = { readonly of: string; readonly first: number; readonly second: number | null }

function readsOf(modalities: readonly string[]): Read[] {
  const single = modalities.map((of, first) => ({ of, first, second: null }))
  const pairs = modalities.flatMap((one, first) =>
    modalities
      .slice(first + 1)
      .map((other, at) => ({ of: `${one} – ${other}`, first, second: first + 1 + at })),
  )
  return [...single, ...pairs]
}

/** The readers in a group against the same readers in other groups, each modality and each two of them. */
function studyLooks({ readers, modalities }: CrossedStudy, plan: Plan): ReturnType<Looking<CrossedCase>> {
  const reads = readsOf(modalities)
  const least = Math.max(2, plan.stratumCasesMin)
  return ({ groups }) => {
    const fewest = groups.map(({ cases }) => {
      const positives = cases.filter(({ truth }) => truth === 1).length
      return Math.min(positives, cases.length - positives)
    })
    const enough = [...groups.keys()].filter((at) => (fewest[at] ?? 0) >= least)
    const areas = new Map<string, GroupArea>()
    const areaOf = (at: number, read: Read): GroupArea => {
      const key = `${at} ${read.of}`
      const area = areas.get(key) ?? groupAreaOf(groups[at], { read, readers: readers.length })
      areas.set(key, area)
      return area
    }
    return groups.map((_, at) => ({
      few: (fewest[at] ?? 0) < least ? [{ n: fewest[at] ?? 0 }] : [],
      compare: (others) => {
        const against = enough.filter((one) => one !== at && (others === 'rest' || one === others))
        if (!enough.includes(at) || against.length === 0) return []
        return reads.flatMap((read): TaskCompared[] => {
          const kind = read.second === null ? 'area' : 'difference'
          const rest = against.map((one) => areaOf(one, read))
          const compared = groupAreasCompared(areaOf(at, read), rest, kind)
          const name = kind === 'area' ? 'reader-averaged-auroc' : 'reader-averaged-auroc-difference'
          return compared ? [{ name, of: read.of, ...compared }] : []
        })
      },
    }))
  }
}

function groupAreaOf(
  group: CaseGroup<CrossedCase> | undefined,
  { read: { first, second }, readers }: { readonly read: Read; readonly readers: number },
): GroupArea {
  const cases = group?.cases ?? []
  const other = second === null ? null : modalityOf(cases, second, readers)
  return groupArea(modalityOf(cases, first, readers), other)
}

function studyMeasures(study: CrossedStudy, plan: Plan): TaskMeasure[] {
  const { cases, readers, modalities } = study
  const positives = cases.filter(({ truth }) => truth === 1).length
  const isEnough = Math.min(positives, cases.length - positives) >= 2
  const averaged = studiesOf(study).map((one): TaskMeasure => {
    const name = one.isPair ? 'reader-averaged-auroc-difference' : 'reader-averaged-auroc'
    const measure = isEnough
      ? studyMeasure(one, plan, cases.length)
      : notEstimable({ method: studyMethod, n: cases.length }, twoOfEach)
    return { name, of: one.of, measure }
  })
  const labels = Uint8Array.from(cases, ({ truth }) => truth)
  const single = modalities.flatMap((modality, at) =>
    readers.map((reader, place): TaskMeasure => {
      const scores = Float64Array.from(cases, (one) => one.scores[at]?.[place] ?? 0)
      const measure = auroc(scoreRuns({ scores, labels }), 'delong', plan.level)
      return { name: 'auroc', of: `${modality} / ${reader}`, measure }
    }),
  )
  return [...averaged, ...single]
}

const studyMethod = 'reader-averaged-auroc:gallas'

function studyMeasure(one: Studied, { moments, level }: Plan, n: number): Measure {
  const used = restingOn(one, moments)
  const basis = { method: studyMethod, n }
  const { estimate, variance, degrees } = used
  if (!(variance > tiny) || !(degrees > 0) || !Number.isFinite(degrees))
    return withoutInterval(basis, estimate, noVariance)
  const half = studentCritical(level, degrees) * Math.sqrt(variance)
  const low = one.isPair ? -1 : 0
  return estimated(basis, estimate, {
    low: clamp(estimate - half, low, 1),
    high: clamp(estimate + half, low, 1),
    level,
    method: `t:bdg-degrees:${used.moments}`,
  })
}

const twoOfEach = say(
  '양성과 음성이 각각 두 건 이상이어야 합니다.',
  'It needs two positive and two negative cases or more.',
)
const noVariance = say(
  '분산이 0이어서 신뢰구간을 낼 수 없습니다.',
  'The variance is 0: there is no honest interval.',
)
const tooFewOfAKind: { ok: false; refusal: Refusal } = refuse('invalid', twoOfEach)
