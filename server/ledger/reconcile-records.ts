import { kindByName } from '@maek/domain/kinds.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { canonicalText, generalRules } from '@maek/ledger/canonical.ts'
import { openDisclosure } from '@maek/ledger/disclosure.ts'
import { z } from 'zod'
import { type RecordTableRow, recordColumns } from '../records/row.ts'
import type { Compared } from './compared.ts'
import { note } from './discrepancies.ts'

type Row = RecordTableRow & {
  newest: number | null
  revised_index: number | null
  canonical: string | null
  disclosures: Readonly<Record<string, string>> | null
}

const recordsAtOnce = 200

/** Every record as it stands against its newest revision; answers how many records there are. */
export async function checkRecords(compared: Compared): Promise<number> {
  const { client, organisation } = compared
  let after = '00000000-0000-0000-0000-000000000000'
  let count = 0
  for (;;) {
    const found = await client.query<Row>(recordsSql, [organisation, after, recordsAtOnce])
    for (const row of found.rows) checkRecord(compared, row)
    count += found.rows.length
    const last = found.rows.at(-1)
    if (!last) break
    after = last.id
  }
  await checkLostRecords(compared)
  return count
}

const recordsSql = `
select ${recordColumns}, revision.canonical, revision.ledger_index as revised_index,
  (select max(version) from record_revision one where one.org_id = $1 and one.record_id = record.id) as newest,
  (select json_object_agg(field, disclosure) from disclosure one
   where one.org_id = $1 and one.record_id = record.id and one.version = record.version) as disclosures
from record left join record_revision revision
  on revision.org_id = record.org_id and revision.record_id = record.id and revision.version = record.version
where record.org_id = $1 and record.id > $2 order by record.id limit $3`

function nameOf(row: { readonly kind: string; readonly number: string }): Words {
  const title = kindByName(row.kind)?.title ?? say(row.kind, row.kind)
  return say(`${title.ko} ${row.number}`, `${title.en} ${row.number}`)
}

const whole = z.looseObject({
  body: z.record(z.string(), z.unknown()),
  _sd: z.record(z.string(), z.string()),
})

function checkRecord({ found }: Compared, row: Row): void {
  const name = nameOf(row)
  if (row.newest === null) {
    note(found, 'row-without-entry', name)
    return
  }
  if (row.newest !== row.version || row.revised_index !== row.ledger_index || row.canonical === null) {
    note(
      found,
      'wrong-revision',
      say(
        `${name.ko}: ${row.version}판이지만 최신은 ${row.newest}판입니다`,
        `${name.en}: stands at version ${row.version}, the newest is ${row.newest}`,
      ),
    )
    return
  }
  const said = whole.parse(JSON.parse(row.canonical))
  const fields = [...changedHeads(row, said), ...changedBody(row, said)]
  if (fields.length > 0) {
    const list = fields.join(', ')
    note(found, 'changed-row', say(`${name.ko}: ${list}`, `${name.en}: ${list}`))
  }
}

function changedHeads(row: Row, said: z.infer<typeof whole>): string[] {
  const heads: Readonly<Record<string, unknown>> = {
    id: row.id,
    kind: row.kind,
    number: row.number,
    // A title that is personal data is not in the hashed text; its field is checked with the body.
    title: said.title === undefined ? undefined : row.title,
    state: row.state,
    version: row.version,
    edition: row.edition,
    approvedVersion: row.approved_version,
    approvedAt: row.approved_at,
    authorId: row.author_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
  return Object.entries(heads).flatMap(([name, value]) => (said[name] === value ? [] : [name]))
}

/** Plain fields are compared as text; a personal one by its salted digest, or it must have been erased with its salt. */
function changedBody(row: Row, said: z.infer<typeof whole>): string[] {
  const names = new Set([...Object.keys(row.body), ...Object.keys(said.body), ...Object.keys(said._sd)])
  return [...names].filter((name) => {
    const digest = said._sd[name]
    if (digest === undefined) return textOf(row.body[name]) !== textOf(said.body[name])
    const disclosure = row.disclosures?.[name]
    if (disclosure === undefined) return row.body[name] !== undefined
    const opened = openDisclosure(disclosure, [digest])
    return !opened.ok || opened.value.name !== name || textOf(opened.value.value) !== textOf(row.body[name])
  })
}

function textOf(value: unknown): string {
  return value === undefined ? '' : canonicalText(value, generalRules)
}

/** A record whose history is there but whose own row is not. */
async function checkLostRecords({ client, organisation, found }: Compared): Promise<void> {
  const lost = await client.query<{ kind: string; number: string }>(
    `select kind, canonical::json ->> 'number' as number from record_revision revision
     where org_id = $1 and version = 1 and not exists (
       select 1 from record where record.org_id = $1 and record.id = revision.record_id)`,
    [organisation],
  )
  for (const row of lost.rows) note(found, 'entry-without-row', nameOf(row))
}
