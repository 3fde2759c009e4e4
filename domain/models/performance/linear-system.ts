/**
 * Solves A·x = b by elimination with partial pivoting; both are changed in place. Throws when A has no inverse.
 * For the few hundred unknowns of a run-length equation.
 */
export function solveLinear(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const rows = matrix.slice()
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row
    }
    const lead = rows[pivot]
    const other = rows[column]
    if (!lead || !other || lead[column] === 0) throw new RangeError('the equations have no single solution')
    rows[pivot] = other
    rows[column] = lead
    const kept = right[pivot] ?? 0
    right[pivot] = right[column] ?? 0
    right[column] = kept
    eliminate({ rows, right, lead, column })
  }
  return backSubstituted(rows, right)
}

type Step = {
  readonly rows: readonly Float64Array[]
  readonly right: Float64Array
  readonly lead: Float64Array
  readonly column: number
}

function eliminate({ rows, right, lead, column }: Step): void {
  const size = right.length
  const top = lead[column] ?? 1
  for (let row = column + 1; row < size; row++) {
    const line = rows[row]
    if (!line) continue
    const factor = (line[column] ?? 0) / top
    if (factor === 0) continue
    for (let at = column; at < size; at++) line[at] = (line[at] ?? 0) - factor * (lead[at] ?? 0)
    right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0)
  }
}

function backSubstituted(rows: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const solution = new Float64Array(size)
  for (let row = size - 1; row >= 0; row--) {
    const line = rows[row]
    let sum = right[row] ?? 0
    for (let at = row + 1; at < size; at++) sum -= (line?.[at] ?? 0) * (solution[at] ?? 0)
    solution[row] = sum / (line?.[row] ?? 1)
  }
  return solution
}
