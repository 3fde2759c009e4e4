import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { printForm } from '@maek/domain/reports/print-form.ts'
import type { ReportTree } from '@maek/domain/reports/report-tree.ts'
import { say } from '@maek/domain/words.ts'

/** A report of 2,000 rows takes about five seconds of one core and 400 MB; beyond these it is a fault or an attack. */
const limits = { waitMs: 120_000, memoryBytesMax: 1_500_000_000, outputBytesMax: 100_000_000 } as const
const lookMs = 100

const find = createRequire(import.meta.url)
const child = fileURLToPath(new URL('./pdf-process.ts', import.meta.url))
const template = new URL('./report.typ', import.meta.url)

/** A report tree as PDF. */
export async function printReport(tree: ReportTree): Promise<Answer<Uint8Array<ArrayBuffer>>> {
  const source = await readFile(template, 'utf8')
  return renderPdf(source, { report: JSON.stringify(printForm(tree)) }, tree.at)
}

/**
 * Sets `source` (Typst) with `inputs` (strings it reads as data) in a process of its own. The same source, inputs and
 * moment give the same bytes. Refused where the typesetter is not installed, takes too long or too much memory.
 */
export async function renderPdf(
  source: string,
  inputs: Readonly<Record<string, string>>,
  at: string,
): Promise<Answer<Uint8Array<ArrayBuffer>>> {
  if (!isInstalled()) return notHere
  const folder = await mkdtemp(join(tmpdir(), 'maek-pages-'))
  try {
    return await inTurn(() => run(JSON.stringify({ source, inputs, at, folder })))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function isInstalled(): boolean {
  try {
    find.resolve('@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu')
    return true
  } catch {
    return false // An optional package: on other platforms it is not there.
  }
}

// One after another: two at once would need twice the memory and be no sooner done.
let last: Promise<unknown> = Promise.resolve()
let waiting = 0
const waitingMax = 20

async function inTurn<T>(work: () => Promise<Answer<T>>): Promise<Answer<T>> {
  if (waiting >= waitingMax) return busy
  waiting += 1
  const mine = last.then(work, work).finally(() => {
    waiting -= 1
  })
  last = mine.catch(() => undefined)
  return mine
}

function run(job: string): Promise<Answer<Uint8Array<ArrayBuffer>>> {
  return new Promise((resolve, reject) => {
    const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Nothing of the server's own settings, which hold its secrets.
      env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
    })
    const parts: Buffer[] = []
    let bytes = 0
    let said = ''
    let stopped: Answer<never> | null = null
    const stop = (because: Answer<never>) => {
      stopped ??= because
      started.kill('SIGKILL')
    }
    const clock = setTimeout(() => stop(tooLong), limits.waitMs)
    const look = setInterval(() => {
      void residentBytes(started.pid).then((used) => used > limits.memoryBytesMax && stop(tooLarge))
    }, lookMs)
    started.stdout.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > limits.outputBytesMax) stop(tooLarge)
      else parts.push(part)
    })
    started.stderr.on('data', (part: Buffer) => {
      said = (said + part.toString('utf8')).slice(-4000)
    })
    started.on('error', reject)
    started.on('close', (code) => {
      clearTimeout(clock)
      clearInterval(look)
      if (stopped) resolve(stopped)
      else if (code === 0) resolve(accept(new Uint8Array(Buffer.concat(parts))))
      else reject(new Error(`the typesetter ended with ${code}: ${said}`))
    })
    // A child that was killed does not read on: its end is told by `close`.
    started.stdin.on('error', () => undefined)
    started.stdin.end(job)
  })
}

/** Memory of a process as Linux tells it; 0 where nobody tells (the typesetter is for Linux alone). */
async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  const pages = Number(status.split(' ')[1] ?? 0)
  return Number.isFinite(pages) ? pages * 4096 : 0
}

const notHere = refuse(
  'unavailable',
  say(
    '이 컴퓨터의 운영체제에서는 PDF를 만들 수 없습니다(Linux x64 전용). JSON으로 받으십시오.',
    'PDF cannot be made on this platform (Linux x64 only). Ask for JSON instead.',
  ),
  'format',
)
const busy = refuse(
  'unavailable',
  say(
    '다른 PDF를 만드는 중입니다. 잠시 뒤 다시 하십시오.',
    'Too many PDFs are being made. Try again in a moment.',
  ),
  'format',
)
const tooLong = refuse(
  'too-large',
  say('PDF를 만드는 데 너무 오래 걸려 멈췄습니다.', 'Making the PDF took too long and was stopped.'),
  'format',
)
const tooLarge = refuse(
  'too-large',
  say('PDF가 너무 커서 멈췄습니다.', 'The PDF became too large and was stopped.'),
  'format',
)
