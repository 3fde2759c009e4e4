import type { CarryOverGroup } from './carry-over-view.ts'
import { type Found, type FoundPlace, type Ruling, speaksOf, stateAt } from './triage.ts'

/** A finding in one of the two releases. */
export type CarriedFound = Found & { readonly place: FoundPlace }

/** The earlier release and this one, as decisions look at them. */
export type TwoReleases = {
  readonly before: readonly CarriedFound[]
  readonly now: readonly CarriedFound[]
  /** Versions of each component of this release, by its package: of what is gone one sees what it became. */
  readonly versions: ReadonlyMap<string, readonly (string | null)[]>
  readonly rulings: readonly Ruling[]
  readonly today: string
}

export type CarriedRow = {
  readonly vulnerability: string
  readonly component: string
  readonly before: string | null
  readonly now: string | null
  readonly group: CarryOverGroup
}
export type CarriedDecision = {
  readonly ruling: Ruling
  readonly group: CarryOverGroup
  readonly rows: readonly CarriedRow[]
}

const needs: { readonly [Group in CarryOverGroup]: number } = {
  'to-confirm': 3,
  'out-of-range': 2,
  holds: 1,
  gone: 0,
}

/**
 * What becomes of every decision given, each in exactly one group, none left out. A row holds where the scope
 * reaches the finding in this release or another decision in force does; is to be confirmed where only the release
 * is another; is out of range where the version left the range; is gone where nothing is found any more.
 */
export function carryOverOf(decisions: readonly Ruling[], releases: TwoReleases): CarriedDecision[] {
  const named = {
    before: byAnyName(releases.before),
    now: byAnyName(releases.now),
    rulings: rulingsByName(releases.rulings),
  }
  return decisions.map((ruling) => {
    const rows = ruling.rows.map((row) => rowOf(ruling, row, { ...releases, named }))
    const group = rows.reduce<CarryOverGroup>(
      (most, row) => (needs[row.group] > needs[most] ? row.group : most),
      'gone',
    )
    return { ruling, group, rows }
  })
}

type Row = Ruling['rows'][number]
type Named = ReadonlyMap<string, readonly CarriedFound[]>
type Indexed = TwoReleases & {
  readonly named: {
    readonly before: Named
    readonly now: Named
    readonly rulings: ReadonlyMap<string, readonly Ruling[]>
  }
}

function rowOf(ruling: Ruling, row: Row, releases: Indexed): CarriedRow {
  const [was] = meant(ruling, row, releases.named.before)
  const found = meant(ruling, row, releases.named.now)
  const groups = found.map((one) => groupOf(ruling, one, releases))
  const group = groups.reduce<CarryOverGroup>((most, one) => (needs[one] > needs[most] ? one : most), 'gone')
  const at = groups.indexOf(group)
  const component = was?.package ?? found[0]?.package ?? row.package ?? ''
  return {
    vulnerability: row.vulnerability,
    component,
    before: was?.version ?? null,
    now: found[at]?.version ?? releases.versions.get(component)?.[0] ?? null,
    group,
  }
}

function groupOf(ruling: Ruling, found: CarriedFound, { named, today }: Indexed): CarryOverGroup {
  if (speaksOf(ruling, found, found.place)) return 'holds'
  const names = [found.vulnerability, ...found.aliases]
  const rulings = [...new Set(names.flatMap((name) => named.rulings.get(name) ?? []))]
  if (stateAt(found, found.place, { rulings, today }).state !== 'in-triage') return 'holds'
  return ruling.scope === 'component' ? 'out-of-range' : 'to-confirm'
}

/** Findings of the row's vulnerability, by any name, in the row's component. */
function meant(ruling: Ruling, row: Row, named: Named): readonly CarriedFound[] {
  const found = named.get(row.vulnerability) ?? []
  if (row.package === null || ruling.scope === 'all') return found
  // A case names its component with the version it had.
  return found.filter((one) => one.package === row.package || `${row.package}`.startsWith(`${one.package}@`))
}

function byAnyName(found: readonly CarriedFound[]): Named {
  const index = new Map<string, CarriedFound[]>()
  for (const one of found) {
    for (const name of [one.vulnerability, ...one.aliases]) {
      const known = index.get(name)
      if (known) known.push(one)
      else index.set(name, [one])
    }
  }
  return index
}

function rulingsByName(rulings: readonly Ruling[]): ReadonlyMap<string, readonly Ruling[]> {
  const index = new Map<string, Ruling[]>()
  for (const ruling of rulings) {
    for (const name of new Set(ruling.rows.map(({ vulnerability }) => vulnerability))) {
      const known = index.get(name)
      if (known) known.push(ruling)
      else index.set(name, [ruling])
    }
  }
  return index
}
