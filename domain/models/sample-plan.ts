import { type Answer, accept, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'
import { criticalValue } from './performance/normal.ts'
import {
  casesForPairedAreas,
  leastCases,
  pairsForDifference,
  pairsForNonInferiority,
  positivesForAuroc,
} from './performance/paired-sample-size.ts'
import {
  casesForAuroc,
  casesForNonInferiority,
  casesForOneShare,
  casesForTwoShares,
  type Errors,
  exactCasesForOneShare,
  expectedHalfWidth,
} from './performance/sample-size.ts'
import {
  type SizeDesignName,
  type SizeInputName,
  sizeDesigns,
  sizeInputs,
  usualNumber,
} from './size-designs.ts'
import { impossible, rangeFault } from './size-faults.ts'

/** The numbers given for a design. */
export type SizeNumbers = Readonly<Partial<Record<SizeInputName, number>>>

/** How many cases a plan needs, by which formula and under which assumptions, fit to be written into the plan. */
export type SampleSize = {
  readonly design: SizeDesignName
  /** What is counted, and how many; rounded up, drop-out not yet added. */
  readonly counts: readonly { readonly of: Words; readonly n: number }[]
  /** What must be collected with drop-out, all counts together. */
  readonly toCollect: number
  readonly formula: Words
  readonly source: string
  readonly assumptions: readonly Words[]
  /** A sentence for the method of analysis. */
  readonly statement: Words
}

type Sized = Pick<SampleSize, 'counts' | 'formula' | 'source' | 'assumptions'>

/**
 * The cases a design needs. Numbers not given take the usual ones. Refuses a number outside its range, and a design
 * that no number of cases can meet (what is expected does not lie on the right side).
 */
export function planSampleSize(design: SizeDesignName, numbers: SizeNumbers): Answer<SampleSize> {
  const names: readonly SizeInputName[] = [...sizeDesigns[design].inputs, 'dropout']
  const stranger = Object.keys(numbers).find((name) => !names.some((known) => known === name))
  if (stranger !== undefined) return notAsked(stranger)
  const faults = names.flatMap((name) => rangeFault(name, numbers[name]) ?? [])
  const [first] = faults
  if (first) return { ok: false, refusal: faults.length > 1 ? { ...first, more: faults } : first }
  const of = (name: SizeInputName) => numbers[name] ?? usualNumber(design, name)
  const because = impossible(design, of)
  if (because) return refuse('invalid', because.because, because.field)
  const sized = sizedBy(design, of)
  const needed = sized.counts.reduce((sum, { n }) => sum + n, 0)
  const toCollect = Math.ceil(needed / (1 - of('dropout')) - 1e-9)
  return accept({ design, ...sized, toCollect, statement: statementOf({ design, ...sized, toCollect }, of) })
}

type Of = (name: SizeInputName) => number

const cases = say('사례', 'cases')
const oneKind = say(
  '해당 부류의 사례(민감도는 양성, 특이도는 음성)',
  'cases of the kind (positives for sensitivity, negatives for specificity)',
)
const eachGroup = (which: 'first' | 'second') =>
  which === 'first' ? say('첫째 군', 'first group') : say('둘째 군', 'second group')
const independent = say('사례는 서로 독립입니다(환자당 한 건).', 'Cases are independent, one a patient.')

function sizedBy(design: SizeDesignName, of: Of): Sized {
  const errors = { alpha: of('alpha'), power: of('power') }
  const up = (n: number) => Math.ceil(n - 1e-9)
  switch (design) {
    case 'share-target':
      return oneShare(of('target'), of('expected'), errors)
    case 'share-precision':
      return {
        counts: [
          {
            of: oneKind,
            n: leastCases((n) => expectedHalfWidth(of('expected'), n, of('level')) <= of('halfWidth')),
          },
        ],
        formula: say('윌슨 구간의 예상 반폭', 'expected half width of the Wilson interval'),
        source: 'Wilson 1927',
        assumptions: [independent],
      }
    case 'auroc-precision':
    case 'auroc-power':
      return areaSize(design, of)
    case 'two-shares':
      return twoGroups(up(casesForTwoShares(of('expected'), of('other'), errors)), {
        formula: say('두 독립 비율의 비교(합동분산)', 'two independent shares, pooled variance'),
        source: 'Fleiss 1981',
        assumptions: [independent],
      })
    case 'non-inferiority':
      return twoGroups(up(casesForNonInferiority(of('expected'), of('margin'), errors)), {
        formula: say(
          '두 독립 비율의 비열등성(정규근사)',
          'non-inferiority of two independent shares (normal)',
        ),
        source: 'Blackwelder 1982',
        assumptions: [independent, say('두 군의 참값이 같습니다.', 'Both groups are truly equal.')],
      })
    default:
      return pairedSize(design, of)
  }
}

function areaSize(design: 'auroc-precision' | 'auroc-power', of: Of): Sized {
  switch (design) {
    case 'auroc-precision':
      return {
        counts: [
          {
            of: cases,
            n: casesForAuroc({
              auroc: of('auroc'),
              prevalence: of('prevalence'),
              standardError: of('halfWidth') / criticalValue(of('level')),
            }),
          },
        ],
        formula: say('뉴컴 분산에 의한 AUROC 표준오차', 'standard error of the AUROC by Newcombe’s variance'),
        source: 'Newcombe 2006; Riley et al. 2021',
        assumptions: [independent, prevalenceHolds],
      }
    case 'auroc-power': {
      const positives = positivesForAuroc(
        { auroc: of('auroc'), ratio: of('ratio') },
        { alpha: of('alpha'), power: of('power') },
      )
      return {
        counts: [
          { of: say('양성', 'positives'), n: positives },
          { of: say('음성', 'negatives'), n: Math.ceil(positives * of('ratio') - 1e-9) },
        ],
        formula: say('오부호프스키의 쌍정규 분산', 'Obuchowski’s binormal variance'),
        source: 'Obuchowski & McClish 1997',
        assumptions: [independent, binormal],
      }
    }
  }
}

/** Exact up to what can be counted in a moment; beyond it the normal answer is off by less than one in a thousand. */
const exactMax = 3000

function oneShare(target: number, expected: number, errors: Errors): Sized {
  const normal = Math.ceil(casesForOneShare(target, expected, errors) - 1e-9)
  const isExact = normal <= exactMax
  const n = isExact ? exactCasesForOneShare(target, expected, errors) : normal
  return {
    counts: [{ of: oneKind, n }],
    formula: isExact
      ? say(
          `정확 이항검정(정규근사로는 ${normal}건)`,
          `exact binomial test (${normal} by the normal approximation)`,
        )
      : say('이항비율의 정규근사', 'normal approximation of a binomial share'),
    source: isExact ? 'Chernick & Liu 2002' : 'Fleiss 1981',
    assumptions: isExact ? [independent, sawTooth] : [independent],
  }
}

function pairedSize(design: 'paired-shares' | 'paired-non-inferiority' | 'paired-auroc', of: Of): Sized {
  const errors = { alpha: of('alpha'), power: of('power') }
  const up = (n: number) => Math.ceil(n - 1e-9)
  const discordance = { gained: of('gained'), lost: of('lost') }
  switch (design) {
    case 'paired-shares':
      return {
        counts: [{ of: oneKind, n: up(pairsForDifference(discordance, errors)) }],
        formula: say('맥니마 검정(코너)', 'McNemar’s test (Connor)'),
        source: 'Connor 1987',
        assumptions: [independent, sameCases],
      }
    case 'paired-non-inferiority':
      return {
        counts: [{ of: oneKind, n: up(pairsForNonInferiority(discordance, of('margin'), errors)) }],
        formula: say(
          '짝지은 비율 차이의 비열등성(정규근사)',
          'non-inferiority of a paired difference (normal)',
        ),
        source: 'Liu et al. 2002',
        assumptions: [independent, sameCases],
      }
    case 'paired-auroc': {
      const areas = {
        first: of('auroc'),
        second: of('earlierAuroc'),
        correlation: of('correlation'),
        prevalence: of('prevalence'),
      }
      return {
        counts: [{ of: cases, n: casesForPairedAreas(areas, of('margin'), errors) }],
        formula: say(
          '상관을 반영한 두 AUROC 차이의 표준오차(뉴컴 분산)',
          'standard error of correlated AUROCs, Newcombe’s variances',
        ),
        source: 'Newcombe 2006; Hanley & McNeil 1983',
        assumptions: [independent, sameCases, prevalenceHolds],
      }
    }
  }
}

function twoGroups(n: number, rest: Omit<Sized, 'counts'>): Sized {
  return {
    counts: [
      { of: eachGroup('first'), n },
      { of: eachGroup('second'), n },
    ],
    ...rest,
  }
}

const sawTooth = say(
  '이 건수부터는 건수가 늘어도 검정력이 목표 아래로 내려가지 않습니다.',
  'From this number on the power never falls below what was asked.',
)
const prevalenceHolds = say('양성 비율이 예상과 같습니다.', 'The share of positives is as expected.')
const binormal = say('점수가 쌍정규 모형을 따릅니다.', 'Scores follow the binormal model.')
const sameCases = say('두 모델이 같은 사례를 판정합니다.', 'Both models judge the same cases.')

function statementOf(size: Omit<SampleSize, 'statement'>, of: Of): Words {
  const { design, counts, toCollect, formula, source } = size
  const { title, inputs, sided } = sizeDesigns[design]
  const sides = {
    'one-sided': say('단측', 'one-sided'),
    'two-sided': say('양측', 'two-sided'),
    interval: null,
  }[sided]
  const numbers = inputs.map((name) => {
    const { label } = sizeInputs[name]
    const side = name === 'alpha' && sides ? say(`(${sides.ko})`, ` (${sides.en})`) : say('', '')
    return say(`${label.ko}${side.ko} ${of(name)}`, `${label.en}${side.en} ${of(name)}`)
  })
  const counted = counts.map((one) => say(`${one.of.ko} ${one.n}건`, `${one.n} ${one.of.en}`))
  const join = (list: readonly Words[], language: keyof Words) => list.map((one) => one[language]).join(', ')
  const dropout = Number((of('dropout') * 100).toPrecision(6))
  const more =
    dropout === 0
      ? say('', '')
      : say(
          ` 제외 예상 ${dropout}%를 더해 ${toCollect}건을 수집한다.`,
          ` With ${dropout} % expected to drop out, ${toCollect} are collected.`,
        )
  return say(
    `${title.ko}: ${join(numbers, 'ko')}일 때 ${join(counted, 'ko')}이 필요하다(${formula.ko}; ${source}).${more.ko}`,
    `${title.en}: with ${join(numbers, 'en')}, ${join(counted, 'en')} are needed (${formula.en}; ${source}).${more.en}`,
  )
}

function notAsked(name: string): Answer<never> {
  return refuse(
    'invalid',
    say(`이 설계에 쓰지 않는 값입니다: ${name}`, `This design does not ask for “${name}”.`),
    name,
  )
}
