import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Refusal } from '../../refusal.ts'
import { type PredictionColumns, parsePredictions, type TextTable } from './predictions.ts'
import { hasMedical, medicalText } from './test/shared-medical.ts'

const columns: PredictionColumns = {
  caseId: 'id',
  label: 'label',
  score: 'score',
  subgroups: [{ column: 'sex' }],
  scoreKind: 'probability',
}
const header = ['id', 'label', 'score', 'sex']
const good: TextTable = {
  header,
  rows: [
    ['C-2', '1', '0.9', 'F'],
    ['C-1', '0', '1e-3', ''],
    ['C-3', '1', '1', 'M'],
  ],
}

function refusalOf(table: TextTable, own: PredictionColumns = columns): Refusal {
  const answer = parsePredictions(table, own)
  if (answer.ok) throw new Error('this table must be refused')
  return answer.refusal
}

/** The good table with one cell of its second row replaced. */
function spoiled(column: string, cell: string): TextTable {
  const rows = good.rows.map((row, index) =>
    index === 1 ? row.map((old, at) => (header[at] === column ? cell : old)) : row,
  )
  return { header, rows }
}

test('a good table is read into typed columns, in order of case id', () => {
  const answer = parsePredictions(good, columns)
  expect(answer).toEqual({
    ok: true,
    value: {
      caseIds: ['C-1', 'C-2', 'C-3'],
      scores: Float64Array.from([0.001, 0.9, 1]),
      labels: Uint8Array.from([0, 1, 1]),
      subgroups: [{ column: 'sex', strata: ['F', 'M'], codes: Int32Array.from([-1, 0, 1]) }],
      scoreKind: 'probability',
      columnsLeftOut: [],
    },
  })
})

const faults: [column: string, cell: string, word: RegExp][] = [
  ['score', '', /empty/],
  ['score', 'high', /not a number/],
  ['score', 'NaN', /not a number/],
  ['score', 'Infinity', /not a number/],
  ['score', '1e999', /not a number/],
  ['score', '0x1', /not a number/],
  ['score', '0,85', /not a number/],
  ['score', '1.0000001', /between 0 and 1/],
  ['score', '-0.1', /between 0 and 1/],
  ['label', '', /empty/],
  ['label', '2', /0 \(negative\) or 1/],
  ['label', 'yes', /0 \(negative\) or 1/],
  ['id', '', /empty/],
  ['id', 'C-2', /same case id/],
  ['id', '=cmd|x', /letters, digits/],
  ['id', '900101-1234567', /personal data/],
  ['id', '5d41402abc4b2a76b9719d911017c592', /hashed identifier/],
  ['id', '19800305', /date of birth/],
  ['sex', '김철수', /person's name/],
  ['sex', 'KIM^CHULSOO', /person's name/],
  ['score', '010-1234-5678', /telephone/],
]

test.each(faults)('a %s of %j is refused, naming its row and column', (column, cell, word) => {
  const refusal = refusalOf(spoiled(column, cell))
  const all = refusal.more ?? [refusal]
  const own = all.find((one) => one.field === `row 2, column ${column}` && word.test(one.because.en))
  expect(own, JSON.stringify(refusal)).toBeDefined()
  expect(own?.because.ko).not.toBe('')
})

test('a refusal never repeats the cell that it refuses', () => {
  for (const cell of ['900101-1234567', '김철수', '010-9876-5432', 'hong@example.com']) {
    for (const column of header) {
      expect(JSON.stringify(refusalOf(spoiled(column, cell)))).not.toContain(cell)
    }
  }
})

test('a ranking score may be any finite number, but no resident number', () => {
  const ranking: PredictionColumns = { ...columns, scoreKind: 'ranking' }
  expect(parsePredictions(spoiled('score', '-37.5'), ranking).ok).toBe(true)
  expect(refusalOf(spoiled('score', '9001011234567'), ranking).because.en).toMatch(/personal data/)
})

test('an empty table, a missing column, a column named twice and a ragged row are refused', () => {
  expect(refusalOf({ header, rows: [] }).because.en).toMatch(/no rows/)
  expect(refusalOf({ header: ['id', 'label', 'sex'], rows: [['C-1', '1', 'F']] }).field).toBe('column score')
  expect(refusalOf({ header: [...header, 'sex'], rows: [['C-1', '1', '0.5', 'F', 'F']] }).because.en).toMatch(
    /same name/,
  )
  expect(refusalOf({ header, rows: [['C-1', '1', '0.5']] }).field).toBe('row 1')
  expect(refusalOf(good, { ...columns, score: 'label' }).because.en).toMatch(/serve twice/)
})

test('a column of personal data is refused by its name alone, even when empty', () => {
  const table = { header: [...header, '환자명'], rows: good.rows.map((row) => [...row, '']) }
  expect(refusalOf(table)).toMatchObject({ field: 'column 환자명' })
})

test('columns not asked for are left out when harmless, refused when they hold free text', () => {
  const wide = (cell: string) => ({
    header: [...header, 'note'],
    rows: good.rows.map((row) => [...row, cell]),
  })
  const answer = parsePredictions(wide('3.25'), columns)
  expect(answer.ok && answer.value.columnsLeftOut).toEqual(['note'])
  expect(refusalOf(wide('she came back with a cough')).because.en).toMatch(/Free text/)
})

test('the day of an examination may stand in a column that says so', () => {
  const dated = (name: string) => ({
    header: [...header, name],
    rows: good.rows.map((row) => [...row, '2026-03-05']),
  })
  expect(parsePredictions(dated('study_date'), columns).ok).toBe(true)
  expect(parsePredictions(dated('day'), columns).ok).toBe(false)
})

test('only the codes laid down are taken, and a code laid down is never suspected', () => {
  const coded = { ...columns, subgroups: [{ column: 'sex', codes: ['F', 'M', '김철수'] }] }
  expect(parsePredictions(spoiled('sex', '김철수'), coded).ok).toBe(true)
  expect(refusalOf(spoiled('sex', 'X'), coded).field).toBe('row 2, column sex')
})

test('a column of more than fifty values makes no groups', () => {
  const rows = Array.from({ length: 60 }, (_, index) => [`C-${index}`, String(index % 2), '0.5', `S${index}`])
  expect(refusalOf({ header, rows }).because.en).toMatch(/does not make groups/)
})

test('many faults are counted and the first hundred shown', () => {
  const rows = Array.from({ length: 130 }, (_, index) => [`C-${index}`, '3', '0.5', 'F'])
  const refusal = refusalOf({ header, rows })
  expect(refusal.because.en).toMatch(/^130 faults/)
  expect(refusal.more).toHaveLength(100)
})

test('a byte order mark and blanks round cells do no harm', () => {
  const table = { header: ['\uFEFFid', ' label', 'score ', 'sex'], rows: [[' C-1 ', ' 1', '0.5 ', 'F']] }
  expect(parsePredictions(table, columns).ok).toBe(true)
})

test('rows in any order are read into the same predictions', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(ids, (numbers) => {
      const rows = numbers.map((n) => [`C-${n}`, String(n % 2), `0.${n}`, n % 3 === 0 ? 'F' : 'M'])
      expect(parsePredictions({ header, rows: [...rows].reverse() }, columns)).toEqual(
        parsePredictions({ header, rows }, columns),
      )
    }),
  )
})

test('not one of a thousand planted rows of personal data passes', () => {
  const planted = fc.constantFrom(
    '900101-1234567',
    '8512242345678',
    '010-2345-6789',
    'kim.cs@hospital.kr',
    '1.2.840.10008.5.1.4.1.1.2.77',
    '김영희',
    '선우은숙',
    'PARK^JISUNG',
    'Choi Minho',
    '1975-11-30',
    '5d41402abc4b2a76b9719d911017c592',
  )
  fc.assert(
    fc.property(planted, fc.constantFrom('id', 'sex', 'label', 'score'), (cell, column) => {
      expect(parsePredictions(spoiled(column, cell), columns).ok).toBe(false)
    }),
    { numRuns: 1000 },
  )
})

test.skipIf(!hasMedical)('the shared prediction logs pass as they are (needs the shared tables)', () => {
  for (const [name, n] of [
    ['breast-cancer-malignant', 284],
    ['diabetes-high-progression', 221],
  ] as const) {
    const [first = '', ...lines] = medicalText(`predictions/${name}.csv`).trim().split(/\r?\n/)
    const table = { header: first.split(','), rows: lines.map((line) => line.split(',')) }
    const answer = parsePredictions(table, {
      ...columns,
      subgroups: [{ column: 'sex' }, { column: 'age_group' }],
    })
    expect(answer.ok && answer.value.caseIds.length).toBe(n)
    expect(answer.ok && answer.value.columnsLeftOut).toEqual(['score2', 'year', 'stratum'])
  }
})
