export type Piece = { readonly side: 'both' | 'before' | 'after'; readonly text: string }

// 1,000 words against 1,000: some milliseconds. Longer texts are shown side by side instead.
const cellsMax = 1_000_000

/** What was taken out and what was put in, word by word; null when the texts are too long to compare here. */
export function diffWords(before: string, after: string): Piece[] | null {
  const left = wordsOf(before)
  const right = wordsOf(after)
  let from = 0
  while (from < left.length && from < right.length && left[from] === right[from]) from++
  let tail = 0
  while (tail < Math.min(left.length, right.length) - from && left.at(-1 - tail) === right.at(-1 - tail))
    tail++
  const leftCore = left.slice(from, left.length - tail)
  const rightCore = right.slice(from, right.length - tail)
  if (leftCore.length * rightCore.length > cellsMax) return null
  const pieces: Piece[] = [
    { side: 'both', text: left.slice(0, from).join('') },
    ...corePieces(leftCore, rightCore),
    { side: 'both', text: left.slice(left.length - tail).join('') },
  ]
  return joined(pieces)
}

/** Words with the white space before them, so that joining gives the text back. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? []
}

/** Longest common subsequence of words (dynamic programming, from the end), read off as pieces. */
function corePieces(left: readonly string[], right: readonly string[]): Piece[] {
  const width = right.length + 1
  const length = new Uint32Array((left.length + 1) * width)
  const at = (i: number, j: number) => length[i * width + j] ?? 0
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      length[i * width + j] =
        left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pieces: Piece[] = []
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    const word = left[i]
    const other = right[j]
    if (word !== undefined && word === other) {
      pieces.push({ side: 'both', text: word })
      i++
      j++
    } else if (word !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ side: 'before', text: word })
      i++
    } else {
      pieces.push({ side: 'after', text: other ?? '' })
      j++
    }
  }
  return pieces
}

function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    if (piece.text === '') continue
    if (last?.side === piece.side)
      result[result.length - 1] = { side: last.side, text: last.text + piece.text }
    else result.push(piece)
  }
  return result
}
