import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Manifest } from '@maek/domain/monitoring/manifest.ts'
import type { Meaning } from '@maek/domain/monitoring/observation-columns.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { counted, say } from '@maek/domain/words.ts'
import { quoted, named as quotedName } from '../duck.ts'
import { checkSize } from '../table/size.ts'
import type { Bench, EngineTaskRunner } from '../task.ts'
import { checkSource } from './observe-checks.ts'
import { type MeaningNames, type Meanings, meaningsOf } from './observe-meanings.ts'
import { parquet } from './observe-parquet.ts'
import { type ObservationSyntax, openSource, type SourceColumn, unreadableAt } from './observe-source.ts'

/** Checks a file of predictions or labels and writes it as Parquet, part by month. Refused, nothing of it is left. */
export type Observe = {
  readonly task: 'observe'
  readonly batch: string
  readonly contents: 'predictions' | 'labels'
  readonly path: string
  readonly syntax: ObservationSyntax
  readonly names: MeaningNames
  /** It was accepted before and is read again from its original. */
  readonly isKnown: boolean
  /** Latest moment a row may speak of, less a day. */
  readonly now: string
  /** Where the parts go; of this job alone. */
  readonly out: string
  /** The model's folder, and what stands in it already. */
  readonly folder: string
  readonly predictions: readonly { readonly month: string; readonly file: string }[]
  /** Labels whose predictions nobody had sent. */
  readonly unknownLabels: readonly { readonly batch: string; readonly file: string }[]
}

/** What stood before is the asker's to say. */
export type Observed = { readonly manifest: Omit<Manifest, 'against'> }

export const observeTask: EngineTaskRunner<Observe> = {
  places: ({ path, out, folder }) => [path, `${out}/`, `${folder}/`],
  run: async (bench, task) => {
    try {
      return await observe(bench, task)
    } catch (error) {
      const refused = unreadableAt(error)
      if (refused) return refused
      throw error
    }
  },
}

async function observe(bench: Bench, task: Observe): Promise<Answer<Observed>> {
  const { duck, tell } = bench
  tell({ step: 'reading', part: 0 })
  const source = await openSource(bench, task)
  if (!source.ok) return source
  const meanings = meaningsOf(task.contents, source.value, task)
  if (!meanings.ok) return meanings
  tell({ step: 'checking', part: 0 })
  const checked = await checkSource(duck, meanings.value, task)
  if (!checked.ok) return checked
  const size = checkSize({ rows: checked.value.rows, columns: source.value.length, bytes: 0 }, bench.bounds)
  if (!size.ok) return size
  tell({ step: 'writing', part: 0 })
  const rows = join(bench.folder, 'rows.parquet')
  await duck.run(
    `copy (${selectOf(task.contents, meanings.value)} from source) to ${quoted(rows)} (format parquet)`,
  )
  await duck.run(`create temp view kept as select * from read_parquet(${quoted(rows)})`)
  const repeated = await dropRepeated(bench, task.contents)
  if (!repeated.ok) return repeated
  const replayed = task.contents === 'predictions' ? await compareWithKnown(bench, task) : accept(0)
  if (!replayed.ok) return replayed
  const files =
    task.contents === 'predictions' ? await writePredictions(bench, task) : await writeLabels(bench, task)
  const claimed = task.contents === 'predictions' ? await claimLabels(bench, task) : []
  tell({ step: 'writing', part: 1 })
  return accept({
    manifest: {
      v: 1,
      batch: task.batch,
      contents: task.contents,
      rows: checked.value.rows - repeated.value,
      repeated: repeated.value,
      replayed: replayed.value,
      from: new Date(checked.value.from).toISOString(),
      to: new Date(checked.value.to).toISOString(),
      columns: columnsOf(meanings.value),
      attributes: [...meanings.value.attributes.keys()],
      inputs: [...meanings.value.inputs.keys()],
      files,
      claimed,
    },
  })
}

function columnsOf({ named, attributes, inputs }: Meanings): Manifest['columns'] {
  return [
    ...[...named].map(([means, { name }]) => ({ column: name, means: `${means}` })),
    ...[...attributes].map(([name, column]) => ({ column: column.name, means: `attribute ${name}` })),
    ...[...inputs].map(([name, column]) => ({ column: column.name, means: `input ${name}` })),
  ]
}

const textOr = (column: SourceColumn | undefined, sql = 'null::varchar') => column?.text ?? sql

/** The columns as they are kept. A label keeps its place in the file: it has no name of its own. */
function selectOf(contents: Observe['contents'], { named, attributes, inputs }: Meanings): string {
  const of = (meaning: Meaning) => named.get(meaning)
  if (contents === 'labels') {
    return `select ${textOr(of('event'))} as event_id,
      cast(${of('labelledAt')?.instant} as bigint) as labelled_at,
      cast(${textOr(of('label'))} as tinyint) as label, ${textOr(of('source'))} as source,
      ${textOr(of('labelId'))} as label_id, ${textOr(of('replaces'))} as replaces, row_number() over () as place`
  }
  const own = [
    `${textOr(of('event'))} as event_id`,
    `cast(${of('predictedAt')?.instant} as bigint) as predicted_at`,
    `cast(${of('score')?.number} as double) as score`,
    `cast(${textOr(of('decision'))} as tinyint) as decision`,
    `${textOr(of('siteKey'))} as site_key`,
    `${textOr(of('subjectKey'))} as subject_key`,
    ...[...attributes].map(([name, { text }]) => `${text} as ${quotedName(`attribute_${name}`)}`),
    ...[...inputs].map(([name, { number }]) => `cast(${number} as double) as ${quotedName(`input_${name}`)}`),
  ]
  return `select ${own.join(', ')}`
}

/** Rows that stand twice word for word count once. An event told in two ways is refused: nobody can say which holds. */
async function dropRepeated({ duck, folder }: Bench, contents: Observe['contents']): Promise<Answer<number>> {
  if (contents === 'labels') {
    const same = 'event_id, labelled_at, label, source, label_id, replaces'
    const repeated = await one(
      duck,
      `select count(*) - (select count(*) from (select distinct ${same} from kept)) from kept`,
    )
    if (repeated > 0) {
      const rows = quoted(join(folder, 'distinct.parquet'))
      await duck.run(
        `copy (select ${same}, min(place) as place from kept group by all) to ${rows} (format parquet)`,
      )
      await duck.run(`create or replace temp view kept as select * from read_parquet(${rows})`)
    }
    return accept(repeated)
  }
  const repeated = await one(duck, 'select count(*) - count(distinct event_id) from kept')
  if (repeated === 0) return accept(0)
  const rows = quoted(join(folder, 'distinct.parquet'))
  await duck.run(`copy (select distinct * from kept) to ${rows} (format parquet)`)
  await duck.run(`create or replace temp view kept as select * from read_parquet(${rows})`)
  const told = await one(duck, 'select count(*) - count(distinct event_id) from kept')
  return told === 0 ? accept(repeated) : toldTwice(told)
}

/**
 * What batches before hold already: the same again is counted and changes nothing; an event known otherwise refuses the
 * file, for what was observed is never overwritten. A correction names the batch it supersedes, which is left out here.
 */
async function compareWithKnown({ duck }: Bench, task: Observe): Promise<Answer<number>> {
  if (task.predictions.length === 0) return accept(0)
  const known = parquet(task.predictions.map(({ file }) => join(task.folder, file)))
  const found = await duck.runAndReadAll(
    `select count(distinct event_id), count(distinct event_id) filter (differs) from (
       select kept.event_id, kept.predicted_at <> known.predicted_at or kept.score <> known.score
         or kept.decision is distinct from known.decision as differs
       from (select event_id, predicted_at, score, decision from ${known}) known join kept using (event_id))`,
  )
  const [replayed = 0, differing = 0] = found.getRowsJS()[0]?.map(Number) ?? []
  return differing === 0 ? accept(replayed) : knownOtherwise(differing)
}

const monthOf = "strftime(make_timestamp(predicted_at * 1000), '%Y-%m')"
const monthsMax = 240

async function writePredictions({ duck, tell }: Bench, task: Observe): Promise<Manifest['files']> {
  const found = await duck.runAndReadAll(
    `select ${monthOf} as month, count(*) from kept group by 1 order by 1 limit ${monthsMax}`,
  )
  const months = found.getRowsJS().map(([month, rows]) => ({ month: String(month), rows: Number(rows) }))
  const files: { month: string; file: string; rows: number }[] = []
  for (const { month, rows } of months) {
    const file = `month=${month}/predictions-${task.batch}.parquet`
    const begin = Date.parse(`${month}-01T00:00:00.000Z`)
    const end = new Date(begin)
    end.setUTCMonth(end.getUTCMonth() + 1)
    await put(
      { duck, out: task.out },
      file,
      `select * from kept where predicted_at >= ${begin} and predicted_at < ${end.getTime()}`,
    )
    files.push({ month, file, rows })
    tell({ step: 'writing', part: files.length / months.length })
  }
  return files
}

/** Labels lie in the month of their prediction, so that a month is counted from its own folder alone. */
async function writeLabels({ duck }: Bench, task: Observe): Promise<Manifest['files']> {
  const known =
    task.predictions.length === 0
      ? `select null::varchar as event_id, null::varchar as month where false`
      : task.predictions
          .map(
            ({ file, month }) =>
              `select event_id, ${quoted(month)} as month from ${parquet([join(task.folder, file)])}`,
          )
          .join(' union all ')
  await duck.run(
    `create temp table placed as
     select kept.*, coalesce(place_of.month, 'unknown') as month
     from kept left join (
       select event_id, min(month) as month from (${known}) known semi join kept using (event_id) group by 1
     ) place_of using (event_id)`,
  )
  const found = await duck.runAndReadAll('select month, count(*) from placed group by 1 order by 1')
  const files: { month: string; file: string; rows: number }[] = []
  for (const [month, rows] of found.getRowsJS()) {
    const file = `month=${String(month)}/labels-${task.batch}.parquet`
    await put(
      { duck, out: task.out },
      file,
      `select * exclude (month) from placed where month = ${quoted(String(month))} order by place`,
    )
    files.push({ month: String(month), file, rows: Number(rows) })
  }
  return files
}

/** Labels that came before these predictions find them now. Written beside, never into, what is there. */
async function claimLabels({ duck }: Bench, task: Observe): Promise<Manifest['claimed']> {
  const claimed: { batch: string; month: string; file: string; rows: number }[] = []
  for (const { batch, file } of task.unknownLabels) {
    await duck.run(
      `create or replace temp table found as
       select labels.*, ${monthOf} as month from ${parquet([join(task.folder, file)])} labels
       join (select event_id, predicted_at from kept) own using (event_id)`,
    )
    const months = await duck.runAndReadAll('select month, count(*) from found group by 1 order by 1')
    for (const [month, rows] of months.getRowsJS()) {
      const part = `month=${String(month)}/labels-${batch}.for-${task.batch}.parquet`
      await put(
        { duck, out: task.out },
        part,
        `select * exclude (month) from found where month = ${quoted(String(month))} order by place`,
      )
      claimed.push({ batch, month: String(month), file: part, rows: Number(rows) })
    }
  }
  return claimed
}

async function put(
  { duck, out }: { readonly duck: Bench['duck']; readonly out: string },
  file: string,
  select: string,
): Promise<void> {
  const path = join(out, file)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await duck.run(`copy (${select}) to ${quoted(path)} (format parquet, compression zstd)`)
}

async function one(duck: Bench['duck'], sql: string): Promise<number> {
  const found = await duck.runAndReadAll(sql)
  return Number(found.getRowsJS()[0]?.[0] ?? 0)
}

function conflict(because: Refusal['because']): Answer<never> {
  return refuse('conflict', because, 'body')
}

function toldTwice(events: number): Answer<never> {
  return conflict(
    say(
      `같은 사건 번호에 서로 다른 예측이 있습니다(${events}건). 사건마다 번호를 하나씩 쓰십시오.`,
      `The same event id stands for different predictions (${counted(events, 'time')}). Give each event an id of its own.`,
    ),
  )
}

function knownOtherwise(events: number): Answer<never> {
  return conflict(
    say(
      `이미 다른 값으로 받은 사건이 ${events}건 있습니다. 정정이라면 대체할 관측 자료를 지정하십시오.`,
      `${counted(events, 'event')} ${events === 1 ? 'is' : 'are'} known already with other values. If this is a correction, name the batch it supersedes.`,
    ),
  )
}
