import type pg from 'pg'

type Counts = { readonly added: number; readonly changed: number }

/** What a source says, gathered before anything that stands is touched. */
const gathered = {
  kev: {
    columns: 'vulnerability text primary key, kev_on date, kev_due date, kev_ransomware boolean',
    insert: `select vulnerability, "on"::date, due::date, ransomware
      from json_to_recordset($1) as x(vulnerability text, "on" text, due text, ransomware boolean)`,
    set: ['kev_on', 'kev_due', 'kev_ransomware'],
  },
  epss: {
    columns: 'vulnerability text primary key, epss real, epss_percentile real, epss_on date',
    insert: `select vulnerability, epss, percentile, $2::date
      from json_to_recordset($1) as x(vulnerability text, epss real, percentile real)`,
    set: ['epss', 'epss_percentile', 'epss_on'],
  },
} as const

/** A place for the rows of one document. Before: inside a transaction, which it does not outlive. */
export async function beginSignals(client: pg.ClientBase, source: 'kev' | 'epss'): Promise<void> {
  await client.query(`create temporary table incoming (${gathered[source].columns}) on commit drop`)
}

export async function gatherSignals(
  client: pg.ClientBase,
  source: 'kev' | 'epss',
  part: { readonly rows: string; readonly day: string },
): Promise<void> {
  await client.query(
    `insert into incoming ${gathered[source].insert}`,
    source === 'kev' ? [part.rows] : [part.rows, part.day],
  )
}

/**
 * Brings what stands in line with the document: new and changed signals are written, and those it no longer holds are
 * taken back. Rows that say the same as yesterday are left alone, but for the day they were said on.
 */
export async function writeSignals(client: pg.ClientBase, source: 'kev' | 'epss'): Promise<Counts> {
  const columns = gathered[source].set
  const list = columns.join(', ')
  const incoming = columns.map((column) => `incoming.${column}`).join(', ')
  await client.query('analyze incoming')
  const changed = await client.query(
    `update vulnerability_signal standing set (${list}) = row(${incoming}) from incoming
     where incoming.vulnerability = standing.vulnerability
       and row(${columns.map((column) => `standing.${column}`).join(', ')}) is distinct from row(${incoming})`,
  )
  const added = await client.query(
    `insert into vulnerability_signal (vulnerability, ${list}) select vulnerability, ${list} from incoming
     on conflict (vulnerability) do nothing`,
  )
  await client.query(
    `update vulnerability_signal standing set (${list}) = row(${columns.map(() => 'null').join(', ')})
     where standing.${columns[0]} is not null
       and not exists (select 1 from incoming where incoming.vulnerability = standing.vulnerability)`,
  )
  return { added: added.rowCount ?? 0, changed: changed.rowCount ?? 0 }
}
