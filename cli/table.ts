import { displayWidth, padded, wrapped } from './display-width.ts'

export type Column = {
  readonly title: string
  /** Numbers stand at the right, so that their digits align. */
  readonly side?: 'right'
  /** Takes the room that is left and is broken into lines; at most one column. */
  readonly wraps?: boolean
}

const gap = '  '
const wrapMin = 20

/** Lines of a table. `room` is the terminal's width; null (a file or a pipe) breaks no line, so that `grep` finds it. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  room: number | null,
): string[] {
  const widths = widthsOf(columns, rows, room)
  const head = columns.map((column) => column.title)
  const lines = rows.flatMap((row) => rowLines(columns, row, widths))
  if (head.every((title) => title === '')) return lines
  // In a file the last column can be a paragraph wide; its rule need not.
  const rule = columns
    .map(({ title, wraps }, at) =>
      '─'.repeat(
        wraps && room === null && at === columns.length - 1 ? displayWidth(title) : (widths[at] ?? 0),
      ),
    )
    .join(gap)
  return [...rowLines(columns, head, widths), rule, ...lines]
}

function widthsOf(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  room: number | null,
): number[] {
  const natural = columns.map((column, at) =>
    rows.reduce((most, row) => Math.max(most, widest(row[at] ?? '')), displayWidth(column.title)),
  )
  if (room === null) return natural
  const fixed = natural.reduce((sum, width, at) => sum + (columns[at]?.wraps ? 0 : width), 0)
  const left = Math.max(wrapMin, room - fixed - gap.length * (columns.length - 1))
  return natural.map((width, at) => (columns[at]?.wraps ? Math.min(width, left) : width))
}

function widest(cell: string): number {
  return Math.max(...cell.split('\n').map(displayWidth))
}

function rowLines(columns: readonly Column[], row: readonly string[], widths: readonly number[]): string[] {
  const cells = columns.map((column, at) => {
    const cell = row[at] ?? ''
    return column.wraps ? wrapped(cell, widths[at] ?? wrapMin) : cell.split('\n')
  })
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, at) => padded(lines[line] ?? '', widths[at] ?? 0, columns[at]?.side ?? 'left'))
      .join(gap)
      .trimEnd(),
  )
}
