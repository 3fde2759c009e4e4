import { expect, test } from 'vitest'
import { utf8Bytes, utf8Text } from './bytes.ts'
import { canonicalBytes, generalRules } from './canonical.ts'
import { isJsonObject, parseJson } from './json.ts'
import { manifestBytes, parseManifest } from './pack.ts'
import { listOf, logKey, makePack, type PackFiles, policyText, readerOf } from './test/small-pack.ts'
import { policyDigest, verifyPack } from './verify.ts'

const verify = (files: PackFiles) => verifyPack(readerOf(files))

/** The pack after a change, with its manifest listing the files as they now are: a forger would do that too. */
function relisted(files: PackFiles): PackFiles {
  const manifest = parseManifest(files.get('manifest.json') ?? new Uint8Array(0))
  if (!manifest.ok) return expect.unreachable('manifest')
  files.set('manifest.json', manifestBytes({ ...manifest.value, files: listOf(files) }))
  return files
}

/** Numbers of the failing steps. */
async function failing(files: PackFiles): Promise<readonly number[]> {
  const report = await verify(files)
  expect(report.verdict === 'valid').toBe(report.steps.every((step) => step.ok))
  return report.steps.filter((step) => !step.ok).map((step) => step.number)
}

function textOf(files: PackFiles, name: string): string {
  return utf8Text(files.get(name) ?? new Uint8Array(0)) ?? ''
}

function replaced(name: string, from: string, to: string): PackFiles {
  const files = makePack()
  const text = textOf(files, name)
  expect(text).toContain(from)
  files.set(name, utf8Bytes(text.replace(from, to)))
  return files
}

test('an untouched pack passes all nine steps and shows the hash of its policy', async () => {
  const report = await verify(makePack())
  expect(report.steps.map((step) => [step.number, step.ok, step.detail.en])).toEqual(
    report.steps.map((step, at) => [at + 1, true, step.detail.en]),
  )
  expect(report.verdict).toBe('valid')
  expect(report.steps).toHaveLength(9)
  expect(report.steps[0]?.evidence[0]?.value).toBe(policyDigest(utf8Bytes(policyText)))
  for (const { title, detail } of report.steps)
    for (const words of [title, detail]) expect(words.ko).toMatch(/[가-힣]/)
})

test('a record changed after approval is found and named, also when the manifest is remade', async () => {
  const files = relisted(replaced('records/R1.json', '문서 1', '문서 9'))
  const report = await verify(files)
  expect(report.steps.filter((step) => !step.ok).map((step) => step.number)).toEqual([6, 9])
  expect(report.steps[5]?.detail.en).toContain('records/R1.json')
})

test('a README that says OK, or another time of making, breaks the seal in the log', async () => {
  expect(await failing(relisted(replaced('README.txt', '심사', '합격')))).toEqual([9])
  expect(await failing(replaced('manifest.json', '2026-11-21T09', '2026-11-22T09'))).toEqual([9])
})

test('a second checkpoint, an unlisted file or a tile beyond the log has no place in a pack', async () => {
  for (const name of [
    'checkpoint.old',
    'tile/0/001.p/3',
    'tile/entries/000',
    'notes/x.txt',
    '../x',
    'tile/0/000.p/2',
  ]) {
    const files = makePack()
    files.set(name, utf8Bytes('x'))
    expect(await failing(files)).toContain(5)
    expect(await failing(relisted(files))).toContain(5)
  }
})

test('a swapped policy is refused because its keys did not sign', async () => {
  const files = replaced('policy.txt', 'quorum outside', 'quorum none')
  files.set(
    'policy.txt',
    utf8Bytes('log sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8\nquorum none\n'),
  )
  expect(await failing(relisted(files))).toEqual([2, 9])
})

test('without its witness the checkpoint does not meet the quorum', async () => {
  const files = makePack()
  files.set('checkpoint', utf8Bytes(textOf(files, 'checkpoint').replace(/— witness.*\n/, '')))
  expect(await failing(relisted(files))).toEqual([3])
})

test('a signature moved, dropped, made without verification or with a key never enrolled is refused', async () => {
  const changes: [string, string][] = [
    ['"id":"u1","printedName"', '"id":"u2","printedName"'],
    ['"credentialIndex":0', '"credentialIndex":1'],
    ['"person":"u1"', '"person":"u2"'],
    ['"meaning":"approval"', '"meaning":"review"'],
    ['"ledgerIndex":3', '"ledgerIndex":5'],
    ['"method":"passkey"', '"method":"stamp"'],
  ]
  for (const [from, to] of changes)
    expect(await failing(relisted(replaced('signatures.json', from, to)))).toContain(7)
  const none = makePack()
  none.set('signatures.json', canonicalBytes([]))
  expect(await failing(relisted(none))).toContain(6)
})

test('rewriting an entry breaks the tree even when its tiles are left alone', async () => {
  const files = makePack()
  const bundle = Buffer.from(files.get('tile/entries/000.p/9') ?? [])
  bundle.write('examiner', bundle.indexOf('approver'))
  relisted(files.set('tile/entries/000.p/9', Uint8Array.from(bundle)))
  const report = await verify(files)
  expect(report.steps[3]?.ok).toBe(false)
  expect(report.steps[3]?.detail.en).toContain('tile/0/000.p/9')
})

test('a pack with files missing, empty or unreadable is invalid and never throws', async () => {
  expect(await failing(new Map())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  for (const name of makePack().keys()) {
    const gone = makePack()
    gone.delete(name)
    expect(await failing(gone)).not.toEqual([])
    expect(await failing(makePack().set(name, new Uint8Array(0)))).not.toEqual([])
  }
  const broken = { list: () => [...makePack().keys()], read: () => Promise.reject(new Error('disk')) }
  expect((await verifyPack(broken)).verdict).toBe('invalid')
  const unlisted = { list: () => Promise.reject(new Error('zip')), read: () => undefined }
  expect((await verifyPack(unlisted)).verdict).toBe('invalid')
})

test('a checkpoint that claims 2^53 - 1 entries is answered at once', async () => {
  const text = `${logKey.name}\n9007199254740991\n${'A'.repeat(43)}=\n\n— x AAAAAAA=\n`
  expect(await failing(makePack().set('checkpoint', utf8Bytes(text)))).toContain(4)
})

test('every byte changed, dropped, doubled or cut in a pack is found', async () => {
  const whole = makePack()
  let mutants = 0
  const missed: string[] = []
  for (const [name, content] of whole) {
    const step = Math.max(1, Math.floor(content.length / 12))
    for (let at = 0; at < content.length; at += step) {
      const flipped = content.slice()
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
      const dropped = Uint8Array.from([...content.slice(0, at), ...content.slice(at + 1)])
      const doubled = Uint8Array.from([...content.slice(0, at + 1), ...content.slice(at)])
      for (const mutant of [flipped, dropped, doubled, content.slice(0, at)]) {
        mutants += 1
        const report = await verify(new Map(whole).set(name, mutant))
        if (report.verdict === 'valid') missed.push(`${name} at ${at}`)
      }
    }
  }
  console.info(`ledger: ${mutants} mutants of a pack, ${missed.length} missed`)
  expect(missed).toEqual([])
  expect(mutants).toBeGreaterThan(500)
}, 120_000)

test('the manifest lists what the test pack holds', () => {
  const manifest = parseJson(makePack().get('manifest.json') ?? new Uint8Array(0), generalRules)
  expect(manifest.ok && isJsonObject(manifest.value) && Object.keys(manifest.value)).toContain('ledgerIndex')
})
