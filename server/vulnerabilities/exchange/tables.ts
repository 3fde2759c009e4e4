import type { Bill } from '@maek/domain/vulnerabilities/exchange/bill.ts'
import {
  estarComponents,
  estarVulnerabilities,
  type Table,
} from '@maek/domain/vulnerabilities/exchange/estar-tables.ts'
import type pg from 'pg'
import { supportOf } from '../../components/support.ts'
import { dayInKorea } from '../../components/today.ts'

/** A table of an eSTAR submission; the support of components comes from support plans, the SBOM and life cycles. */
export async function estarTable(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly bill: Bill; readonly table: 'components' | 'vulnerabilities'; readonly now: string },
): Promise<Table> {
  if (asked.table === 'vulnerabilities') return estarVulnerabilities(asked.bill)
  const { sbom } = asked.bill
  const rows = await supportOf(client, organisation, {
    sbom: sbom.id,
    today: dayInKorea(asked.now),
  })
  return estarComponents(asked.bill, rows)
}
