import { say, type Words } from '../words.ts'
import { alertBlocks, driftBlocks, estimateBlocks, sourceBlocks } from './performance-annex.ts'
import { chartBlocks, fieldGroupBlocks, labelBlocks, metricBlocks } from './performance-blocks.ts'
import type { PerformanceFacts } from './performance-facts.ts'
import { footerOf, heading, momentText, proofBlock, signatureTable } from './report-parts.ts'
import type { ReportBlock, ReportLanguage, ReportTone, ReportTree } from './report-tree.ts'

/** The periodic report on performance for post-market review (EU AI Act Art. 72; ISO 13485 8.2.1). */
export function performanceReport(facts: PerformanceFacts, language: ReportLanguage): ReportTree {
  return tree(facts, language, {
    title: say('정기 성능 보고서', 'Periodic performance report'),
    blocks: [...outcomeBlocks(facts), ...writtenBlocks(facts)],
  })
}

/**
 * The file of a real-world evaluation (Digital Medical Products Act Art. 15, Rule Art. 30). What only people can say,
 * such as whether use stayed within the approved range, is asked for and not answered here.
 */
export function realWorldReport(facts: PerformanceFacts, language: ReportLanguage): ReportTree {
  return tree(facts, language, {
    title: say('실사용 평가 자료', 'Real-world evaluation file'),
    blocks: [...scopeBlocks(facts), ...outcomeBlocks(facts), ...writtenBlocks(facts)],
  })
}

function tree(
  facts: PerformanceFacts,
  language: ReportLanguage,
  own: { readonly title: Words; readonly blocks: readonly ReportBlock[] },
): ReportTree {
  const { model, look } = facts
  return {
    language,
    title: own.title,
    maker: facts.maker,
    subject: `${model.title} ${model.version} · ${look.number}`,
    at: facts.at,
    footer: footerOf(facts),
    blocks: [
      coverFacts(facts),
      ...own.blocks,
      ...labelBlocks(facts),
      ...metricBlocks(facts),
      ...chartBlocks(facts),
      ...fieldGroupBlocks(facts),
      ...driftBlocks(facts),
      ...estimateBlocks(facts),
      ...alertBlocks(facts),
      ...sourceBlocks(facts),
      ...signatureTable(facts.signatures, unsigned),
      proofBlock(facts.checkpoint),
    ],
  }
}

const unsigned = say(
  '계획과 경보에 아직 전자서명이 없습니다.',
  'Neither plan nor alerts bear a signature yet.',
)

function coverFacts({ maker, model, plan, result, at }: PerformanceFacts): ReportBlock {
  const [first, last] = [result.periods[0]?.from, result.through]
  return {
    is: 'facts',
    facts: [
      { label: say('제조자', 'Maker'), value: maker },
      { label: say('모델', 'Model'), value: `${model.title} ${model.version} (${model.number})` },
      { label: say('가중치 SHA-256', 'SHA-256 of the weights'), value: model.weightsSha256 ?? '–' },
      {
        label: say('모니터링 계획', 'Monitoring plan'),
        value: say(
          `${plan.title} (${plan.number}, ${plan.state.ko})`,
          `${plan.title} (${plan.number}, ${plan.state.en})`,
        ),
      },
      {
        label: say('계획 서명', 'Plan signed'),
        value: result.plan.signedAt === null ? '–' : momentText(result.plan.signedAt),
      },
      { label: say('자료 기간', 'Period of the data'), value: `${first ?? '–'} ~ ${last ?? '–'}` },
      { label: say('성숙한 자료의 끝', 'Mature through'), value: result.matureThrough ?? '–' },
      { label: say('점검 시각', 'Looked at'), value: momentText(result.at) },
      { label: say('기준 시각', 'As of'), value: momentText(at) },
    ],
  }
}

const outcomes = {
  quiet: {
    tone: 'good',
    text: say('계획한 관리도에 경보가 없습니다.', 'No chart of the plan has alarmed.'),
  },
  alarm: {
    tone: 'bad',
    text: say('관리도 또는 분포 변화 경보가 있습니다.', 'A chart or a drift limit has alarmed.'),
  },
  attention: {
    tone: 'warning',
    text: say('경보는 없으나 살펴볼 사항이 있습니다.', 'No alarm, but there is something to attend to.'),
  },
  'too-little': {
    tone: 'warning',
    text: say(
      '판단하기에 자료가 부족합니다. 이상이 없다는 뜻이 아닙니다.',
      'Too little to judge. That does not mean that nothing is wrong.',
    ),
  },
} as const satisfies Record<
  PerformanceFacts['result']['outcome'],
  { readonly tone: ReportTone; readonly text: Words }
>

function outcomeBlocks({ result }: PerformanceFacts): ReportBlock[] {
  return [
    heading('판단', 'Finding'),
    { is: 'note', ...outcomes[result.outcome] },
    ...result.alarms.map(({ because }): ReportBlock => ({ is: 'note', tone: 'bad', text: because })),
    ...result.notes.map((text): ReportBlock => ({ is: 'paragraph', text })),
  ]
}

function writtenBlocks({ written }: PerformanceFacts): ReportBlock[] {
  if (written === null) return []
  const told = [
    { label: say('보고서', 'Report'), value: `${written.title} (${written.number})` },
    { label: say('기간', 'Period'), value: `${written.from} ~ ${written.to}` },
    { label: say('요약', 'Summary'), value: written.summary ?? '–' },
    { label: say('한계', 'Limits'), value: written.limits ?? '–' },
    { label: say('결론', 'Conclusion'), value: written.conclusion ?? '–' },
    { label: say('다음 조치', 'What follows'), value: written.actions ?? '–' },
  ]
  return [heading('검토 의견', 'Review'), { is: 'facts', facts: told }]
}

function scopeBlocks({ batches, plan, result }: PerformanceFacts): ReportBlock[] {
  const sites = new Set(batches.flatMap(({ site }) => (site === null ? [] : [site])))
  return [
    heading('평가의 대상과 자료', 'Scope and data'),
    { is: 'paragraph', text: plan.purpose ?? '–' },
    {
      is: 'facts',
      facts: [
        { label: say('사용처', 'Sites'), value: sites.size === 0 ? '–' : [...sites].join(', ') },
        { label: say('관측 자료', 'Batches'), value: String(batches.length) },
        { label: say('예측', 'Predictions'), value: result.labels.predictions.toLocaleString('en-US') },
        {
          label: say('개인정보', 'Personal data'),
          value: say(
            '기관이 발급한 일련번호나 키 가명만 받았습니다. 이름, 생년월일, 주민등록번호, 전화번호, 자유 서술, DICOM UID, 해시한 식별자가 든 자료는 받는 즉시 거절합니다.',
            'Only serial pseudonyms made at the site are taken. Names, dates of birth, resident numbers, telephone numbers, free text, DICOM UIDs and hashed identifiers are refused at the door.',
          ),
        },
        {
          label: say('허가범위', 'Approved range'),
          value: say(
            '사용이 허가(인증)받은 범위 안이었는지는 평가 책임자가 확인해 적습니다(시행규칙 제30조).',
            'Whether use stayed within the approved range is for the person in charge to state (Rule Art. 30).',
          ),
        },
      ],
    },
  ]
}
