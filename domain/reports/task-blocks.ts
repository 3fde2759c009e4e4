import type { BinaryResult } from '../models/performance/evaluate.ts'
import type { EvaluationResult } from '../models/performance/evaluation-result.ts'
import type { Confusion } from '../models/performance/operating-point.ts'
import type { RocPoint } from '../models/performance/roc.ts'
import type { ComparisonResult, ReaderStudyResult } from '../models/performance/tasks/task-result.ts'
import { say, type Words } from '../words.ts'
import { type CurvePoint, curveBlocks } from './curve-figure.ts'
import { measureCells, numberText, pText } from './measure-text.ts'
import { heading } from './report-parts.ts'
import type { ReportBlock } from './report-tree.ts'

/** What only some tasks have: tables of calls, curves, comparisons. */
export function taskBlocks(result: EvaluationResult): ReportBlock[] {
  switch (result.task) {
    case 'binary':
      return binaryBlocks(result)
    case 'multi-class':
      return [
        heading('혼동행렬', 'Confusion matrix'),
        crossTable(result.plan.classes, result.table, say('정답 \\ 판정', 'Truth \\ called')),
        ...result.curves.roc.flatMap(({ of, points }) => rocBlocks(points, of, [])),
      ]
    case 'multi-label':
      return [
        heading('항목별 혼동행렬', 'Table of calls by label'),
        ...result.confusions.map(({ of, confusion }) => confusionTable(confusion, of)),
        ...result.curves.roc.flatMap(({ of, points }) => rocBlocks(points, of, [])),
      ]
    case 'agreement':
      return result.pairs.flatMap(({ first, second, table }) => [
        heading(`판독 일치: ${first} · ${second}`, `Readings: ${first} · ${second}`),
        crossTable(
          table.map((_, place) => String(place + 1)),
          table,
          say(`${first} \\ ${second}`, `${first} \\ ${second}`),
        ),
      ])
    case 'mrmc':
      return [heading('판독자 연구', 'Reader study'), readerTable(result)]
    case 'comparison':
      return [heading('모델 비교', 'Comparison of models'), comparisonTable(result)]
    case 'segmentation':
    case 'detection':
      return []
    default:
      return result satisfies never
  }
}

function binaryBlocks(result: BinaryResult): ReportBlock[] {
  const { confusion, curves } = result
  const called = confusion.truePositives + confusion.falseNegatives
  const others = confusion.falsePositives + confusion.trueNegatives
  const mark =
    called > 0 && others > 0
      ? [{ x: confusion.falsePositives / others, y: confusion.truePositives / called }]
      : []
  return [
    heading('판정표', 'Table of calls'),
    confusionTable(confusion, ''),
    ...rocBlocks(curves.roc, '', mark),
    ...(curves.calibration.length === 0 ? [] : calibrationBlocks(curves.calibration)),
  ]
}

function confusionTable(confusion: Confusion, of: string): ReportBlock {
  const { truePositives, falseNegatives, falsePositives, trueNegatives } = confusion
  const row = (label: Words, yes: number, no: number) => [label, count(yes), count(no), count(yes + no)]
  return {
    is: 'table',
    columns: [
      { title: of === '' ? say('정답', 'Truth') : say(of, of), share: 4 },
      { title: say('양성 판정', 'Called positive'), share: 3, side: 'right' },
      { title: say('음성 판정', 'Called negative'), share: 3, side: 'right' },
      { title: say('합계', 'Sum'), share: 2, side: 'right' },
    ],
    rows: [
      row(say('양성', 'Positive'), truePositives, falseNegatives),
      row(say('음성', 'Negative'), falsePositives, trueNegatives),
    ],
  }
}

const count = (n: number) => n.toLocaleString('en-US')

function crossTable(
  names: readonly string[],
  table: readonly (readonly number[])[],
  corner: Words,
): ReportBlock {
  return {
    is: 'table',
    columns: [
      { title: corner, share: 3 },
      ...names.map((name) => ({ title: say(name, name), share: 2, side: 'right' as const })),
    ],
    rows: table.map((row, place) => [names[place] ?? '', ...row.map(count)]),
  }
}

function rocBlocks(points: readonly RocPoint[], of: string, marks: readonly CurvePoint[]): ReportBlock[] {
  if (points.length === 0) return []
  const line = points.map(({ falsePositiveRate, sensitivity }) => ({ x: falsePositiveRate, y: sensitivity }))
  const about = of === '' ? '' : `: ${of}`
  return curveBlocks({
    title: say(`ROC 곡선${about}`, `ROC curve${about}`),
    axes: say(
      '가로축은 위양성률(1 − 특이도), 세로축은 민감도이며 모두 0에서 1까지입니다. 점은 판정 임계값입니다.',
      'Across: false positive rate (1 − specificity). Up: sensitivity. Both from 0 to 1. The dot is the operating point.',
    ),
    lines: [[{ x: 0, y: 0 }, ...line]],
    marks,
  })
}

function calibrationBlocks(bins: BinaryResult['curves']['calibration']): ReportBlock[] {
  const filled = bins.filter(({ n }) => n > 0)
  const line = filled.map(({ meanScore, positives, n }) => ({ x: meanScore, y: positives / n }))
  return [
    ...curveBlocks({
      title: say('보정 곡선', 'Calibration curve'),
      axes: say(
        '가로축은 예측 확률의 평균, 세로축은 실제 양성 비율이며 모두 0에서 1까지입니다. 점선 위에 있으면 예측과 실제가 같습니다.',
        'Across: mean predicted probability. Up: share of positives. Both from 0 to 1. On the dashed line they agree.',
      ),
      lines: [line],
      marks: line,
    }),
    {
      is: 'table',
      columns: [
        { title: say('건수', 'n'), share: 2, side: 'right' },
        { title: say('예측 평균', 'Mean predicted'), share: 3, side: 'right' },
        { title: say('실제 양성 비율', 'Share of positives'), share: 3, side: 'right' },
      ],
      rows: filled.map(({ n, meanScore, positives }) => [
        count(n),
        numberText(meanScore),
        numberText(positives / n),
      ]),
    },
  ]
}

function readerTable({ studies }: ReaderStudyResult): ReportBlock {
  return {
    is: 'table',
    columns: [
      { title: say('대상', 'Of'), share: 4 },
      { title: say('추정값', 'Estimate'), share: 2, side: 'right' },
      { title: say('분산(불편)', 'Variance (unbiased)'), share: 3, side: 'right' },
      { title: say('자유도', 'Degrees'), share: 2, side: 'right' },
      { title: say('p', 'p'), share: 2, side: 'right' },
    ],
    rows: studies.map(({ of, estimate, unbiasedVariance, degrees, pValue }) => [
      of,
      numberText(estimate),
      // Below zero as computed: a known fault of the unbiased estimate with few readers, shown and not hidden.
      unbiasedVariance.toExponential(3),
      degrees === null ? '–' : degrees.toFixed(1),
      pValue === null ? '–' : pText(pValue),
    ]),
  }
}

const judgements = {
  superior: say('우월', 'Superior'),
  'non-inferior': say('비열등', 'Non-inferior'),
  inferior: say('열등', 'Inferior'),
  inconclusive: say('결론 없음', 'Inconclusive'),
} as const
const opponents = {
  cleared: say('최초 허가 버전', 'The version first cleared'),
  previous: say('직전 버전', 'The version before'),
} as const

function comparisonTable({ comparisons }: ComparisonResult): ReportBlock {
  return {
    is: 'table',
    columns: [
      { title: say('비교 대상', 'Against'), share: 3 },
      { title: say('지표', 'Measure'), share: 2 },
      { title: say('차이', 'Difference'), share: 2, side: 'right' },
      { title: say('신뢰구간', 'Interval'), share: 3, side: 'right' },
      { title: say('비열등성 한계', 'Margin'), share: 2, side: 'right' },
      { title: say('p', 'p'), share: 2, side: 'right' },
      { title: say('판단', 'Judgement'), share: 3 },
    ],
    rows: comparisons.map(({ against, measure, difference, margin, pValue, judgement, isShown }) => [
      opponents[against],
      measure,
      ...measureCells(difference),
      margin === null ? '–' : numberText(margin),
      pValue === null ? '–' : pText(pValue),
      { text: judgements[judgement], tone: isShown ? 'good' : 'warning' },
    ]),
  }
}
