import type { readFramework } from '@maek/domain/assurance/api.ts'
import type { Words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import type { Verdict } from './verdicts.ts'

type Row = z.infer<typeof readFramework.output>['cells'][number]

/** A requirement that is answered. */
export type Cell = {
  readonly ref: string
  readonly title: Words
  readonly verdict: Verdict
  readonly because: Words | null
}

/** Requirements under one heading; `title` is null where a framework lists them without chapters. */
export type Chapter = {
  readonly ref: string
  readonly title: Words | null
  readonly cells: readonly Cell[]
}

/**
 * The rows of a framework by their topmost heading, in catalogue order; headings themselves are no cells. Lone
 * requirements at the top that follow each other share one untitled chapter. Before: every parent is a row.
 */
export function chaptersOf(rows: readonly Row[]): Chapter[] {
  const byRef = new Map(rows.map((row) => [row.ref, row]))
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const top = topOf(row, byRef)
    groups.set(top.ref, [...(groups.get(top.ref) ?? []), row])
  }
  const chapters: Chapter[] = []
  for (const [ref, group] of groups) {
    const cells = group.flatMap(cellOf)
    if (cells.length === 0) continue
    const last = chapters.at(-1)
    const isLone = group.length === 1
    if (isLone && last?.title === null) {
      chapters[chapters.length - 1] = { ...last, cells: [...last.cells, ...cells] }
    } else {
      chapters.push({ ref, title: isLone ? null : (byRef.get(ref)?.title ?? null), cells })
    }
  }
  return chapters
}

function cellOf({ ref, title, verdict, because }: Row): Cell[] {
  return verdict === null ? [] : [{ ref, title, verdict, because }]
}

/** The heading at the top of a row; a circle of parents ends at the row it comes back to. */
function topOf(row: Row, byRef: ReadonlyMap<string, Row>): Row {
  const seen = new Set([row.ref])
  let top = row
  for (;;) {
    const above = top.parent === null ? undefined : byRef.get(top.parent)
    if (!above || seen.has(above.ref)) return top
    seen.add(above.ref)
    top = above
  }
}
