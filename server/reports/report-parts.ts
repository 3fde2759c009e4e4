import { meanings } from '@maek/domain/life.ts'
import type { ReportHead, ReportSignature } from '@maek/domain/reports/report-parts.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { base64Text } from '@maek/ledger/bytes.ts'
import { parseCheckpoint } from '@maek/ledger/checkpoint.ts'
import type pg from 'pg'
import { z } from 'zod'

const pairShape = z.object({ ko: z.string(), en: z.string() })

/** The name of the organisation whose report it is. */
export async function makerOf(client: pg.PoolClient, organisation: string): Promise<Words> {
  const found = await client.query<{ name: unknown }>('select name from organisation where id = $1', [
    organisation,
  ])
  return pairShape.parse(found.rows[0]?.name)
}

/** Who signed these records, for what, in order. */
export async function signaturesOf(
  client: pg.PoolClient,
  organisation: string,
  records: readonly string[],
): Promise<readonly ReportSignature[]> {
  const found = await client.query<{ number: string; meaning: string; signer_name: string; at: string }>(
    `select record.number, signature.meaning, signature.signer_name, signature.at from signature
     join record on record.org_id = signature.org_id and record.id = signature.record_id
     where signature.org_id = $1 and signature.record_id = any($2::uuid[]) order by signature.at, signature.id`,
    [organisation, records],
  )
  const titles: Readonly<Record<string, Words>> = meanings
  return found.rows.map(({ number, meaning, signer_name: signer, at }) => ({
    record: number,
    meaning: titles[meaning] ?? say(meaning, meaning),
    signer,
    at,
  }))
}

/** The newest signed head of the ledger; null before the first. */
export async function checkpointOf(client: pg.PoolClient, organisation: string): Promise<ReportHead | null> {
  const found = await client.query<{ checkpoint: string | null }>(
    'select checkpoint from ledger_head where org_id = $1',
    [organisation],
  )
  const note = found.rows[0]?.checkpoint
  if (!note) return null
  // A signed note: the text, an empty line, the signatures.
  const read = parseCheckpoint(note.slice(0, note.indexOf('\n\n') + 1))
  if (!read.ok) throw new Error('the signed checkpoint in the database is malformed')
  const { origin, size, root } = read.value
  return { origin, size, root: base64Text(root) }
}
