import { strict as assert } from 'node:assert'
import pg from 'pg'

type Parse = (text: string) => unknown

const { builtins } = pg.types

/** `timestamptz` as PostgreSQL writes it under `datestyle ISO` and time zone UTC. */
const instantPattern = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00$/

/** `bigint` as a number; beyond 2^53 it would silently become another number, so it throws. */
export function integerFrom(text: string): number {
  const value = Number(text)
  assert(Number.isSafeInteger(value), 'a bigint beyond the exact range of numbers was read')
  return value
}

/** `timestamptz` as `2026-11-21T09:00:00.123Z`: the form the house keeps everywhere. Microseconds are cut. */
export function instantFrom(text: string): string {
  const [, day, time, fraction = ''] = instantPattern.exec(text) ?? []
  assert(day && time, 'a timestamptz outside years 1 to 9999 or the time zone UTC was read')
  return `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

const textArray: number = 1009

const asIs: Parse = (text) => text

const parsers = new Map<number, Parse>([
  [builtins.INT8, integerFrom],
  [builtins.TIMESTAMPTZ, instantFrom],
  // pg would make Dates of these in the zone of the machine; a calendar date has no zone.
  [builtins.DATE, asIs],
  [builtins.TIMESTAMP, asIs],
  [builtins.INTERVAL, asIs],
  [1016, arrayOf(integerFrom)],
  [1185, arrayOf(instantFrom)],
  [1182, arrayOf(asIs)],
])

function arrayOf(parse: Parse): Parse {
  const entry = (text: string | null) => (text === null ? null : parse(text))
  // Through pg's own reader of text[]; its `arrayParser` is typed as what it is not.
  const texts = pg.types.getTypeParser(textArray)
  return (text) => texts(text).map(entry)
}

function parserFor(oid: number, format?: 'text' | 'binary'): Parse {
  const own = format === 'binary' ? undefined : parsers.get(oid)
  return own ?? pg.types.getTypeParser(oid, format ?? 'text')
}

/** How values of the house's own queries are read. Libraries that expect Dates keep pg's default. */
export const houseValues: pg.CustomTypesConfig = { getTypeParser: parserFor }
