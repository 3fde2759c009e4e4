import { expect, test } from 'vitest'
import { openFairTurns } from './turns.ts'

const limits = { jobsMax: 1, waitingMax: 100, organisationWaitingMax: 10 }

/** Jobs end when told, so that the order in which they begin can be seen. */
function watched(given: Partial<typeof limits> = {}) {
  const turns = openFairTurns({ ...limits, ...given })
  const begun: string[] = []
  const ends: (() => void)[] = []
  const add = (organisation: string, name: string) =>
    turns.take(organisation, () => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.push(resolve))
    })
  const endAll = async () => {
    while (ends.length > 0) {
      ends.shift()?.()
      // The chain of a job takes several microtasks to end.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { turns, begun, add, endAll }
}

test('an organisation with many jobs delays another by one job at most', async () => {
  const { begun, add, endAll } = watched()
  const jobs = ['a1', 'a2', 'a3', 'a4'].map((name) => add('A', name))
  jobs.push(add('B', 'b1'), add('C', 'c1'), add('B', 'b2'))
  await endAll()
  await Promise.all(jobs)
  // B and C came when only A waited: A had the next turn, then each of them.
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
})

test('one who comes again and again does not stand before one who waits', async () => {
  const { begun, add, endAll } = watched()
  const jobs = [add('A', 'a1'), add('B', 'b1'), add('A', 'a2'), add('A', 'a3'), add('B', 'b2')]
  await endAll()
  await Promise.all(jobs)
  expect(begun).toEqual(['a1', 'b1', 'a2', 'b2', 'a3'])
})

test('an organisation that has too many waiting is told so while others are let in', async () => {
  const { turns, add, endAll } = watched({ organisationWaitingMax: 2 })
  const jobs = [add('A', 'a1'), add('A', 'a2')]
  expect(turns.crowd('A')).toBe(null)
  jobs.push(add('A', 'a3'))
  expect(turns.crowd('A')).toBe('organisation')
  expect(turns.crowd('B')).toBe(null)
  await endAll()
  await Promise.all(jobs)
  expect(turns.crowd('A')).toBe(null)
})

test('when too many of all wait, nobody else is let in', async () => {
  const { turns, add, endAll } = watched({ waitingMax: 2 })
  const jobs = [add('A', 'a1'), add('B', 'b1'), add('C', 'c1')]
  expect(turns.crowd('D')).toBe('all')
  await endAll()
  await Promise.all(jobs)
})

test('a job that fails gives its turn to the next', async () => {
  const turns = openFairTurns(limits)
  const broken = turns.take('A', () => Promise.reject(new Error('a fault')))
  const sound = turns.take('A', () => Promise.resolve('done'))
  await expect(broken).rejects.toThrow('a fault')
  expect(await sound).toBe('done')
})
