import { join } from 'node:path'
import type { DuckDBDataChunk } from '@duckdb/node-api'
import type { LabelTotals, Sums } from '@maek/domain/monitoring/sums.ts'
import { named, quoted } from '../duck.ts'
import type { Bench } from '../task.ts'
import { parquet } from './observe-parquet.ts'
import type { SumsAsked } from './sum-terms.ts'
import { openTally } from './sums-tally.ts'

export type MonthFiles = {
  readonly month: string
  readonly predictions: {
    readonly batch: string
    readonly file: string
    readonly mayRepeat: boolean
    readonly attributes: readonly string[]
    readonly inputs: readonly string[]
  }[]
  readonly labels: { readonly batch: string; readonly file: string }[]
}

export type CountedMonth = Sums

/**
 * One month counted from its rows. What a case's label is, as of now and as of its maturity:
 * of its label events that no other replaces, the latest; two of one moment that differ settle nothing, and neither do
 * events that replace one another in a circle. The order in which batches came plays no part.
 */
export async function countMonth(bench: Bench, asked: SumsAsked, month: MonthFiles): Promise<CountedMonth> {
  const { duck } = bench
  const repeatedPredictions = await openPredictions(bench, asked, month)
  const totals = await openLabels(bench, asked, month)
  const wait = asked.terms.matureAfterDays * 86_400_000
  await settleMany(bench, wait)
  const settledAlone = `case when alone.labelled_at <= cases.predicted_at + ${wait} then alone.label end`
  const numbers = [
    'cases.predicted_at',
    'score',
    'called',
    'coalesce(alone.label, many.now, 4)',
    `coalesce(${settledAlone}, many.ripe, 4)`,
    "coalesce(alone.labelled_at, many.first_at, 'nan'::double)",
    'coalesce(many.is_revised, 0)',
    ...codesOf(asked, month),
    ...inputsOf(asked, month),
  ]
  const found = await duck.stream(
    `select ${numbers.map((number) => `cast(${number} as double)`).join(', ')}
     from cases left join alone on alone.event_id = cases.event_id left join many on many.event_id = cases.event_id
     order by cases.predicted_at, cases.event_id`,
  )
  const tally = openTally(asked.terms)
  for (;;) {
    const chunk = await found.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    tally.add(
      numbers.map((_, column) => doubles(chunk, column)),
      chunk.rowCount,
    )
  }
  const { days, revised, early } = tally.finish()
  return { days, totals: { ...totals, revised, early, repeatedPredictions, unknown: 0, events: 0 } }
}

/**
 * The view `alone` of labels that are the only word on their event, and the table `many` of the others, settled. Nearly
 * all are alone, and need no looking back and forth.
 */
async function settleMany({ duck }: Bench, wait: number): Promise<void> {
  await duck.run(
    'create or replace temp view alone as select * from labels where event_id not in (select event_id from several)',
  )
  // 2: all replaced; 3: two of one moment differ.
  const settled = (one: string, zero: string) =>
    `case when ${one} is null and ${zero} is null then 2 when ${zero} is null or ${one} > ${zero} then 1
       when ${one} is null or ${zero} > ${one} then 0 else 3 end`
  await duck.run(
    `create or replace temp table many as
     select event_id, min(labelled_at) as first_at,
       ${settled('max(labelled_at) filter (label = 1 and not gone)', 'max(labelled_at) filter (label = 0 and not gone)')} as now,
       ${settled(
         'max(labelled_at) filter (label = 1 and not gone_then and is_ripe)',
         'max(labelled_at) filter (label = 0 and not gone_then and is_ripe)',
       )} as ripe,
       cast(count_if(label = 1) > 0 and count_if(label = 0) > 0 as tinyint) as is_revised
     from (
       select labels.event_id, labels.label, labels.labelled_at,
         labels.labelled_at <= cases.predicted_at + ${wait} as is_ripe,
         replaced.at_first is not null as gone,
         coalesce(replaced.at_first <= cases.predicted_at + ${wait}, false) as gone_then
       from labels semi join several using (event_id) join cases using (event_id)
       left join replaced on replaced.event_id = labels.event_id and replaced.label_id = labels.label_id
     ) group by event_id`,
  )
}

function doubles(chunk: DuckDBDataChunk, column: number): Float64Array {
  const vector = chunk.getColumnVector(column)
  if ('items' in vector && vector.items instanceof Float64Array) return vector.items
  throw new Error('a column of doubles was expected')
}

/** The table `cases`: each event once, as the first batch told it. */
async function openPredictions(
  { duck }: Bench,
  asked: SumsAsked,
  { predictions }: MonthFiles,
): Promise<number> {
  const parts = predictions.map(
    ({ file }, rank) => `select *, ${rank} as rank from ${parquet([join(asked.folder, file)])}`,
  )
  const all = parts.join(' union all by name ')
  const mayRepeat = predictions.some((one) => one.mayRepeat)
  const once = mayRepeat ? 'qualify row_number() over (partition by event_id order by rank) = 1' : ''
  await duck.run(
    `create or replace temp table cases as
     select * exclude (rank, decision, subject_key),
       coalesce(decision, cast(score >= ${asked.terms.threshold} as tinyint)) as called from (${all}) ${once}`,
  )
  if (!mayRepeat) return 0
  const counted = await duck.runAndReadAll(
    `select (select count(*) from (${all})) - (select count(*) from cases)`,
  )
  return Number(counted.getRowsJS()[0]?.[0] ?? 0)
}

/** The tables `labels` and `replaced` (which label ids are replaced, and since when). */
async function openLabels(
  { duck }: Bench,
  asked: SumsAsked,
  { labels }: MonthFiles,
): Promise<Pick<LabelTotals, 'repeated' | 'dangling'>> {
  const parts = labels.map(
    ({ batch, file }) =>
      `select event_id, labelled_at, label, source, label_id, replaces, ${quoted(batch)} as batch, place
       from ${parquet([join(asked.folder, file)])}`,
  )
  const all =
    parts.length > 0
      ? parts.join(' union all ')
      : `select null::varchar as event_id, null::bigint as labelled_at, null::tinyint as label, null::varchar as source,
         null::varchar as label_id, null::varchar as replaces, null::varchar as batch, null::bigint as place where false`
  // A label that two batches of predictions claimed is one event still.
  const once = labels.some(({ file }) => file.includes('.for-')) ? 'distinct' : ''
  await duck.run(`create or replace temp table labels as select ${once} * from (${all})`)
  await duck.run(
    `create or replace temp table replaced as
     select event_id, replaces as label_id, min(labelled_at) as at_first from labels where replaces is not null group by 1, 2`,
  )
  await duck.run(
    `create or replace temp table several as
     select event_id from labels group by 1 having count(*) > 1 or count(replaces) > 0`,
  )
  const counted = await duck.runAndReadAll(
    `select
       (select coalesce(sum(n - 1), 0) from (select count(*) as n from labels semi join several using (event_id)
          group by event_id, labelled_at, label, source, label_id, replaces)),
       (select count(*) from replaced anti join (select event_id, label_id from labels where label_id is not null) own
          using (event_id, label_id))`,
  )
  const [repeated = 0, dangling = 0] = counted.getRowsJS()[0]?.map(Number) ?? []
  return { repeated, dangling }
}

/** For each column of groups the place of the case's group in the terms, or -1. */
function codesOf({ terms }: SumsAsked, { predictions }: MonthFiles): string[] {
  const columns = [...new Set(terms.groups.map(({ column }) => column))]
  const known = new Set(predictions.flatMap(({ attributes }) => attributes))
  return columns.map((column) => {
    const own = column === 'site_key' ? 'site_key' : known.has(column) ? named(`attribute_${column}`) : null
    if (own === null) return '-1'
    const whens = terms.groups.flatMap((group, at) =>
      group.column === column ? [`when ${quoted(group.value)} then ${at}`] : [],
    )
    return `case ${own} ${whens.join(' ')} else -1 end`
  })
}

/** Every variable but the score, which is there already; an input nobody sent is missing. */
function inputsOf({ terms }: SumsAsked, { predictions }: MonthFiles): string[] {
  const known = new Set(predictions.flatMap(({ inputs }) => inputs))
  return terms.variables
    .slice(1)
    .map(({ name }) => (known.has(name) ? `coalesce(${named(`input_${name}`)}, 'nan')` : `'nan'`))
}
