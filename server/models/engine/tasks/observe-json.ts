import type { DuckDBConnection } from '@duckdb/node-api'
import { columnPrefixes } from '@maek/domain/monitoring/observation-columns.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { quoted } from '../duck.ts'

/** Names inside these objects are columns of their own: `{"attributes": {"sex": "F"}}` gives `attribute_sex`. */
export type Nest = keyof typeof columnPrefixes

export function isNest(name: string): name is Nest {
  return Object.hasOwn(columnPrefixes, name)
}

export type JsonNames = {
  readonly flat: readonly string[]
  readonly nested: readonly { readonly nest: Nest; readonly name: string }[]
}

const namesMax = 500

/** RFC 6901, quoted for SQL. */
export function pointer(...names: readonly string[]): string {
  return quoted(names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''))
}

/**
 * Every name of every record: one that stands in a single row would else go by unseen. Refused where something could
 * hide from the reader of cells: a name given twice, a value within a value.
 */
export async function namesIn(duck: DuckDBConnection, objects: string): Promise<Answer<JsonNames>> {
  const doubled = (keys: string) => `coalesce(len(${keys}) <> len(list_distinct(${keys})), false)`
  const keysOf = (nest: Nest) => `json_keys(json, ${pointer(nest)})`
  const odd = (nest: Nest) => `coalesce(json_type(json, ${pointer(nest)}) not in ('OBJECT', 'NULL'), false)`
  const broken =
    (await firstFault(duck, objects, {
      fails: `coalesce(json_type(json) <> 'OBJECT', true)`,
      because: notObject,
    })) ??
    (await firstFault(duck, objects, {
      fails: [doubled('json_keys(json)'), ...nestNames.map((nest) => doubled(keysOf(nest)))].join(' or '),
      because: doubledName,
    })) ??
    (await firstFault(duck, objects, { fails: nestNames.map(odd).join(' or '), because: notNested }))
  if (broken) return broken
  const flat = await names(duck, `select distinct unnest(json_keys(json)) as name from ${objects}`)
  const nested: { nest: Nest; name: string }[] = []
  for (const nest of nestNames.filter((one) => flat.includes(one))) {
    const inner = await names(duck, `select distinct unnest(${keysOf(nest)}) as name from ${objects}`)
    nested.push(...inner.map((name) => ({ nest, name })))
  }
  const plain = flat.filter((name) => !isNest(name))
  if (plain.length + nested.length > namesMax) return tooManyColumns
  const places = [
    ...plain.map((name) => pointer(name)),
    ...nested.map(({ nest, name }) => pointer(nest, name)),
  ]
  const fails = `coalesce(list_has_any(json_type(json, [${places.join(', ')}]), ['OBJECT', 'ARRAY']), false)`
  const deep = places.length === 0 ? null : await firstFault(duck, objects, { fails, because: nestedValue })
  return deep ?? accept({ flat, nested })
}

const nestNames: readonly Nest[] = ['attributes', 'inputs']

async function names(duck: DuckDBConnection, sql: string): Promise<string[]> {
  const found = await duck.runAndReadAll(`${sql} order by 1 limit ${namesMax + 1}`)
  return found.getColumnsJS()[0]?.map(String) ?? []
}

async function firstFault(
  duck: DuckDBConnection,
  objects: string,
  { fails, because }: { readonly fails: string; readonly because: Words },
): Promise<Answer<never> | null> {
  const found = await duck.runAndReadAll(
    `select min(place) from (select row_number() over () as place, json from ${objects}) where ${fails}`,
  )
  const place = found.getRowsJS()[0]?.[0] ?? null
  return place === null ? null : refuse('invalid', because, `row ${Number(place)}`)
}

const notObject = say('JSON 객체 한 개가 아닌 행입니다.', 'This row is not one JSON object.')
const doubledName = say('같은 이름이 두 번 있습니다.', 'A name stands twice.')
const notNested = say(
  'attributes와 inputs는 JSON 객체여야 합니다.',
  'attributes and inputs must be JSON objects.',
)
const nestedValue = say(
  '값은 글자, 수, 참·거짓, 빈 값이어야 합니다.',
  'A value must be a text, a number, true, false or null.',
)
export const tooManyColumns = refuse(
  'too-large',
  say(`열이 ${namesMax}개를 넘습니다.`, `There are more than ${namesMax} columns.`),
  'body',
)
