import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortestPaths } from './shortest-paths.ts'

const graph = (...lists: readonly (readonly number[])[]) =>
  new Map(lists.map((list, position) => [position, list]))

test('why a component is in: the shortest way through each component that names it', () => {
  const needs = graph([1, 2], [3], [4], [], [3])
  expect(shortestPaths({ needs, roots: [0], target: 3 })).toEqual({
    paths: [
      [0, 1, 3],
      [0, 2, 4, 3],
    ],
    parents: 2,
  })
})

test('a component the product names itself comes first, and one nobody names has no way', () => {
  expect(shortestPaths({ needs: graph([1], [], []), roots: [0, 1], target: 1 }).paths).toEqual([[1], [0, 1]])
  expect(shortestPaths({ needs: graph([1], [], []), roots: [0], target: 2 })).toEqual({
    paths: [],
    parents: 0,
  })
})

test('where the product names nothing, what nobody depends on counts as its own', () => {
  expect(shortestPaths({ needs: graph([1], [2], []), roots: [], target: 2 }).paths).toEqual([[0, 1, 2]])
})

test('on any graph, circles included, a way begins at a root, goes by edges and meets no component twice', () => {
  const list = fc.array(fc.nat(7), { maxLength: 4 })
  fc.assert(
    fc.property(
      fc.array(list, { minLength: 8, maxLength: 8 }),
      fc.nat(7),
      fc.nat(7),
      (lists, root, target) => {
        const needs = graph(...lists)
        for (const path of shortestPaths({ needs, roots: [root], target }).paths) {
          expect(path[0]).toBe(root)
          expect(path.at(-1)).toBe(target)
          expect(new Set(path).size).toBe(path.length)
          for (const [at, step] of path.slice(1).entries()) expect(needs.get(path[at] ?? -1)).toContain(step)
        }
      },
    ),
  )
})
