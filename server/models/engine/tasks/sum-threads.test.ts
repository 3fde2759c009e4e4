import { GroupCounts } from '@maek/domain/models/performance/stream/group-counts.ts'
import { expect, test } from 'vitest'
import { type PackedRows, Unpacked } from './packed-rows.ts'
import type { SumOrder } from './sum-parts.ts'
import { type Sums, sumHere, sumInThreads } from './sum-threads.ts'

/* Rows enough to fill the memory that threads share several times over. */
const rows = 700_000
const columns = [{ column: 'site', strata: ['A', 'B', 'C'] }]

function packed(): PackedRows {
  const scores = new Float64Array(rows)
  const word = new Uint32Array(rows)
  let state = 7
  for (let row = 0; row < rows; row++) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    // Many rows share a score, also across the edges of what is handed over at once.
    scores[row] = Math.floor(row / 5) / rows
    word[row] = (state >>> 9) & 0b111
  }
  return { length: rows, scores, words: [word] }
}

const all = packed()

function counted() {
  const counts = new GroupCounts(columns, [])
  counts.push(new Unpacked(columns.length).rowsOf(all))
  return counts.finish()
}
const positives = all.words[0]?.reduce((sum, word) => sum + (word & 1), 0) ?? 0
const reference = Float64Array.from({ length: 1000 }, (_, at) => at / 5000)
const orders: SumOrder[] = [
  {
    part: 'binary',
    cases: { positives, negatives: rows - positives, thresholds: [0.1], scoreKind: 'probability', reference },
  },
  { part: 'groups', columns, pairs: [], threshold: 0.1, scoreKind: 'probability', totals: counted() },
]

async function summed(sums: Sums, chunk: number) {
  try {
    for (let from = 0; from < rows; from += chunk) {
      const to = Math.min(rows, from + chunk)
      await sums.push({
        length: to - from,
        scores: all.scores.subarray(from, to),
        words: all.words.map((word) => word.subarray(from, to)),
      })
    }
    return await sums.finish()
  } finally {
    await sums.close()
  }
}

test('threads of their own come to the same bits as one thread, however the rows arrive', async () => {
  const plain = await summed(sumHere(orders), 2048)
  for (const chunk of [2048, 250_000, rows])
    expect(await summed(sumInThreads(1)(orders), chunk)).toEqual(plain)
})

test('a fault in one of the threads is the fault of the whole, and nobody waits for ever', async () => {
  const [binary, groups] = orders
  if (!binary || !groups) throw new Error('two orders stand above')
  const unordered: Sums = sumInThreads(1)([binary, groups])
  const falling = { ...all, scores: all.scores.toReversed() }
  await expect(
    (async () => {
      try {
        for (let time = 0; time < 4; time++) await unordered.push(falling)
        return await unordered.finish()
      } finally {
        await unordered.close()
      }
    })(),
  ).rejects.toThrow('in the order of their scores')
})
