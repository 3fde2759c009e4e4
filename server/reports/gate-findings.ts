import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { GateDecided, GateFinding } from '@maek/domain/reports/gate-facts.ts'
import type { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { readFindings } from '../vulnerabilities/findings.ts'

/** Told by this many of each sort: the list of findings shows all, page by page. */
const shownMax = 200

/** A justification longer than this is read in its record. */
const reasonLengthMax = 500

type Finding = z.input<(typeof listFindings)['output']>['findings'][number]

/** Findings of a release, worst first: those nobody has decided, and those about which something signed stands. */
export async function readGateFindings(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release: string; readonly now: string },
): Promise<Answer<{ readonly open: readonly GateFinding[]; readonly decided: readonly GateDecided[] }>> {
  const open = await readFindings(client, organisation, { ...asked, open: 'true', limit: shownMax })
  if (!open.ok) return open
  const settled = await readFindings(client, organisation, { ...asked, open: 'false', limit: shownMax })
  if (!settled.ok) return settled
  const reasons = await readReasons(client, organisation, settled.value.findings)
  return accept({
    open: open.value.findings.map(gateFinding),
    decided: settled.value.findings.flatMap((found) => decidedFinding(found, reasons)),
  })
}

const deciding = (found: Finding) => found.decision ?? found.case

async function readReasons(
  client: pg.PoolClient,
  organisation: string,
  findings: readonly Finding[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(findings.flatMap((found) => deciding(found)?.id ?? []))
  const found = await client.query<{ id: string; reason: string }>(
    `select id, concat_ws(': ', body ->> 'justification', left(body ->> 'detail', ${reasonLengthMax})) as reason
     from record where org_id = $1 and id = any($2::uuid[])`,
    [organisation, [...ids]],
  )
  return new Map(found.rows.map(({ id, reason }) => [id, reason]))
}

function gateFinding(found: Finding): GateFinding {
  return {
    vulnerability: found.vulnerability,
    aliases: found.aliases,
    summary: found.summary,
    component: found.component,
    version: found.version,
    fixedIn: found.fixedIn,
    severity: found.severity,
    score: found.score,
    case: found.case && { id: found.case.id, number: found.case.number },
  }
}

function decidedFinding(found: Finding, reasons: ReadonlyMap<string, string>): GateDecided[] {
  const head = deciding(found)
  if (!head) return []
  const said = [found.state, reasons.get(head.id), found.decidedUntil && `– ${found.decidedUntil}`]
  const because = said.filter((part) => part !== undefined && part !== null && part !== '').join(', ')
  return [{ ...gateFinding(found), decision: { number: head.number, because } }]
}
