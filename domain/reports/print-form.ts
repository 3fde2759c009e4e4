import type { Words } from '../words.ts'
import type { ReportBlock, ReportCell, ReportLanguage, ReportText, ReportTree } from './report-tree.ts'

/*
 * The tree as the page template takes it: plain values in which every text is a list of one or two strings. The
 * template only ever places these strings; none of them becomes code (server/documents/report.typ).
 */

export type PrintForm = {
  readonly language: ReportLanguage
  readonly title: readonly string[]
  readonly maker: readonly string[]
  readonly subject: readonly string[]
  readonly at: string
  readonly footer: readonly string[]
  readonly blocks: readonly unknown[]
}

/** Characters that print nothing or turn the direction of what stands beside them. */
const unprintable = /[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Co}\p{Cn}]/gu
/** Longer than any real name; a cell must not fill pages. */
const textMax = 4000

/** Brings a report into the form the template prints. Pure; the same tree gives the same form. */
export function printForm(tree: ReportTree): PrintForm {
  const text = (value: ReportText) => textsOf(value, tree.language)
  return {
    language: tree.language,
    title: text(tree.title),
    maker: text(tree.maker),
    subject: text(tree.subject),
    at: tree.at,
    footer: text(tree.footer),
    blocks: tree.blocks.map((block) => blockForm(block, text)),
  }
}

type ToTexts = (value: ReportText) => readonly string[]

function blockForm(block: ReportBlock, text: ToTexts): unknown {
  switch (block.is) {
    case 'heading':
      return { ...block, text: text(block.text) }
    case 'paragraph':
    case 'note':
      return { ...block, text: text(block.text) }
    case 'facts':
      return {
        is: block.is,
        facts: block.facts.map(({ label, value }) => ({ label: text(label), value: text(value) })),
      }
    case 'table':
      return {
        is: block.is,
        columns: block.columns.map(({ title, share, side }) => ({
          title: text(title),
          share,
          side: side ?? 'left',
        })),
        rows: block.rows.map((row) => row.map((cell) => cellForm(cell, text))),
      }
    case 'figure':
      return { is: block.is, svg: block.svg, shows: text(block.shows) }
    case 'break':
      return block
    default:
      return block satisfies never
  }
}

function cellForm(cell: ReportCell, text: ToTexts): unknown {
  if (typeof cell === 'object' && 'interval' in cell) {
    const { low, at, high, reference } = cell.interval
    const shares = [low, at, high, reference].map((share) => Math.min(1, Math.max(0, share)))
    return { text: [''], tone: 'plain', below: [], interval: shares }
  }
  const isPlain = typeof cell === 'string' || isWords(cell)
  const { text: value, tone = 'plain', below } = isPlain ? { text: cell } : cell
  return { text: text(value), tone, below: below === undefined ? [] : text(below) }
}

function isWords(value: ReportCell): value is Words {
  return typeof value === 'object' && 'ko' in value
}

function textsOf(value: ReportText, language: ReportLanguage): readonly string[] {
  if (typeof value === 'string') return [printable(value)]
  if (language !== 'both') return [printable(value[language] || value.ko || value.en)]
  const both = [value.ko, value.en].filter((half) => half !== '').map(printable)
  if (both.length === 0) return ['']
  return both[0] === both[1] ? both.slice(0, 1) : both
}

/** A text that can be set: nothing invisible, not endless, in one normal form. */
export function printable(text: string): string {
  const kept = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(unprintable, (character) => (character === '\n' ? '\n' : '\uFFFD'))
  const points = [...kept.normalize('NFC')]
  return points.length > textMax ? `${points.slice(0, textMax).join('')}…` : points.join('')
}
