import { say, type Words } from '../words.ts'
import type { LabelFacts, LabelModel } from './label-facts.ts'
import { footerOf, heading, momentText, proofBlock, signatureTable } from './report-parts.ts'
import type { ReportBlock, ReportLanguage, ReportText, ReportTree } from './report-tree.ts'

/**
 * The AI sections of the electronic label of a release (Rule Art. 33(2)5): training method and data, expected performance
 * and its limits, cloud service, results of changes under a change plan. Nothing is written here that no record says;
 * what is lacking stands as lacking.
 */
export function labelReport(facts: LabelFacts, language: ReportLanguage): ReportTree {
  const { device, release } = facts
  return {
    language,
    title: say('인공지능 표시사항', 'AI sections of the label'),
    maker: facts.maker,
    subject: `${release.title} (${release.number}) · ${device.number}`,
    at: facts.at,
    footer: footerOf(facts),
    blocks: [
      coverFacts(facts),
      ...lackingBlocks(facts),
      ...facts.models.flatMap(modelBlocks),
      ...signatureTable(facts.signatures, unsigned),
      proofBlock(facts.checkpoint),
    ],
  }
}

const unsigned = say(
  '모델과 릴리스에 아직 전자서명이 없습니다.',
  'Neither models nor release bear a signature yet.',
)

function coverFacts({ device, release, at, maker }: LabelFacts): ReportBlock {
  return {
    is: 'facts',
    facts: [
      { label: say('제조자', 'Maker'), value: maker },
      { label: say('제품', 'Device'), value: device.name },
      { label: say('사용목적', 'Intended use'), value: device.intendedUse ?? '–' },
      {
        label: say('릴리스', 'Release'),
        value: say(
          `${release.version} (${release.number}, ${release.state.ko})`,
          `${release.version} (${release.number}, ${release.state.en})`,
        ),
      },
      {
        label: say('근거', 'Asked by'),
        value: say(
          '디지털의료제품법 시행규칙 제33조제2항제5호',
          'Digital Medical Products Act, Rule Art. 33(2)5',
        ),
      },
      { label: say('기준 시각', 'As of'), value: momentText(at) },
    ],
  }
}

/** What a label item needs and no record has, each with the record that should say it. */
export function lackingItems({ models, release }: LabelFacts): readonly Words[] {
  if (models.length === 0) {
    return [
      say(
        `${release.number}에 탑재된 모델이 없습니다. 모델 버전의 “탑재 릴리스”에 이 릴리스를 적으십시오.`,
        `No model names ${release.number} among its releases.`,
      ),
    ]
  }
  return models.flatMap((model) =>
    needs
      .filter(({ isLacking }) => isLacking(model))
      .map(({ item }) => say(`${model.number}: ${item.ko}`, `${model.number}: ${item.en}`)),
  )
}

const isBlank = (words: Words | null) => words === null || (words.ko === '' && words.en === '')
const inOne = (words: Words | null) => !isBlank(words) && (words?.ko === '' || words?.en === '')

const needs: readonly { readonly item: Words; readonly isLacking: (model: LabelModel) => boolean }[] = [
  {
    item: say('훈련방법이 없습니다', 'no training method'),
    isLacking: (model) => isBlank(model.trainingMethod),
  },
  {
    item: say('훈련방법이 한 언어로만 있습니다', 'training method in one language only'),
    isLacking: (model) => inOne(model.trainingMethod),
  },
  {
    item: say('학습데이터가 연결되지 않았습니다', 'no training data linked'),
    isLacking: (model) => !model.datasets.some(({ role }) => role === 'training'),
  },
  {
    item: say('예상 성능이 없습니다', 'no expected performance'),
    isLacking: (model) => model.performance.length === 0,
  },
  { item: say('성능의 한계가 없습니다', 'no limits'), isLacking: (model) => isBlank(model.limits) },
  {
    item: say('한계가 한 언어로만 있습니다', 'limits in one language only'),
    isLacking: (model) => inOne(model.limits),
  },
]

function lackingBlocks(facts: LabelFacts): ReportBlock[] {
  return lackingItems(facts).map((text) => ({ is: 'note', tone: 'bad', text }))
}

function modelBlocks(model: LabelModel): ReportBlock[] {
  return [
    heading(
      `${model.title} ${model.version} (${model.number})`,
      `${model.title} ${model.version} (${model.number})`,
    ),
    ...paragraph(say('목적', 'Purpose'), model.purpose),
    ...paragraph(say('가. 훈련방법', '(a) Training method'), model.trainingMethod),
    sub(say('가. 학습데이터', '(a) Training data')),
    dataTable(model),
    ...gapsKnown(model),
    sub(say('나. 예상 성능의 범위', '(b) Expected performance')),
    performanceTable(model),
    ...paragraph(say('나. 한계', '(b) Limits'), model.limits),
    ...restrictions(model),
    sub(say('다. 클라우드 서비스', '(c) Cloud service')),
    { is: 'paragraph', text: model.clouds.length > 0 ? model.clouds.join(', ') : noCloud },
    sub(say('라. 변경관리 계획서에 따른 변경 결과', '(d) Results of changes under the change plan')),
    ...updates(model),
  ]
}

const noCloud = say(
  '제삼자 클라우드 공급자가 기록되어 있지 않습니다.',
  'No supplier of a cloud service is recorded.',
)
const sub = (text: Words): ReportBlock => ({ is: 'heading', level: 2, text })

function paragraph(title: Words, text: Words | null): ReportBlock[] {
  return [sub(title), { is: 'paragraph', text: text === null || isBlank(text) ? '–' : text }]
}

const roles = {
  training: say('학습', 'Training'),
  tuning: say('조정', 'Tuning'),
  testing: say('시험', 'Testing'),
} as const

function dataTable({ datasets }: LabelModel): ReportBlock {
  return {
    is: 'table',
    columns: [
      { title: say('쓰임', 'Used for'), share: 2 },
      { title: say('데이터', 'Data'), share: 4 },
      { title: say('대상자', 'Subjects'), share: 2, side: 'right' },
      { title: say('건수', 'Items'), share: 2, side: 'right' },
      { title: say('국가·수집 기간', 'Countries and period'), share: 4 },
      { title: say('구성', 'Make-up'), share: 5 },
    ],
    rows: datasets.map((dataset) => [
      roles[dataset.role],
      { text: `${dataset.title} ${dataset.version}`, below: dataset.number },
      countText(dataset.subjects),
      countText(dataset.items),
      { text: dataset.countries.join(', ') || '–', below: periodText(dataset) },
      dataset.population
        .map(({ group, subjects }) => `${group} ${subjects.toLocaleString('en-US')}`)
        .join(', ') || '–',
    ]),
  }
}

const countText = (count: number | null): ReportText => (count === null ? '–' : count.toLocaleString('en-US'))

function periodText({ from, to }: { readonly from: string | null; readonly to: string | null }): ReportText {
  return from === null && to === null ? '' : `${from ?? '?'} ~ ${to ?? '?'}`
}

function gapsKnown({ datasets }: LabelModel): ReportBlock[] {
  return datasets.flatMap(({ number, knownGaps }) =>
    knownGaps === null ? [] : [{ is: 'paragraph', text: `${number}: ${knownGaps}` } as const],
  )
}

function performanceTable({ performance, operatingPoint }: LabelModel): ReportBlock {
  const at = operatingPoint === null ? '' : ` (≥ ${operatingPoint})`
  return {
    is: 'table',
    columns: [
      { title: say(`지표${at}`, `Measure${at}`), share: 4 },
      { title: say('추정값', 'Estimate'), share: 2, side: 'right' },
      { title: say('신뢰구간', 'Interval'), share: 3, side: 'right' },
      { title: say('건수', 'n'), share: 2, side: 'right' },
    ],
    rows: performance.map(({ metric, estimate, lower, upper, n }) => [
      metric,
      estimate,
      `${lower} – ${upper}`,
      n.toLocaleString('en-US'),
    ]),
  }
}

function restrictions({ restrictions: told }: LabelModel): ReportBlock[] {
  return told.map(({ text }) => ({ is: 'note', tone: 'warning', text }))
}

function updates({ updates: made }: LabelModel): ReportBlock[] {
  const none = say(
    '변경관리 계획서에 따른 변경이 기록되어 있지 않습니다.',
    'No change under a change plan is recorded.',
  )
  if (made.length === 0) return [{ is: 'paragraph', text: none }]
  return made.flatMap(({ number, outcome, comparedWith, tests }): ReportBlock[] => [
    {
      is: 'paragraph',
      text: say(
        `${number}: ${outcome.ko}${comparedWith === null ? '' : ` (비교: ${comparedWith})`}`,
        `${number}: ${outcome.en}${comparedWith === null ? '' : ` (compared with ${comparedWith})`}`,
      ),
    },
    {
      is: 'table',
      columns: [
        { title: say('시험', 'Test'), share: 4 },
        { title: say('결과', 'Result'), share: 6 },
      ],
      rows: tests.map(({ question, because }) => [question, because]),
    },
  ])
}
