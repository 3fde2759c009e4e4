import type { Language, Words } from '../words.ts'

/** In one language, or Korean and English beside each other. */
export type ReportLanguage = Language | 'both'

/** Words in both languages, or a text that is the same in every one (a name, a number, a purl). */
export type ReportText = Words | string

export type ReportTone = 'plain' | 'good' | 'warning' | 'bad'

export type ReportCell =
  | ReportText
  | {
      readonly text: ReportText
      readonly tone?: ReportTone
      /** Smaller, in grey, under the first. */
      readonly below?: ReportText
    }
  | { readonly interval: ReportInterval }

/** An interval drawn in a cell, a forest plot row by row: where it lies between the ends of the scale, each 0 to 1. */
export type ReportInterval = {
  readonly low: number
  readonly at: number
  readonly high: number
  /** A line through all rows: no difference, or the value of all cases. */
  readonly reference: number
}

export type ReportColumn = {
  readonly title: Words
  /** Width beside that of the other columns. */
  readonly share: number
  readonly side?: 'right'
}

/** What a printed report is made of. */
export type ReportBlock =
  | { readonly is: 'heading'; readonly level: 1 | 2; readonly text: Words }
  /** `sticky`: stays on the page of what follows. */
  | { readonly is: 'paragraph'; readonly text: ReportText; readonly sticky?: true }
  | { readonly is: 'note'; readonly tone: ReportTone; readonly text: ReportText }
  | { readonly is: 'facts'; readonly facts: readonly { readonly label: Words; readonly value: ReportText }[] }
  | {
      readonly is: 'table'
      readonly columns: readonly ReportColumn[]
      readonly rows: readonly (readonly ReportCell[])[]
    }
  /** A drawing without text of its own, and what it shows in words for those who do not see it. */
  | { readonly is: 'figure'; readonly svg: string; readonly shows: Words }
  | { readonly is: 'break' }

/** A report before it becomes pages: no layout, no clock, no chance. */
export type ReportTree = {
  readonly language: ReportLanguage
  readonly title: Words
  /** Whose it is, and what it is about. */
  readonly maker: ReportText
  readonly subject: ReportText
  /** The moment its facts are of, ISO UTC: also the date of the file, so that the same facts give the same bytes. */
  readonly at: string
  /** Under every page. */
  readonly footer: ReportText
  readonly blocks: readonly ReportBlock[]
}
