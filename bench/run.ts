/*
 * `npm run bench`: every figure of docs/benchmarks.md, measured now on this machine. With DATABASE_URL the database
 * measurements run on that server as well as on the built-in one. `npm run bench -- lists acts` runs some of them.
 */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { benchActs } from './acts.ts'
import { benchCorpus } from './corpus.ts'
import { benchDatasetFingerprint } from './dataset-fingerprint.ts'
import { benchEvaluation } from './evaluation.ts'
import { benchFindings } from './findings.ts'
import type { Place } from './house.ts'
import { benchLists } from './lists.ts'
import { benchMonitoring } from './monitoring.ts'
import { benchNewAdvisory } from './new-advisory.ts'
import { benchNextRelease } from './next-release.ts'
import { benchReadiness } from './readiness.ts'
import type { BenchRow } from './row.ts'
import { benchStart } from './start.ts'

const places: readonly Place[] = [
  { name: 'built-in PostgreSQL', url: undefined },
  ...(process.env.DATABASE_URL ? [{ name: 'outside PostgreSQL', url: process.env.DATABASE_URL }] : []),
]

const measurements: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  start: benchStart,
  acts: () => everywhere(benchActs),
  lists: () => everywhere(benchLists),
  corpus: () => everywhere(benchCorpus),
  findings: () => everywhere((place) => benchFindings(place)),
  'next-release': () => everywhere(benchNextRelease),
  readiness: () => everywhere(benchReadiness),
  advisory: () => everywhere(benchNewAdvisory),
  'dataset-fingerprint': benchDatasetFingerprint,
  monitoring: () => benchMonitoring(),
  verify: benchVerify,
  evaluation: benchEvaluation,
}

async function everywhere(measure: (place: Place) => Promise<BenchRow[]>): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const place of places) rows.push(...(await measure(place)))
  return rows
}

/** In a process of its own, so that its memory is its own. */
async function benchVerify(): Promise<BenchRow[]> {
  const script = fileURLToPath(new URL('./verify-log.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script, '1000000'])
  const measured: { seconds: number; memoryMax: number } = JSON.parse(stdout)
  return [
    {
      what: 'verify a log of 1,000,000 entries of 400 bytes, offline',
      measured: `${measured.seconds.toFixed(2)} s, ${measured.memoryMax} MB`,
      ratio: null,
      bound: 'at most 5 s and 512 MB',
      met: measured.seconds <= 5 && measured.memoryMax <= 512,
    },
  ]
}

function table(rows: readonly BenchRow[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(['what', 'measured', 'ratio', 'bound', 'met']),
    line(['---', '---', '---', '---', '---']),
    ...rows.map((row) =>
      line([
        row.what,
        row.measured,
        row.ratio === null ? '' : row.ratio.toFixed(2),
        row.bound,
        row.met === null ? '' : row.met ? 'yes' : 'NO',
      ]),
    ),
  ].join('\n')
}

const asked = process.argv.slice(2)
const rows: BenchRow[] = []
for (const [name, measure] of Object.entries(measurements)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stderr.write(`${name} …\n`)
  rows.push(...(await measure()))
}
process.stdout.write(`${table(rows)}\n`)
if (asked.length === 0) await writeDocument()

async function writeDocument(): Promise<void> {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  const text = `# Benchmarks

Measured by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Repeat it with the same command; with
\`DATABASE_URL=… npm run bench\` the database rows are measured on that server too. Absolute figures belong to
this machine; ratios are against a floor measured in the same run.

${table(rows)}

How to read them:

- *Acknowledged acts* go through the whole write path (parse, decide, one transaction with record, revision, ledger
  entry and idempotency key). The bare insert puts the same row into a table with the record table's own indexes,
  one commit each, over as many connections as clients (fewer where the server has fewer to give).
- *Lists* are asked through the HTTP door; page 200 is reached by keyset cursors, 50 rows a page.
- *W1* takes every SBOM of the outside data in, sixteen at once, from an empty house with all its advisories loaded. The plain
  program reads, parses, matches in memory and copies the same files' lines and hits into two bare tables.
- *Readiness* is every requirement of every catalogue; “touched” is what one more record makes necessary.
`
  await writeFile(fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url)), text)
}
