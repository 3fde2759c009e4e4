import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Manifest } from '@maek/domain/monitoring/manifest.ts'
import type { Reference } from '@maek/domain/monitoring/reference.ts'
import { termsOf } from '@maek/domain/monitoring/terms.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import { openFileStore } from '@maek/server/files/store.ts'
import { type Engine, openEngine } from '@maek/server/models/engine/engine.ts'
import { makeParts } from '@maek/server/monitoring/make.ts'
import { modelFolder } from '@maek/server/monitoring/places.ts'
import type { BenchRow } from './row.ts'

/*
 * A year of predictions in the field and the look of each morning: everything counted once, then one more day of
 * predictions and labels taken in and looked at, each job in a process of its own as in the server.
 */

const rowsUsual = 10_000_000
const days = 365
const begin = Date.UTC(2025, 10, 1)
const dayMs = 86_400_000
const organisation = '00000000-0000-4000-8000-000000000001'
const model = '00000000-0000-4000-8000-000000000002'

export async function benchMonitoring(rows = rowsUsual): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'maek-bench-field-'))
  const engine = openEngine(join(folder, 'engine'), {
    log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
  })
  try {
    return await measure({ folder, engine, rows })
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

type Field = { readonly folder: string; readonly engine: Engine; readonly rows: number }

async function measure({ folder, engine, rows }: Field): Promise<BenchRow[]> {
  const place = modelFolder({ folder }, organisation, model)
  const manifests = await yearOf(place, rows)
  const look = async (at: number, known: readonly Manifest[]) => {
    const from = performance.now()
    const found = got(
      await engine.run(
        {
          task: 'look',
          asked: {
            plan,
            terms,
            reference,
            referenceDigest: null,
            batches: [],
            at: new Date(at).toISOString(),
          },
          folder: place,
          manifests: known,
        },
        { organisation },
      ),
    )
    return { seconds: (performance.now() - from) / 1000, found }
  }
  const end = begin + days * dayMs
  const first = await look(end + 3_600_000, manifests)
  const again = await look(end + 3_600_000, manifests)
  const perDay = Math.round(rows / days)
  const day = await takeDay({ folder, engine, rows }, { manifests, perDay, from: end })
  const next = await look(end + dayMs + 3_600_000, day.manifests)
  const morning = await look(end + dayMs + 3_600_000, day.manifests)
  if (next.found.labels.predictions !== rows + perDay) throw new Error('the new day was not counted in')
  const millions = `${rows / 1e6} M predictions over ${days} days, as many labels`
  return [
    row(`First look at ${millions}`, first.seconds, ''),
    row('The same look again', again.seconds, '< 1 s'),
    row(`One more day taken in (${perDay} predictions and ${perDay} labels, checked)`, day.seconds, ''),
    row('Two months counted anew after it, and the look', next.seconds, ''),
    row('The look of the next morning', morning.seconds, '< 1 s'),
  ]
}

function row(what: string, seconds: number, bound: string): BenchRow {
  const met = bound === '' ? null : seconds < 1
  return { what, measured: `${seconds.toFixed(2)} s`, ratio: null, bound, met }
}

function got<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

const plan = { id: randomUUID(), number: 'MPL-2026-0001', version: 1, signedAt: null }
const made = termsOf({
  ...{ threshold: '0.5', period: 'day', dayBegins: 'seoul', startsOn: '2025-11-01', matureAfterDays: 14 },
  ...{ labelShareMin: '0.9', casesMin: 50, falseAlarmsPerYear: '2', driftPeriods: 2 },
  groups: [
    ...['F', 'M'].map((value) => ({ column: 'sex', value })),
    ...['S-0', 'S-1', 'S-2', 'S-3', 'S-4'].map((value) => ({ column: 'site_key', value })),
  ],
  charts: [
    { metric: 'sensitivity', method: 'bernoulli-cusum', good: '0.7', bad: '0.6', runLength: 1_000_000 },
    { metric: 'specificity', method: 'ewma', good: '0.7', bad: '0.6', runLength: 3000, weight: '0.2' },
    {
      metric: 'sensitivity',
      method: 'sprt',
      good: '0.7',
      bad: '0.6',
      alpha: '0.001',
      beta: '0.1',
      groupColumn: 'sex',
    },
  ],
})
if (made === null) throw new Error('the terms of the bench are terms')
const terms = made

const edges = Array.from({ length: 199 }, (_, at) => (at + 1) / 200)
const variable = (name: string): Reference['variables'][number] => ({
  name,
  edges,
  decileEdges: edges.filter((_, at) => (at + 1) % 20 === 0),
  range: [0, 1],
  counts: [0, ...Array.from({ length: 200 }, () => 500), 0, 0],
})
const reference: Reference = {
  v: 1,
  evaluation: { id: plan.id, number: 'EVL-2026-0001', predictionsSha256: '0'.repeat(64) },
  ...{ threshold: 0.5, n: 100_000, scoreMillionths: 50_000_000_000 },
  calls: { truePositives: 35_000, falsePositives: 15_000, falseNegatives: 15_000, trueNegatives: 35_000 },
  variables: [variable('score'), variable('dose'), variable('contrast')],
}

/** Every case of the year, drawn by hashes: the same on every machine. */
function fieldTable(rows: number): string {
  const at = `cast(${begin} + (i * ${days * dayMs}::hugeint) // ${rows} as bigint)`
  const part = (salt: number) => `(hash(i * 8 + ${salt}) % 1000003) / 1000003.0`
  return `create table field as select 'EV-' || lpad(i::varchar, 9, '0') as event_id, ${at} as predicted_at,
       ${part(1)} as score, null::tinyint as decision, 'S-' || (hash(i * 8 + 2) % 5) as site_key, null::varchar as subject_key,
       case when hash(i * 8 + 3) % 2 = 0 then 'F' else 'M' end as attribute_sex, ${part(4)} as input_dose, ${part(5)} as input_contrast,
       ${part(6)} as luck, cast(${part(7)} * 12 as integer) as wait, i
     from range(${rows}) t(i)`
}

/** A year in Parquet as the intake writes it: one batch of predictions and one of labels. */
async function yearOf(place: string, rows: number): Promise<Manifest[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const duck = await instance.connect()
  const [predictions, labels] = [randomUUID(), randomUUID()]
  await duck.run(fieldTable(rows))
  const files: { predictions: Manifest['files'][number][]; labels: Manifest['files'][number][] } = {
    predictions: [],
    labels: [],
  }
  for (let from = begin; from < begin + days * dayMs; ) {
    const next = new Date(from)
    next.setUTCMonth(next.getUTCMonth() + 1, 1)
    const month = new Date(from).toISOString().slice(0, 7)
    const own = `from field where predicted_at >= ${from} and predicted_at < ${next.getTime()}`
    const write = async (contents: 'predictions' | 'labels', batch: string, select: string) => {
      const file = `month=${month}/${contents}-${batch}.parquet`
      await mkdir(dirname(join(place, file)), { recursive: true })
      await duck.run(`copy (${select} ${own}) to '${join(place, file)}' (format parquet, compression zstd)`)
      files[contents].push({ month, file, rows: 0 })
    }
    await write('predictions', predictions, 'select * exclude (luck, wait, i)')
    await write(
      'labels',
      labels,
      `select event_id, predicted_at + wait * ${dayMs} as labelled_at, cast(luck < 0.2 + 0.6 * score as tinyint) as label,
         'reader' as source, null::varchar as label_id, null::varchar as replaces, i as place`,
    )
    from = next.getTime()
  }
  duck.closeSync()
  instance.closeSync()
  const common = {
    v: 1 as const,
    rows,
    repeated: 0,
    replayed: 0,
    from: null,
    to: null,
    columns: [],
    against: [],
    claimed: [],
  }
  return [
    {
      ...common,
      batch: predictions,
      contents: 'predictions',
      attributes: ['sex'],
      inputs: ['dose', 'contrast'],
      files: files.predictions,
    },
    { ...common, batch: labels, contents: 'labels', attributes: [], inputs: [], files: files.labels },
  ]
}

type Day = { readonly manifests: readonly Manifest[]; readonly perDay: number; readonly from: number }

/** One more day as two CSV files through the intake's checks. */
async function takeDay({ folder, engine, rows }: Field, { manifests, perDay, from }: Day) {
  const files = openFileStore(join(folder, 'files'))
  const lines = Array.from({ length: perDay }, (_, at) => at)
  const time = (at: number) => new Date(from + Math.floor((at * dayMs) / perDay)).toISOString()
  const predictions = lines.map(
    (at) => `ND-${at},${time(at)},${((at * 7919) % 1000) / 1000},S-${at % 5},${at % 2 ? 'F' : 'M'},0.5,0.5`,
  )
  // Labels of cases two weeks old: they change a month that was counted before.
  const labels = lines.map(
    (at) => `EV-${String(Math.floor(rows * 0.95) + at).padStart(9, '0')},${at % 2},${time(at)}`,
  )
  const start = performance.now()
  let known = [...manifests]
  for (const [contents, header, rows] of [
    [
      'predictions',
      'event_id,predicted_at,score,site_key,attribute_sex,input_dose,input_contrast',
      predictions,
    ],
    ['labels', 'event_id,label,labelled_at', labels],
  ] as const) {
    const path = join(folder, `${contents}.csv`)
    await writeFile(path, `${header}\n${rows.join('\n')}\n`)
    if ((await stat(path)).size === 0) throw new Error('nothing was written')
    const parts = got(
      await makeParts(
        { engine, files, folder },
        {
          ...{ organisation, model, batch: randomUUID(), contents, path, syntax: 'csv', names: {} },
          isKnown: false,
          ...{ now: new Date(from + dayMs).toISOString(), before: known },
        },
      ),
    )
    await parts.settle()
    known = [...known, parts.manifest]
  }
  return { manifests: known, seconds: (performance.now() - start) / 1000 }
}

if (import.meta.filename === process.argv[1]) {
  for (const one of await benchMonitoring(Number(process.argv[2] ?? rowsUsual)))
    process.stdout.write(`${JSON.stringify(one)}\n`)
}
