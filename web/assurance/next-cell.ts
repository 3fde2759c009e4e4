/**
 * The cell an arrow key leads to from the one in focus: left and right in reading order, up and down to the nearest
 * cell of the row above or below, Home and End to the ends. Undefined for other keys or at an edge.
 */
export function nextCell(cells: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const index = cells.findIndex((cell) => cell.matches(':focus'))
  const from = cells[index]
  if (!from) return undefined
  switch (key) {
    case 'ArrowRight':
      return cells[index + 1]
    case 'ArrowLeft':
      return cells[index - 1]
    case 'Home':
      return cells[0]
    case 'End':
      return cells.at(-1)
    case 'ArrowDown':
      return nearest(from, cells.slice(index + 1))
    case 'ArrowUp':
      return nearest(from, cells.slice(0, Math.max(index, 0)).reverse())
    default:
      return undefined
  }
}

/** Of the first other row among the candidates, the cell whose middle is closest to `from`. */
function nearest(from: HTMLElement, candidates: readonly HTMLElement[]): HTMLElement | undefined {
  const place = from.getBoundingClientRect()
  const others = candidates.filter((cell) => cell.getBoundingClientRect().top !== place.top)
  const row = others[0]?.getBoundingClientRect().top
  const distance = (cell: HTMLElement) => Math.abs(cell.getBoundingClientRect().left - place.left)
  return others
    .filter((cell) => cell.getBoundingClientRect().top === row)
    .toSorted((one, two) => distance(one) - distance(two))[0]
}
