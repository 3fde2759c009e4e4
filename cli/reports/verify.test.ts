import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { parseManifest } from '@maek/ledger/pack.ts'
import { makePack, type PackFiles, policyText } from '@maek/ledger/test/small-pack.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import yazl from 'yazl'
import { z } from 'zod'
import { maek } from '../test/run.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'maek-cli-verify-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function zipOf(files: PackFiles, name: string): Promise<string> {
  const zip = new yazl.ZipFile()
  for (const [path, bytes] of files) zip.addBuffer(Buffer.from(bytes), path)
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(Buffer.from(part))
  writeFileSync(join(folder, name), Buffer.concat(parts))
  return name
}

function folderOf(files: PackFiles, name: string): string {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true })
    writeFileSync(join(folder, name, path), bytes)
  }
  return name
}

const reportShape = z.object({
  verdict: z.string(),
  steps: z.array(z.object({ number: z.number(), ok: z.boolean() })),
})

/** Exit code and the numbers of the failing steps. */
async function verified(name: string): Promise<{ exit: number; failing: number[] }> {
  const { exit, out } = await maek(['verify', name, '--json'], { folder })
  const report = reportShape.parse(JSON.parse(out))
  return { exit, failing: report.steps.filter((step) => !step.ok).map((step) => step.number) }
}

test('an untouched pack is valid, as a ZIP and as a folder, without any server', async () => {
  expect(await verified(await zipOf(makePack(), 'pack.zip'))).toEqual({ exit: 0, failing: [] })
  expect(await verified(folderOf(makePack(), 'pack'))).toEqual({ exit: 0, failing: [] })
})

test('the nine steps are told in order, in the language asked for', async () => {
  await zipOf(makePack(), 'told.zip')
  const korean = await maek(['verify', 'told.zip', '--lang', 'ko'], { folder })
  expect(korean.out.match(/^\d\. ✓/gm)).toHaveLength(9)
  expect(korean.out).toContain('✓ 유효')
  const english = await maek(['verify', 'told.zip'], { folder })
  expect(english.out).toContain('✓ Valid')
  expect(english.out).not.toMatch(/[가-힣]/)
})

test('one byte changed in any file of the pack makes it invalid', async () => {
  for (const name of makePack().keys()) {
    const files = makePack()
    const bytes = Uint8Array.from(files.get(name) ?? [])
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    files.set(name, bytes)
    const { exit, failing } = await verified(await zipOf(files, 'changed.zip'))
    expect([exit, failing.length > 0], name).toEqual([1, true])
  }
})

test('a file taken away or added makes it invalid', async () => {
  const lacking = makePack()
  lacking.delete('readiness.json')
  expect(await verified(await zipOf(lacking, 'lacking.zip'))).toEqual({ exit: 1, failing: [5] })
  const more = makePack()
  more.set('notes.txt', new Uint8Array(3))
  expect(await verified(folderOf(more, 'more'))).toEqual({ exit: 1, failing: [5] })
})

test('a link in a folder is not followed out of the pack', async () => {
  const files = makePack()
  const readme = files.get('README.txt') ?? new Uint8Array()
  files.delete('README.txt')
  folderOf(files, 'linked')
  writeFileSync(join(folder, 'outside.txt'), readme)
  symlinkSync(join(folder, 'outside.txt'), join(folder, 'linked', 'README.txt'))
  expect(await verified('linked')).toEqual({ exit: 1, failing: [5] })
})

test('a manifest cannot make the verifier read files outside the pack', async () => {
  const files = makePack()
  const manifest = parseManifest(files.get('manifest.json') ?? new Uint8Array())
  expect(manifest.ok).toBe(true)
  const text = new TextDecoder().decode(files.get('manifest.json'))
  files.set('manifest.json', new TextEncoder().encode(text.replace('"README.txt"', '"../outside.txt"')))
  expect((await verified(folderOf(files, 'reaching'))).exit).toBe(1)
})

test('what is no pack cannot be verified: exit code 2 and a sentence', async () => {
  writeFileSync(join(folder, 'text.txt'), 'hello')
  writeFileSync(join(folder, 'empty.zip'), '')
  mkdirSync(join(folder, 'nothing'), { recursive: true })
  const whole = await zipOf(new Map([['a.txt', new Uint8Array(1)]]), 'other.zip')
  for (const name of ['text.txt', 'empty.zip', 'nothing', 'missing.zip', whole]) {
    const ran = await maek(['verify', name], { folder })
    expect([ran.exit, ran.out], name).toEqual([2, ''])
    expect(ran.error).toContain('Cannot be read as a pack')
    expect(ran.error).not.toMatch(/\n\s+at /)
  }
})

/** A ZIP made by hand, so that its two headers can lie. */
function handZip(
  entries: readonly { local: string; central: string; packed: Buffer; size: number; at?: number }[],
): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { local, central, packed, size, at } of entries) {
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(8, 8)
    header.writeUInt16LE(Buffer.byteLength(local), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(size, 24)
    entry.writeUInt16LE(Buffer.byteLength(central), 28)
    entry.writeUInt32LE(at ?? offset, 42)
    directory.push(entry, Buffer.from(central))
    if (at !== undefined) continue
    parts.push(header, Buffer.from(local), packed)
    offset += 30 + Buffer.byteLength(local) + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listed, end])
}

function entriesOf(files: PackFiles) {
  return [...files].map(([name, bytes]) => ({
    local: name,
    central: name,
    packed: deflateRawSync(bytes),
    size: bytes.length,
  }))
}

test('a ZIP whose headers name a file differently shows two programs two packs, and is invalid', async () => {
  writeFileSync(join(folder, 'hand.zip'), handZip(entriesOf(makePack())))
  expect(await verified('hand.zip')).toEqual({ exit: 0, failing: [] })
  const lying = entriesOf(makePack()).map((entry) =>
    entry.central === 'README.txt' ? { ...entry, local: 'REEDME.txt' } : entry,
  )
  writeFileSync(join(folder, 'lying.zip'), handZip(lying))
  expect(await verified('lying.zip')).toEqual({ exit: 1, failing: [5] })
})

test('a file larger than the directory states is not inflated to its end', async () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000))
  const entries = entriesOf(makePack()).map((entry) =>
    entry.central === 'README.txt' ? { ...entry, packed: bomb } : entry,
  )
  writeFileSync(join(folder, 'bomb.zip'), handZip(entries))
  expect(await verified('bomb.zip')).toEqual({ exit: 1, failing: [5] })
})

test('entries that share their bytes are refused before anything is inflated', async () => {
  const packed = deflateRawSync(Buffer.alloc(1_000_000))
  const first = { local: 'manifest.json', central: 'manifest.json', packed, size: 1_000_000 }
  const shared = Array.from({ length: 50 }, (_, at) => ({ ...first, central: `files/${at}`, at: 0 }))
  writeFileSync(join(folder, 'overlap.zip'), handZip([first, ...shared]))
  expect((await maek(['verify', 'overlap.zip'], { folder })).exit).toBe(2)
})

test('a ZIP cut short at any place is invalid or unreadable, never valid and never a fault', async () => {
  const whole = handZip(entriesOf(makePack()))
  for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 40)) {
    writeFileSync(join(folder, 'cut.zip'), whole.subarray(0, length))
    expect([1, 2]).toContain((await maek(['verify', 'cut.zip', '--json'], { folder })).exit)
  }
})

test('verify takes one pack, and a proof needs its entry and policy', async () => {
  expect((await maek(['verify'], { folder })).exit).toBe(2)
  expect((await maek(['verify', 'a', 'b'], { folder })).exit).toBe(2)
  expect((await maek(['verify', '--proof', 'p'], { folder })).error).toContain('--entry')
  writeFileSync(join(folder, 'policy'), policyText)
  const ran = await maek(['verify', '--proof', 'gone', '--entry', 'policy', '--policy', 'policy'], { folder })
  expect(ran.exit).toBe(2)
  expect(ran.error).toContain('--proof')
})
