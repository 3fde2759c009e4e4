import { createHash } from 'node:crypto'
import { listRecords, readRecord } from '@maek/domain/api.ts'
import { kinds } from '@maek/domain/kinds.ts'
import type { Member } from './member.ts'

/** Everything a house holds that must be the same after a restoration: records, links, signatures, clocks, log places. */
export async function contentsOf(member: Member): Promise<ReadonlyMap<string, unknown>> {
  const contents = new Map<string, unknown>()
  for (const kind of kinds) {
    const { rows } = await member.call(listRecords, { kind: kind.name, limit: 200 })
    for (const { id, number } of rows) {
      const view = await member.call(readRecord, { kind: kind.name, id })
      const { record, linksOut, linksIn, signatures, ledgerIndex } = view
      // How much time is left depends on the moment asked; the moments themselves do not.
      const clocks = view.clocks.map(({ duty, startedAt, dueAt, stoppedAt }) => ({
        duty,
        startedAt,
        dueAt,
        stoppedAt,
      }))
      contents.set(number, { record, linksOut, linksIn, signatures, clocks, ledgerIndex })
    }
  }
  return contents
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
