import type { StatementState } from '@maek/domain/vulnerabilities/statement.ts'
import type { Key, Sort } from './finding-mark.ts'

/*
 * Pages of all findings, read from the indexes of 0004-triage.sql: each piece below is one range of one index, at
 * most a page long, and a page is the first of the pieces put together. So a page costs the same in a table of any
 * size. Row comparison is written out as pieces, because under row-level security PostgreSQL uses an index only for
 * operators known to leak nothing, and (a, b, c) > (x, y, z) is none.
 */

export type Wanted = {
  readonly sort: Sort
  readonly states: readonly StatementState[]
  readonly grades: readonly (readonly [from: number, to: number])[] | null
  readonly mark: Key | null
  readonly today: string
  readonly limit: number
}

/** Collects values as they are written into SQL. */
export function parameters(...first: readonly unknown[]) {
  const values: unknown[] = [...first]
  return { values, add: (value: unknown) => `$${values.push(value)}` }
}
export type Add = (value: unknown) => string

/** By what each order sorts, and the key it goes on by among equals. */
export const orders = {
  severity: { own: 'grade', type: 'smallint', beyond: '<', first: 'component', second: 'vulnerability' },
  epss: { own: 'likelihood', type: 'real', beyond: '<', first: 'vulnerability', second: 'component' },
  found: { own: 'found_at', type: 'timestamptz', beyond: '<', first: 'component', second: 'vulnerability' },
  due: { own: 'due_on', type: 'date', beyond: '>', first: 'component', second: 'vulnerability' },
} as const

/** The statement for a page in the given order; `$1` is the organisation. */
export function pageOf(wanted: Wanted): { text: string; values: unknown[] } {
  const { values, add } = parameters()
  values.push(null)
  const text = wanted.sort === 'epss' ? byLikelihood(wanted, add) : byColumn(wanted, wanted.sort, add)
  return { text, values }
}

function byColumn(wanted: Wanted, sort: Exclude<Sort, 'epss'>, add: Add): string {
  const columns = orders[sort]
  const column = columns.own
  const order = columns.beyond === '<' ? 'desc' : 'asc'
  const ordered = `order by by ${order}, component, vulnerability limit ${wanted.limit}`
  const pieces = wanted.states.flatMap((state) =>
    gradePieces(wanted, add).flatMap((grades) =>
      after(wanted.mark, columns, add).map(
        (place) => `(select ${column} as by, component, vulnerability from finding
          where org_id = $1 and is_standing and state = '${state}' ${grades} ${place} ${holds(state, wanted, add)}
          order by ${column} ${order}, component, vulnerability limit ${wanted.limit})`,
      ),
    ),
  )
  const lapsed = lapsedPiece(wanted, add)
  if (lapsed) {
    const place = afterAll(wanted.mark, columns, add)
    pieces.push(`(select ${column} as by, component, vulnerability ${lapsed} ${place} ${ordered})`)
  }
  return together(pieces, ordered)
}

/** From the vulnerabilities down to their findings: a day's new EPSS rewrites the first and never the second. */
function byLikelihood(wanted: Wanted, add: Add): string {
  const ordered = `order by by desc, vulnerability, component limit ${wanted.limit}`
  const { mark } = wanted
  const pieces = wanted.states.flatMap((state) =>
    gradePieces(wanted, add).flatMap((grades) => {
      const own = `where finding.org_id = $1 and finding.is_standing and finding.state = '${state}' ${grades}
        ${holds(state, wanted, add)}`
      const within = mark
        ? [
            `(select one.likelihood as by, component, finding.vulnerability from found_vulnerability one
              join finding on finding.org_id = $1 and finding.vulnerability = one.vulnerability
              ${own} and one.org_id = $1 and one.vulnerability = ${add(mark.vulnerability)}
                and one.likelihood = ${add(mark.by)}::real
                and finding.vulnerability = ${add(mark.vulnerability)} and component > decode(${add(mark.component)}, 'hex')
              order by component limit ${wanted.limit})`,
          ]
        : []
      const places = mark
        ? [
            `and one.likelihood = ${add(mark.by)}::real and one.vulnerability > ${add(mark.vulnerability)}`,
            `and one.likelihood < ${add(mark.by)}::real`,
          ]
        : ['']
      const beyond = places.map(
        (
          place,
        ) => `(select one.likelihood as by, own.component, one.vulnerability from found_vulnerability one
          cross join lateral (select component from finding ${own} and finding.vulnerability = one.vulnerability
            order by component limit ${wanted.limit}) own
          where one.org_id = $1 and one.${state.replace('-', '_')} ${place}
          order by one.likelihood desc, one.vulnerability, own.component limit ${wanted.limit})`,
      )
      return [...within, ...beyond]
    }),
  )
  const lapsed = lapsedPiece(wanted, add)
  if (lapsed) {
    const place = afterAll(mark, orders.epss, add)
    pieces.push(`(select by, component, vulnerability from (select one.likelihood, one.likelihood as by, component,
        finding.vulnerability ${lapsed.replace(
          'from finding',
          `from finding
        join found_vulnerability one on one.org_id = $1 and one.vulnerability = finding.vulnerability`,
        )}) lapsed
      where true ${place} ${ordered})`)
  }
  return together(pieces, ordered)
}

function together(pieces: readonly string[], ordered: string): string {
  if (pieces.length === 0)
    return `select null as by, null as component, null as vulnerability where $1::uuid is null`
  return `select by, encode(component, 'hex') as component, vulnerability
    from (${pieces.join('\nunion all\n')}) page ${ordered}`
}

function gradePieces({ grades }: Wanted, add: Add): string[] {
  if (grades === null) return ['']
  return grades.map(([from, to]) => `and grade between ${add(from)}::smallint and ${add(to)}::smallint`)
}

/** A decision past its day is not counted, though nobody has written so yet. */
function holds(state: StatementState, { today }: Wanted, add: Add): string {
  return state === 'in-triage' ? '' : `and (decided_until is null or decided_until >= ${add(today)}::date)`
}

/** The findings whose decision is past its day: few, since the next look at the clock writes them down. */
function lapsedPiece(wanted: Wanted, add: Add): string | null {
  if (!wanted.states.includes('in-triage')) return null
  const grades =
    wanted.grades === null
      ? ''
      : `and (${wanted.grades.map(([from, to]) => `grade between ${add(from)} and ${add(to)}`).join(' or ')})`
  return `from finding where finding.org_id = $1 and is_standing and decided_until < ${add(wanted.today)}::date ${grades}`
}

type Columns = {
  readonly own: string
  readonly type: string
  readonly beyond: '<' | '>'
  readonly first: 'component' | 'vulnerability'
  readonly second: 'component' | 'vulnerability'
}

/** What comes after the mark, as pieces that are each one range of the index. */
export function after(mark: Key | null, columns: Columns, add: Add): string[] {
  if (!mark) return ['']
  const { own, type, beyond, first, second } = columns
  const by = `${add(mark.by)}::${type}`
  const value = (name: 'component' | 'vulnerability') =>
    name === 'component' ? `decode(${add(mark.component)}, 'hex')` : `${add(mark.vulnerability)}::text`
  const same = value(first)
  return [
    `and ${own} = ${by} and ${first} = ${same} and ${second} > ${value(second)}`,
    `and ${own} = ${by} and ${first} > ${same}`,
    `and ${own} ${beyond} ${by}`,
  ]
}

/** The same as one condition, for lists that are read whole. */
export function afterAll(mark: Key | null, columns: Columns, add: Add): string {
  const pieces = after(mark, columns, add).map((piece) => piece.replace(/^and /, ''))
  return mark ? `and (${pieces.map((piece) => `(${piece})`).join(' or ')})` : ''
}
