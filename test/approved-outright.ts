import type pg from 'pg'

/**
 * Approval of a record, by id or number, without its ceremony and behind the ledger's back: for what only asks when
 * something was approved. An owner that is no superuser sees one organisation too, and may still its own triggers only.
 */
export async function approveOutright(
  owner: pg.Pool,
  organisation: string,
  approved: { readonly record: string; readonly at: string },
): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('maek.org', $1, true)`, [organisation])
    await client.query('alter table record disable trigger user')
    await client.query(
      'update record set approved_at = $3, approved_version = 1 where org_id = $1 and $2 in (id::text, number)',
      [organisation, approved.record, approved.at],
    )
    await client.query('alter table record enable trigger user')
    await client.query('commit')
  } finally {
    client.release()
  }
}
