import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { GateDecided, GateFinding, GateOpen } from '@maek/domain/reports/gate-facts.ts'
import type { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { readFindings } from '../vulnerabilities/findings.ts'

/** Told by this many of each sort: the list of findings shows all, page by page. */
const shownMax = 200

/** A justification longer than this is read in its record. */
const reasonLengthMax = 500

type Finding = z.input<(typeof listFindings)['output']>['findings'][number]

/** “Affected” is decided and open all the same: only a fix or an acceptance lets it ship. */
const openStates = 'in-triage,affected'
const settledStates = 'not-affected,fixed,accepted'

/**
 * Findings of a release, worst first: the open ones that stop it, by severity or because they are known to be exploited,
 * and those that something signed lets ship. Asked for by severity, so that no crowd of milder ones hides them.
 */
export async function readGateFindings(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly release: string; readonly now: string; readonly blocks: readonly string[] },
): Promise<Answer<{ readonly open: readonly GateOpen[]; readonly decided: readonly GateDecided[] }>> {
  const { release, now, blocks } = asked
  const read = (narrower: Narrower) =>
    readFindings(client, organisation, { release, now, limit: shownMax, ...narrower })
  const exploited = await read({ state: openStates, kev: 'true' })
  if (!exploited.ok) return exploited
  const severe =
    blocks.length === 0
      ? accept({ findings: [] })
      : await read({ state: openStates, severity: blocks.join(',') })
  if (!severe.ok) return severe
  const settled = await read({ state: settledStates })
  if (!settled.ok) return settled
  const known = new Set(exploited.value.findings.map(({ id }) => id))
  const open = [...exploited.value.findings, ...severe.value.findings.filter(({ id }) => !known.has(id))]
  const reasons = await readReasons(client, organisation, settled.value.findings)
  return accept({
    open: open.map(openFinding),
    decided: settled.value.findings.flatMap((found) => decidedFinding(found, reasons)),
  })
}

type Narrower = Pick<z.output<(typeof listFindings)['input']>, 'state' | 'severity' | 'kev'>

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

function openFinding(found: Finding): GateOpen {
  const affectedBy = found.state === 'affected' ? (deciding(found)?.number ?? null) : null
  return { ...gateFinding(found), affectedBy }
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
    exploited: found.kev !== null,
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
