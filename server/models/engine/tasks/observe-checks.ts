import type { DuckDBConnection } from '@duckdb/node-api'
import { personalData } from '@maek/domain/models/performance/personal-data.ts'
import { type Answer, accept, type Refusal } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { quoted } from '../duck.ts'
import { type Meanings, noRows, personalWords } from './observe-meanings.ts'
import type { SourceColumn } from './observe-source.ts'

/** One thing a cell must be: the condition under which it is not, in SQL, and what is said then. */
type Check = { readonly column: string; readonly fails: string; readonly because: Words }

export type Checked = { readonly rows: number; readonly from: number; readonly to: number }

const faultsMax = 20
/** A clock may run ahead by this much; further, a date is a mistake or a forecast. */
const aheadMs = 24 * 3_600_000
const earliest = Date.UTC(2000, 0, 1)

/**
 * Looks at every cell. Faults are told with their row (1 = first record) and column and never repeat the cell: what is
 * refused may be personal data. What was accepted before (`isKnown`) is not looked through for it again: what is
 * recognised since must not make kept observations unreadable.
 */
export async function checkSource(
  duck: DuckDBConnection,
  meanings: Meanings,
  { now, isKnown }: { readonly now: string; readonly isKnown: boolean },
): Promise<Answer<Checked>> {
  const checks = checksOf(meanings, Date.parse(now))
  const instant = (meanings.named.get('predictedAt') ?? meanings.named.get('labelledAt'))?.instant ?? 'null'
  const counted = await duck.runAndReadAll(
    `select ${[
      'count(*)',
      `cast(min(${instant}) as double)`,
      `cast(max(${instant}) as double)`,
      ...checks.map(({ fails }) => `count_if(${fails})`),
    ].join(', ')} from source`,
  )
  const [rows = 0, from = 0, to = 0, ...failed] = counted.getRowsJS()[0]?.map(Number) ?? []
  if (rows === 0) return noRows
  const broken = checks.filter((_, at) => (failed[at] ?? 0) > 0)
  const personal = isKnown ? [] : await personalFaults(duck, meanings)
  const faults = [...(broken.length > 0 ? await placesOf(duck, broken) : []), ...personal]
  const total = failed.reduce((sum, count) => sum + count, personal.length)
  const [first] = faults
  if (!first) return accept({ rows, from, to })
  return {
    ok: false,
    refusal: {
      ...first,
      because:
        total === 1
          ? first.because
          : say(
              `잘못된 곳이 ${total}군데 있습니다. 첫 번째: ${first.because.ko}`,
              `${total} faults were found. The first: ${first.because.en}`,
            ),
      ...(faults.length > 1 && { more: faults.slice(0, faultsMax) }),
    },
  }
}

const pseudonym = '[A-Za-z0-9][A-Za-z0-9._:#/-]{0,63}'

function checksOf({ named, attributes, inputs, others }: Meanings, now: number): Check[] {
  const checks: Check[] = []
  const add = (column: SourceColumn | undefined, fails: (one: SourceColumn) => string, because: Words) => {
    if (column) checks.push({ column: column.name, fails: fails(column), because })
  }
  const instantFails = ({ instant }: SourceColumn) =>
    `coalesce(${instant} not between ${earliest} and ${now + aheadMs}, true)`
  add(
    named.get('event'),
    ({ text }) => `not coalesce(regexp_full_match(${text}, '${pseudonym}'), false)`,
    badEvent,
  )
  add(named.get('predictedAt'), instantFails, badInstant)
  add(named.get('labelledAt'), instantFails, badInstant)
  add(named.get('score'), ({ number }) => `not coalesce(${number} between 0 and 1, false)`, badScore)
  add(named.get('decision'), ({ text }) => `${text} is not null and ${text} not in ('0', '1')`, badDecision)
  add(named.get('label'), ({ text }) => `coalesce(${text} not in ('0', '1'), true)`, badLabel)
  for (const meaning of ['siteKey', 'subjectKey', 'source', 'labelId', 'replaces'] as const) {
    add(
      named.get(meaning),
      ({ text }) => `not coalesce(regexp_full_match(${text}, '${pseudonym}'), true)`,
      badKey,
    )
  }
  for (const column of attributes.values()) add(column, ({ text }) => `length(${text}) > 64`, badAttribute)
  for (const column of inputs.values()) {
    add(
      column,
      ({ text, number }) => `${text} is not null and not coalesce(isfinite(${number}), false)`,
      badInput,
    )
  }
  for (const column of [...attributes.values(), ...others]) {
    add(
      column,
      ({ text }) => `length(${text}) > 200 or len(string_split_regex(${text}, '\\s+')) > 6`,
      freeText,
    )
  }
  return checks
}

async function placesOf(duck: DuckDBConnection, broken: readonly Check[]): Promise<Refusal[]> {
  const marks = broken.map(({ fails }, at) => `coalesce(${fails}, false) as f${at}`)
  const found = await duck.runAndReadAll(
    `select * from (select row_number() over () as place, ${marks.join(', ')} from source)
     where ${broken.map((_, at) => `f${at}`).join(' or ')} order by place limit ${faultsMax}`,
  )
  return found
    .getRowsJS()
    .flatMap(([place, ...failed]) =>
      broken.flatMap(({ column, because }, at) =>
        failed[at] === true ? [fault(because, Number(place), column)] : [],
      ),
    )
}

function fault(because: Words, row: number, column: string): Refusal {
  return { code: 'invalid', because, field: `row ${row}, column ${column}` }
}

/**
 * Cells that cannot be personal data whatever they are: short codes and serial numbers, random identifiers (UUID
 * version 4 and 7; a version 3 or 5 is a hash of a name), measured numbers. All others are asked one by one.
 */
const plain = [
  '[A-Za-z]{0,12}[-_]?[0-9]{0,7}',
  '[A-Za-z]{1,12}[-_]?(0[02-9]|[1-9][0-9])[0-9]{6,8}',
  '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[47][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}',
]
const measured = '[+-]?[0-9]{0,4}(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?'

async function personalFaults(duck: DuckDBConnection, meanings: Meanings): Promise<Refusal[]> {
  const { named, attributes, inputs, others } = meanings
  const keys = ['event', 'siteKey', 'subjectKey', 'source', 'labelId', 'replaces'] as const
  const asked = [
    ...keys.flatMap((meaning) => {
      const column = named.get(meaning)
      return column ? [{ column, isKey: true }] : []
    }),
    ...[...attributes.values(), ...others, ...(await largeInputs(duck, [...inputs.values()]))].map(
      (column) => ({
        column,
        isKey: false,
      }),
    ),
  ]
  const faults: Refusal[] = []
  for (const { column, isKey } of asked) {
    const harmless = `regexp_full_match(${column.text}, '${[...plain, ...(isKey ? [] : [measured])].join('|')}')`
    faults.push(...(await personalIn(duck, column, harmless)))
    if (faults.length >= faultsMax) break
  }
  return faults.slice(0, faultsMax)
}

/** A resident number is a number too; one of five digits is nobody's. All inputs are looked at in one pass. */
async function largeInputs(duck: DuckDBConnection, inputs: readonly SourceColumn[]): Promise<SourceColumn[]> {
  if (inputs.length === 0) return []
  const large = inputs.map(({ number }) => `count_if(abs(${number}) >= 100000)`)
  const found = await duck.runAndReadAll(`select ${large.join(', ')} from source`)
  return inputs.filter((_, at) => Number(found.getRowsJS()[0]?.[at]) > 0)
}

async function personalIn(
  duck: DuckDBConnection,
  { name, text }: SourceColumn,
  harmless: string,
): Promise<Refusal[]> {
  const found = await duck.stream(
    `select distinct ${text} as cell from source where ${text} is not null and not ${harmless}`,
  )
  const guilty = new Map<string, Words>()
  for (;;) {
    const chunk = await found.fetchChunk()
    if (!chunk || chunk.rowCount === 0 || guilty.size >= faultsMax) break
    for (const value of chunk.getColumnValues(0)) {
      const cell = String(value)
      const kind = personalData(cell)
      if (kind !== null && !(kind === 'birth-date' && isExamined(name))) guilty.set(cell, personalWords(kind))
    }
  }
  if (guilty.size === 0) return []
  const cells = [...guilty.keys()].slice(0, faultsMax)
  const places = await duck.runAndReadAll(
    `select place, cell from (select row_number() over () as place, ${text} as cell from source)
     where cell in (${cells.map(quoted).join(', ')}) order by place limit ${faultsMax}`,
  )
  return places
    .getRowsJS()
    .map(([place, cell]) => fault(guilty.get(String(cell)) ?? freeText, Number(place), name))
}

/** The day of an examination is no date of birth, when its column says that it is one. */
function isExamined(column: string): boolean {
  return /exam|study|scan|predict|acqui|label|received|검사|촬영|판독|예측|측정/i.test(column)
}

const badEvent = say(
  '사건 번호는 비어 있지 않은 64자 이하의 영문, 숫자, 붙임표여야 합니다.',
  'An event id is needed: at most 64 letters, digits and hyphens.',
)
const badInstant = say(
  '시각은 시간대를 밝힌 ISO 8601이어야 하고(예: 2026-03-01T09:30:00+09:00) 미래일 수 없습니다.',
  'A time is ISO 8601 with its zone (2026-03-01T09:30:00+09:00), not in the future.',
)
const badScore = say('점수는 0에서 1 사이의 수여야 합니다.', 'A score is a number between 0 and 1.')
const badDecision = say('판정은 0 또는 1이어야 합니다.', 'A decision is 0 or 1.')
const badLabel = say('정답은 0(음성) 또는 1(양성)이어야 합니다.', 'A label is 0 (negative) or 1 (positive).')
const badKey = say(
  '기관이 발급한 64자 이하의 일련번호여야 합니다.',
  'It must be a serial number issued by the site, at most 64 characters.',
)
const badAttribute = say(
  '특성은 64자 이하의 코드여야 합니다.',
  'An attribute is a code of at most 64 characters.',
)
const badInput = say('입력은 수여야 합니다.', 'An input is a number.')
const freeText = say(
  '자유 서술은 받지 않습니다. 개인정보가 섞일 수 있으니 이 열을 지우십시오.',
  'Free text is not accepted because it may contain personal data. Remove this column.',
)
