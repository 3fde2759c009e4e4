import { say, type Words } from '../../words.ts'
import {
  footerOf,
  heading,
  momentText,
  proofBlock,
  type ReportHead,
  type ReportSignature,
  signatureTable,
} from '../report-parts.ts'
import type { ReportBlock, ReportColumn, ReportLanguage, ReportTree } from '../report-tree.ts'
import type { CardFact, CardSection, ModelCard } from './card.ts'
import { draftWords, gapsWords, gapWords, madeWords, titleWords } from './words.ts'

/** What a printed card rests on: the card, whose it is, and who signed the records it cites. */
export type PrintedCard = {
  readonly at: string
  readonly maker: Words
  readonly card: ModelCard
  readonly signatures: readonly ReportSignature[]
  readonly checkpoint: ReportHead | null
}

/** The card of a model version as pages; what no record says stands first as missing, and again in its place. */
export function printCard(facts: PrintedCard, language: ReportLanguage): ReportTree {
  const { card, maker, at } = facts
  const { model } = card
  return {
    language,
    title: titleWords,
    maker,
    subject: `${model.title} ${model.versionName} · ${model.number}`,
    at,
    footer: footerOf(facts),
    blocks: [
      coverFacts(facts),
      ...(model.isApproved ? [] : [{ is: 'note', tone: 'bad', text: draftWords } as const]),
      ...missingNote(card),
      ...card.sections.flatMap(sectionBlocks),
      ...signatureTable(facts.signatures, unsigned),
      proofBlock(facts.checkpoint),
    ],
  }
}

const unsigned = say(
  '이 카드가 인용한 기록에 아직 전자서명이 없습니다.',
  'None of the records that this card cites bears an electronic signature yet.',
)

function coverFacts({ card: { model }, maker, at }: PrintedCard): ReportBlock {
  const named = (state: string) => `${model.title} ${model.versionName} (${model.number}, ${state})`
  return {
    is: 'facts',
    facts: [
      { label: say('제조자', 'Maker'), value: maker },
      { label: say('모델 버전', 'Model version'), value: say(named(model.state.ko), named(model.state.en)) },
      { label: say('만든 방법', 'How it was made'), value: madeWords(at) },
      { label: say('기준 시각', 'As of'), value: momentText(at) },
    ],
  }
}

const isMissing = ({ text, table }: CardFact) => text === null && table === null

/** All that is missing, section by section, so that nobody has to look for it. */
function missingNote({ sections, gaps }: ModelCard): ReportBlock[] {
  if (gaps === 0) return []
  const told = (language: 'ko' | 'en') =>
    sections
      .map(({ title, facts }) => ({ title, missing: facts.filter(isMissing) }))
      .filter(({ missing }) => missing.length > 0)
      .map(
        ({ title, missing }) =>
          `${title[language]}: ${missing.map(({ label }) => label[language]).join(', ')}`,
      )
  const lines = (language: 'ko' | 'en') => [gapsWords(gaps)[language], ...told(language)].join('\n')
  return [{ is: 'note', tone: 'warning', text: say(lines('ko'), lines('en')) }]
}

function sectionBlocks({ title, citation, facts }: CardSection): ReportBlock[] {
  const blocks: ReportBlock[] = [
    heading(title.ko, title.en),
    { is: 'paragraph', text: say(`근거: ${citation.ko}`, `Asked by: ${citation.en}`), sticky: true },
  ]
  let run: { label: Words; value: Words }[] = []
  const endRun = () => {
    if (run.length > 0) blocks.push({ is: 'facts', facts: run })
    run = []
  }
  for (const fact of facts) {
    if (fact.table) {
      endRun()
      blocks.push({ is: 'heading', level: 2, text: withSource(fact.label, fact) }, tableBlock(fact.table))
    } else run.push({ label: fact.label, value: fact.text ? withSource(fact.text, fact) : gapWords })
  }
  endRun()
  return blocks
}

function withSource({ ko, en }: Words, { source }: CardFact): Words {
  const from = source ? ` (${source.number} v${source.version})` : ''
  return say(`${closed(ko)}${from}`, `${closed(en)}${from}`)
}

/** Without empty lines: a cell beside its label has no room for them. */
const closed = (text: string) => text.replaceAll(/\n\s*\n/g, '\n')

function tableBlock({ columns, rows }: NonNullable<CardFact['table']>): ReportBlock {
  return {
    is: 'table',
    columns: columns.map((title, place) =>
      columnOf(
        title,
        rows.map((row) => row[place] ?? say('', '')),
      ),
    ),
    rows: rows.map((row) => row.map(({ ko, en }) => say(closed(ko), closed(en)))),
  }
}

/** A number, a share or an interval; neither a version nor a day. */
const figure = /^(?:-?[\d,]+(?:\.\d+)?(?:e[+-]?\d+)?(?: ?%)?|\[.*\])$/
const none = /^—?$/
const share = { least: 3, most: 12 } as const

/** A column as wide as its longest text asks, within reason; numbers stand on the right. */
function columnOf(title: Words, cells: readonly Words[]): ReportColumn {
  const longest = Math.max(...[title, ...cells].map(({ ko, en }) => Math.max(widthOf(ko), widthOf(en))))
  const filled = cells.filter(({ en }) => !none.test(en))
  const isFigures = filled.length > 0 && filled.every(({ en }) => figure.test(en))
  return {
    title,
    share: Math.min(share.most, Math.max(share.least, Math.sqrt(longest) * 2)),
    ...(isFigures ? { side: 'right' as const } : {}),
  }
}

/** In half widths: Hangul takes two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/\p{Script=Hangul}/u.test(character) ? 2 : 1), 0)
}
