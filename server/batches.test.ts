import { randomUUID } from 'node:crypto'
import { decideCreate } from '@maek/domain/decide.ts'
import { supplier } from '@maek/domain/governance/supplier.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accepted } from '../test/house-records.ts'
import type { CommitRequest, Load } from './acts.ts'
import { type Queue, takeBatch } from './batches.ts'

const actor = { id: 'a', name: 'A', kind: 'human', roles: ['quality'], organisation: 'o' } as const
const at = '2026-11-22T00:00:00.000Z'
const nothing = () => Promise.resolve()
const writer = { write: nothing, tell: nothing, committed: () => {} }
const file = { sha256: '', size: 0, mediaType: '', by: '', at }
const loadOf = (rows: number): Load => ({ rows, file, writer })

type Named = CommitRequest & { readonly name: string }

function request(name: string, more: Partial<CommitRequest> = {}): Named {
  const made = decideCreate(supplier, { id: randomUUID(), body: { name } }, { actor, at })
  return { organisation: 'o', decisions: [accepted(made)], name, ...more }
}
const queueOf = (...waiting: Named[]): Queue<Named> => ({ waiting, wasLoaded: false })
const names = (batch: readonly Named[]) => batch.map(({ name }) => name).join('')

/** Batches until nothing waits. */
function rounds(queue: Queue<Named>): string[] {
  const taken: string[] = []
  while (queue.waiting.length > 0) {
    const batch = takeBatch(queue)
    expect(batch.length).toBeGreaterThan(0)
    taken.push(names(batch))
  }
  return taken
}

test('uploads that wait together are taken together, up to ten thousand lines', () => {
  const waiting = ['a', 'b', 'c'].map((name) => request(name, { load: loadOf(4000) }))
  expect(rounds(queueOf(...waiting))).toEqual(['ab', 'c'])
})

test('an upload larger than a batch is taken alone, not never', () => {
  expect(rounds(queueOf(request('a', { load: loadOf(90_000) }), request('b', { load: loadOf(1) })))).toEqual([
    'a',
    'b',
  ])
})

test('a click waits behind one transaction of uploads at most, and uploads behind one of clicks', () => {
  const uploads = ['a', 'b', 'c'].map((name) => request(name, { load: loadOf(9000) }))
  expect(rounds(queueOf(...uploads, request('1'), request('2')))).toEqual(['a', '12', 'b', 'c'])
})

test('rows alongside travel alone, and nothing that came later overtakes them in their own queue', () => {
  const alone = request('b', { alongside: nothing })
  expect(rounds(queueOf(request('a'), alone, request('c'), request('d')))).toEqual(['a', 'b', 'cd'])
})

test('of two requests under one key the second waits for the first, whichever of them is an upload', () => {
  const key = { key: 'k', request: Buffer.alloc(32) }
  const load = loadOf(1)
  expect(rounds(queueOf(request('a', { key, load }), request('b', { key, load })))).toEqual(['a', 'b'])
  expect(rounds(queueOf(request('a', { key }), request('b', { key, load })))).toEqual(['a', 'b'])
  expect(rounds(queueOf(request('a', { key, load }), request('b', { key })))).toEqual(['a', 'b'])
})

test('whatever waits, each request is taken once, and those about one thing in the order in which they came', () => {
  const one = fc.record({
    key: fc.integer({ min: 0, max: 4 }),
    rows: fc.option(fc.integer({ min: 0, max: 12_000 })),
    alone: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 30 }), fc.boolean(), (wished, wasLoaded) => {
      const waiting = wished.map(({ key, rows, alone }, n) =>
        request(`${n} `, {
          ...(key > 0 && { key: { key: String(key), request: Buffer.alloc(32) } }),
          ...(rows !== null && { load: loadOf(rows) }),
          ...(alone && { alongside: nothing }),
        }),
      )
      const order = rounds({ waiting: [...waiting], wasLoaded })
        .join('')
        .trim()
        .split(' ')
        .map(Number)
      if (wished.length === 0) return
      expect([...order].sort((a, b) => a - b)).toEqual(wished.map((_, n) => n))
      for (const key of [1, 2, 3, 4]) {
        const own = order.filter((n) => wished[n]?.key === key)
        expect(own).toEqual([...own].sort((a, b) => a - b))
      }
    }),
  )
})
