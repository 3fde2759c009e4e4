import { expect, test } from 'vitest'
import { checkFile } from './content.ts'

const text = '{"bomFormat":"CycloneDX","name":"맥"}'
const little = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const big = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])
const isTaken = async (bytes: Buffer) => (await checkFile('bom.json', bytes)).ok

test('text in UTF-8, and in UTF-16 that says so by its mark, is taken for text', async () => {
  for (const bytes of [Buffer.from(text), little, big]) expect(await isTaken(bytes)).toBe(true)
})

test('UTF-16 without its mark, with half a letter or with zero characters is not', async () => {
  const zero = Buffer.concat([little, Buffer.from([0, 0])])
  const half = Buffer.concat([little, Buffer.from([0x00, 0xd8])])
  for (const bytes of [little.subarray(2), little.subarray(0, -1), zero, half])
    expect(await isTaken(bytes)).toBe(false)
})
