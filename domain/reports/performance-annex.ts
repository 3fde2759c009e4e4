import type { LookDrift } from '../monitoring/look-result.ts'
import { say, type Words } from '../words.ts'
import { numberText } from './measure-text.ts'
import type { PerformanceFacts } from './performance-facts.ts'
import { heading, momentText } from './report-parts.ts'
import type { ReportBlock, ReportTone } from './report-tree.ts'

const driftStates = {
  within: { text: say('한계 안', 'Within'), tone: 'good' },
  beyond: { text: say('한계 넘음', 'Beyond'), tone: 'bad' },
  'no-limit': { text: say('한계 없음', 'No limit'), tone: 'plain' },
  'too-few': { text: say('건수 부족', 'Too few'), tone: 'warning' },
} as const satisfies Record<LookDrift['state'], { readonly text: Words; readonly tone: ReportTone }>

const figure = (value: number | null) => (value === null ? '–' : numberText(value))

/** How inputs and scores moved against the frozen reference. */
export function driftBlocks({ result }: PerformanceFacts): ReportBlock[] {
  if (result.drift.length === 0) return []
  return [
    heading('입력·점수·정답의 분포 변화', 'Drift of inputs, scores and labels'),
    {
      is: 'table',
      columns: [
        { title: say('변수', 'Variable'), share: 4 },
        { title: say('건수', 'n'), share: 2, side: 'right' },
        { title: say('PSI (우연의 값)', 'PSI (by chance)'), share: 3, side: 'right' },
        { title: say('JS', 'JS'), share: 2, side: 'right' },
        { title: say('KS', 'KS'), share: 2, side: 'right' },
        { title: say('바서슈타인', 'Wasserstein'), share: 2.5, side: 'right' },
        { title: say('카이제곱 p', 'Chi-square p'), share: 2, side: 'right' },
        { title: say('상태', 'State'), share: 2.5 },
      ],
      rows: result.drift.map((one) => [
        one.variable,
        one.n.toLocaleString('en-US'),
        `${figure(one.psi)} (${figure(one.psiByChance)})`,
        figure(one.jensenShannon),
        figure(one.kolmogorovSmirnov),
        figure(one.wasserstein),
        figure(one.chiSquare?.pValue ?? null),
        driftStates[one.state],
      ]),
    },
  ]
}

/** What is guessed without labels, always with what can make it wrong. */
export function estimateBlocks({ result: { estimate } }: PerformanceFacts): ReportBlock[] {
  const title = heading('정답 없이 추정한 성능', 'Performance estimated without labels')
  if (estimate.state === 'withheld') return [title, { is: 'note', tone: 'warning', text: estimate.because }]
  return [
    title,
    { is: 'note', tone: 'warning', text: estimate.caution },
    {
      is: 'facts',
      facts: [
        { label: say('추정 민감도', 'Estimated sensitivity'), value: figure(estimate.sensitivity) },
        { label: say('추정 양성예측도', 'Estimated PPV'), value: figure(estimate.positivePredictiveValue) },
        { label: say('건수', 'n'), value: estimate.n.toLocaleString('en-US') },
        { label: say('방법', 'Method'), value: estimate.method },
      ],
    },
  ]
}

/** Every alarm and how it ended. */
export function alertBlocks({ alerts }: PerformanceFacts): ReportBlock[] {
  const none = say('이 계획에서 열린 경보가 없습니다.', 'No alert has been opened under this plan.')
  return [
    heading('경보와 결정', 'Alerts and decisions'),
    alerts.length === 0
      ? { is: 'paragraph', text: none }
      : {
          is: 'table',
          columns: [
            { title: say('경보', 'Alert'), share: 3 },
            { title: say('시각', 'At'), share: 3 },
            { title: say('무엇이 보였나', 'What was seen'), share: 6 },
            { title: say('결정', 'Decision'), share: 4 },
          ],
          rows: alerts.map(({ number, state, seen, alarmedAt, decideBy, decision, reason }) => [
            { text: number, below: state },
            momentText(alarmedAt),
            seen,
            decision === null
              ? { text: say(`미결정 (기한 ${decideBy})`, `Undecided (by ${decideBy})`), tone: 'bad' }
              : { text: decision, below: reason ?? '' },
          ]),
        },
  ]
}

/** Which files the figures rest on, so that they can be worked out again. */
export function sourceBlocks({ batches, result, look }: PerformanceFacts): ReportBlock[] {
  return [
    heading('근거 자료와 재현', 'Sources and reproduction'),
    {
      is: 'table',
      columns: [
        { title: say('자료', 'Batch'), share: 3 },
        { title: say('내용', 'Contents'), share: 2 },
        { title: say('사용처', 'Site'), share: 3 },
        { title: say('기간', 'Period'), share: 4 },
        { title: say('행', 'Rows'), share: 2, side: 'right' },
        { title: say('SHA-256', 'SHA-256'), share: 6 },
      ],
      rows: batches.map(({ number, contents, site, from, to, rows, sha256 }) => [
        number,
        contents,
        site ?? '–',
        from === null ? '–' : `${from.slice(0, 10)} ~ ${to?.slice(0, 10) ?? ''}`,
        rows === null ? '–' : rows.toLocaleString('en-US'),
        sha256,
      ]),
    },
    {
      is: 'facts',
      facts: [
        { label: say('점검', 'Look'), value: look.number },
        { label: say('결과 SHA-256', 'SHA-256 of the result'), value: look.digest },
        { label: say('기준 분포 SHA-256', 'SHA-256 of the reference'), value: result.referenceDigest ?? '–' },
      ],
    },
  ]
}
