import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { binaryPlanSchema } from '@maek/domain/models/performance/plan.ts'
import { predictionColumnsSchema } from '@maek/domain/models/performance/predictions.ts'
import { openEngine } from '@maek/server/models/engine/engine.ts'
import type { EngineTask } from '@maek/server/models/engine/work.ts'
import { type Asking, askedHouse } from './asking.ts'
import { makeCases } from './evaluation-data.ts'
import { inHouse } from './house.ts'
import type { BenchRow } from './row.ts'

const groups = ['site', 'sex', 'age']
const columns = predictionColumnsSchema.parse({
  caseId: 'case_id',
  label: 'label',
  score: 'score',
  subgroups: groups.map((column) => ({ column })),
  reference: 'reference',
})
const plan = binaryPlanSchema.parse({
  threshold: 0.5,
  strata: groups,
  operatingPoints: [{ name: 'high', threshold: 0.8 }],
})
const [tenMillion, hundredMillion] = [10_000_000, 100_000_000]

/** Tables of ten and of a hundred million cases through the engine, while the server answers others. */
export async function benchEvaluation(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'maek-bench-evaluation-'))
  try {
    return await inHouse({ name: 'built-in PostgreSQL', url: undefined }, async (house) => {
      const asking = await askedHouse(house)
      try {
        return await measured(folder, asking)
      } finally {
        await asking.close()
      }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measured(folder: string, asking: Asking): Promise<BenchRow[]> {
  const paths = { parquet: join(folder, 'cases.parquet'), csv: join(folder, 'cases.csv') }
  await makeCases(tenMillion, paths)
  const ten = await judged(folder, paths.parquet, asking)
  const csv = await timed(folder, ingestOf(folder, paths.csv, 'csv'))
  const plain = await plainly(paths.parquet, paths.csv)
  await rm(paths.csv)
  await makeCases(hundredMillion, { parquet: paths.parquet })
  const hundred = await judged(folder, paths.parquet, asking)
  return rowsOf({ ten, csv, plain, hundred })
}

type Timed = { readonly seconds: number; readonly processorSeconds: number; readonly megabytes: number }
type Judged = {
  readonly ingest: Timed
  readonly evaluate: Timed
  /** The same once more, while the house is asked. */
  readonly asked: Timed
  readonly answerMs: number
}
type Plain = { readonly seconds: number; readonly megabytes: number } | null

function ingestOf(folder: string, path: string, format: 'csv' | 'parquet') {
  return { task: 'ingest' as const, path, format, columns, out: join(folder, 'canonical.parquet') }
}

async function timed(folder: string, task: EngineTask): Promise<Timed & { readonly found: unknown }> {
  const engine = openEngine(join(folder, 'engine'), { log: () => undefined })
  let spent = { processorSeconds: 0, megabytesMax: 0 }
  const begun = performance.now()
  const answer = await engine.run(task, {
    organisation: 'bench',
    onSpent: (told) => {
      spent = told
    },
  })
  const seconds = (performance.now() - begun) / 1000
  await engine.close()
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  const { processorSeconds, megabytesMax: megabytes } = spent
  return { seconds, processorSeconds, megabytes, found: answer.value }
}

async function judged(folder: string, path: string, asking: Asking): Promise<Judged> {
  const ingest = await timed(folder, ingestOf(folder, path, 'parquet'))
  // Our own engine answered it: see EngineWork.
  const ingested = ingest.found as Extract<EngineTask, { task: 'evaluate' }>['ingested']
  const { scoreKind } = columns
  const task = {
    task: 'evaluate' as const,
    path: join(folder, 'canonical.parquet'),
    ingested,
    plan,
    scoreKind,
  }
  const alone = await timed(folder, task)
  const { done: asked, p95Ms } = await asking.during(() => timed(folder, task))
  return { ingest, evaluate: alone, asked, answerMs: p95Ms }
}

/** The same with pandas and scikit-learn; null where they are not. */
async function plainly(parquet: string, csv: string): Promise<Plain> {
  const python = '/usr/bin/python3'
  if (!existsSync(python)) return null
  const script = fileURLToPath(new URL('./evaluation-plain.py', import.meta.url))
  // Debian's pandas reads Parquet only with pyarrow; reading is not counted.
  for (const path of [parquet, csv]) {
    const ran = await promisify(execFile)(python, [script, path]).catch(() => null)
    const told: unknown = ran ? JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '{}') : null
    if (typeof told === 'object' && told !== null && 'seconds' in told && 'megabytes' in told) {
      return { seconds: Number(told.seconds), megabytes: Number(told.megabytes) }
    }
  }
  return null
}

type Measured = { readonly ten: Judged; readonly csv: Timed; readonly plain: Plain; readonly hundred: Judged }

function rowsOf({ ten, csv, plain, hundred }: Measured): BenchRow[] {
  const load = loadavg()[0]?.toFixed(1)
  const text = ({ seconds, processorSeconds, megabytes }: Timed) =>
    `${seconds.toFixed(1)} s (${processorSeconds.toFixed(1)} s of processors), ${Math.round(megabytes)} MB, load ${load}`
  const rate = (seconds: number, rows: number) => `${Math.round(rows / seconds).toLocaleString('en')} rows/s`
  const full =
    'AUROC with DeLong, two operating points, 200 groups with intervals and Holm, calibration, PSI, KS'
  return [
    {
      what: `evaluate 10,000,000 cases: ${full}`,
      measured: text(ten.evaluate),
      ratio: null,
      bound: 'at most 6 s and 2,000 MB',
      met: ten.evaluate.seconds <= 6 && ten.evaluate.megabytes <= 2000,
    },
    {
      what: 'the same with pandas and scikit-learn (without reading the file)',
      measured: plain
        ? `${plain.seconds.toFixed(1)} s, ${Math.round(plain.megabytes)} MB`
        : 'not measured: absent',
      ratio: plain ? plain.seconds / ten.evaluate.seconds : null,
      bound: 'at least 3 times as long',
      met: plain ? plain.seconds / ten.evaluate.seconds >= 3 : null,
    },
    {
      what: 'evaluate 100,000,000 cases',
      measured: text(hundred.evaluate),
      ratio: null,
      bound: 'at most 30 s and 4,000 MB',
      met: hundred.evaluate.seconds <= 30 && hundred.evaluate.megabytes <= 4000,
    },
    {
      what: 'requests to the house meanwhile (lists, a record, a search, writes), 95th percentile',
      measured: `${ten.answerMs.toFixed(0)} ms (10 M in ${ten.asked.seconds.toFixed(1)} s), ${hundred.answerMs.toFixed(0)} ms (100 M in ${hundred.asked.seconds.toFixed(1)} s)`,
      ratio: null,
      bound: 'at most 50 ms',
      met: Math.max(ten.answerMs, hundred.answerMs) <= 50,
    },
    {
      what: 'check and take in 10,000,000 cases from Parquet',
      measured: `${rate(ten.ingest.seconds, tenMillion)}, ${text(ten.ingest)}`,
      ratio: null,
      bound: 'at least 2,000,000 rows/s',
      met: tenMillion / ten.ingest.seconds >= 2_000_000,
    },
    {
      what: 'check and take in 10,000,000 cases from CSV',
      measured: `${rate(csv.seconds, tenMillion)}, ${text(csv)}`,
      ratio: null,
      bound: 'at least 500,000 rows/s',
      met: tenMillion / csv.seconds >= 500_000,
    },
  ]
}
