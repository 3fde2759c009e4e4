import type { FindingView } from '@maek/domain/vulnerabilities/finding-view.ts'
import { namesFinding, type Settled, speaksOf, stateOver } from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'
import { type DecisionRecord, readDecisionRecords } from './decision-records.ts'
import { foundPlaceOf, type Place, readPlaces, releasesOf } from './finding-context.ts'
import { type FindingRow, idOf } from './finding-row.ts'
import { byName, readRulings, type StoredRuling } from './rulings.ts'

/** All that stands beside the rows of a page. */
export type Around = {
  readonly places: ReadonlyMap<string, readonly Place[]>
  readonly rulingsOf: (row: FindingRow) => StoredRuling[]
  readonly records: ReadonlyMap<string, DecisionRecord>
  readonly today: string
}

/** Loads it: three queries, however many rows. */
export async function readAround(
  client: pg.PoolClient,
  organisation: string,
  page: {
    readonly rows: readonly FindingRow[]
    readonly sboms: readonly string[] | null
    readonly today: string
  },
): Promise<Around> {
  const { rows, sboms, today } = page
  const places = await readPlaces(client, organisation, {
    components: rows.map((row) => row.component),
    sboms,
  })
  const rulings = await readRulings(
    client,
    organisation,
    rows.flatMap((row) => [row.vulnerability, ...row.aliases]),
  )
  const records = await readDecisionRecords(
    client,
    organisation,
    rulings.map(({ id }) => id),
  )
  return { places, rulingsOf: byName(rulings), records, today }
}

/** What a list knows of a finding where it was asked for; its day only where that may differ from the whole. */
export type KnownState = Pick<Settled, 'state' | 'until'> & { readonly due_on?: string }

/** A row as it is shown; its state is given where the list already knows it. */
export function described(row: FindingRow, around: Around, known?: KnownState): FindingView {
  const { today, records } = around
  const places = around.places.get(row.component) ?? []
  const rulings = around.rulingsOf(row).filter((ruling) => namesFinding(ruling, row))
  const lapsed = row.decided_until !== null && row.decided_until < today
  const state = known?.state ?? (lapsed ? 'in-triage' : row.state)
  const until = known ? known.until : lapsed ? null : row.decided_until
  const dueOn = known?.due_on ?? row.due_on
  const settled = stateOver(row, places.map(foundPlaceOf), { rulings, today })
  const cases = casesOf(row, places, rulings)
  const by = settled.state === state ? settled.by : null
  // Only some places are looked at here: another of them may be the one that counts.
  const deciding = by ?? rulings.find((ruling) => ruling.isInForce && ruling.outcome === state)?.id
  const [firstCase] = cases.flatMap(({ id }) => records.get(id) ?? [])
  return {
    id: idOf(row),
    vulnerability: row.vulnerability,
    aliases: [...row.aliases],
    summary: row.summary,
    component: row.purl ?? row.name,
    version: row.version,
    fixedIn: row.fixed_in,
    severity: row.severity,
    score: row.score,
    vector: row.vector,
    issuer: row.issuer,
    device: firstCase?.body.deviceScore
      ? { score: firstCase.body.deviceScore, vector: firstCase.body.deviceVector }
      : null,
    how: row.how,
    releases: releasesOf(places),
    state,
    decision: state === 'in-triage' ? null : headOf(records.get(deciding ?? '')),
    decidedUntil: until,
    pending: headOf(records.get(rulings.find((ruling) => isPendingTriage(ruling, row, places))?.id ?? '')),
    foundAt: row.found_at,
    dueOn: dueOn === '9999-12-31' ? null : dueOn,
    ...signalsOf(row, firstCase),
    case: caseHeadOf(firstCase),
  }
}

function isPendingTriage(ruling: StoredRuling, row: FindingRow, places: readonly Place[]): boolean {
  if (ruling.kind !== 'triage-decision' || !ruling.isPending) return false
  return places.some((place) => speaksOf(ruling, row, foundPlaceOf(place)))
}

/** A case that is decided before one that is not, one that speaks of a place before one still linked nowhere. */
function casesOf(
  row: FindingRow,
  places: readonly Place[],
  rulings: readonly StoredRuling[],
): StoredRuling[] {
  const weightOf = (one: StoredRuling) => {
    if (one.kind !== 'vulnerability-case' || !(one.isInForce || one.isPending)) return 0
    if (places.some((place) => speaksOf(one, row, foundPlaceOf(place)))) return one.isInForce ? 3 : 2
    return one.releases.length + one.sboms.length === 0 ? 1 : 0
  }
  return rulings
    .map((one) => ({ one, weight: weightOf(one) }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight)
    .map(({ one }) => one)
}

function signalsOf(row: FindingRow, decided: DecisionRecord | undefined) {
  const exploited = decided?.body.exploited ?? null
  return {
    epss: row.epss === null ? null : { probability: row.epss, percentile: row.epss_percentile },
    kev:
      row.kev_on === null
        ? null
        : { on: row.kev_on, dueOn: row.kev_due, ransomware: row.kev_ransomware ?? false },
    exploitation: row.kev_on === null ? exploited : ('active' as const),
  }
}

function caseHeadOf(record: DecisionRecord | undefined): FindingView['case'] {
  if (!record) return null
  return { id: record.id, number: record.number, state: record.state, ssvc: record.body.ssvcPriority }
}

export function headOf(record: DecisionRecord | undefined): FindingView['decision'] {
  return record ? { kind: record.kind, id: record.id, number: record.number, state: record.state } : null
}
