import fc from 'fast-check'
import { expect, test } from 'vitest'
import { windowsOn } from './windows.ts'

const size = 9_000_000
const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 9)) & 255)

test('what is read through windows is what the file holds there, across their edges and its end', async () => {
  const read = windowsOn(new Blob([bytes]))
  const place = fc.oneof(
    fc.nat(size + 100),
    fc.constantFrom(4_194_303, 4_194_304, 8_388_607, 8_388_608, size),
  )
  await fc.assert(
    fc.asyncProperty(place, fc.nat(5_000_000), async (from, length) => {
      const found = await read(from, from + length)
      expect(Buffer.compare(found, bytes.subarray(from, from + length))).toBe(0)
    }),
    { numRuns: 60 },
  )
  expect(await read(Number.NaN, 5)).toHaveLength(0)
  expect(await read(-1, 5)).toHaveLength(0)
})
