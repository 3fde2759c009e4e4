import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inspectNames, inspectTable } from './inspect-table.ts'
import { parsePredictions, predictionColumnsSchema, type TextTable } from './predictions.ts'
import { columnPlace, headerFaults } from './table-header.ts'

const columns = predictionColumnsSchema.parse({ caseId: 'case_id', label: 'label', score: 'score' })

/** Lines as a CSV reader that takes the first of them for the header hands them on. */
const table = (...lines: readonly string[]): TextTable => {
  const [header = [], ...rows] = lines.map((line) => line.split(','))
  return { header, rows }
}

const headless: readonly (readonly [string, TextTable])[] = [
  ['scores', table('P-17,1,0.91', 'P-18,0,0.12')],
  ['names of people', table('홍길동,1,0.91', '김철수,0,0.12')],
  ['a resident number', table('900101-1234567,양성,x', '880202-2345678,음성,y')],
  ['a telephone number', table('x,010-1234-5678,y', 'z,010-8765-4321,y')],
  ['a foreign name', table('Kim Minsu,F,mild', 'Lee Jihoon,M,mild')],
  ['a DICOM name', table('HONG^GILDONG,F,mild', 'KIM^CHULSOO,M,mild')],
  ['a day', table('C,1999-01-02,x', 'D,1998-11-12,x')],
  ['codes that come again', table('C1,R1,mild', 'C1,R2,none', 'C2,R1,mild')],
  ['serial codes only', table('PT-0001,가', 'PT-0002,나')],
  ['names and codes only', table('홍길동,남', '김철수,여')],
]

test.each(headless)(
  'a first line of %s is refused as no header, and nothing of it is repeated',
  (_, given) => {
    const inspected = inspectTable(given)
    expect(inspected).toMatchObject({ ok: false, refusal: { field: 'body' } })
    for (const answer of [inspected, parsePredictions(given, columns)]) {
      expect(answer.ok).toBe(false)
      const told = JSON.stringify(answer)
      for (const cell of given.header.filter((one) => one.length > 2)) expect(told).not.toContain(cell)
    }
  },
)

test('whatever the first line holds, a refusal repeats none of it unless a column asked for is among it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 3, unit: 'grapheme' }), { minLength: 1 }), (header) => {
      fc.pre(!header.some((name) => ['case_id', 'label', 'score'].includes(name)))
      const told = headerFaults(header, ['case_id', 'label', 'score'])
      expect(told.length).toBeGreaterThan(0)
      const places = told.map(({ field }) => field)
      for (const place of places)
        expect(['body', 'column case_id', 'column label', 'column score']).toContain(place)
    }),
  )
})

test('true headers are taken: Korean words that begin like a surname, numbered features, an index without a name', () => {
  for (const header of [
    '사례번호,정답값,점수,이미지,기관명',
    'case_id,label,score,0,1,2',
    ',case_id,label,score',
    'finding,answer,vote',
    'p,y',
    'image_id,kind,score',
  ]) {
    const given = table(header, header.replaceAll(/[^,]+/g, 'v7'))
    expect(inspectTable(given), header).toMatchObject({ ok: true })
  }
})

test('a header that stands again in the middle of a file is no sign that there is none', () => {
  expect(inspectTable(table('a,b,c', 'x,1,2', 'a,b,c', 'y,3,4')).ok).toBe(true)
})

test('a Parquet file made from a table without a header is refused by its names', () => {
  const named = ['홍길동', '1', '0.91'].map((name) => ({ name, type: 'text' as const }))
  expect(inspectNames(named)).toMatchObject({ ok: false, refusal: { field: 'body' } })
  expect(JSON.stringify(inspectNames(named))).not.toContain('홍길동')
})

test('a column whose name is itself personal data is told by its place', () => {
  expect(headerFaults(['case_id', '010-1234-5678'], ['case_id'])).toMatchObject([{ field: 'column 2' }])
  expect(headerFaults(['case_id', '홍길동', '홍길동'], ['case_id'])).toMatchObject([{ field: 'column 3' }])
  expect(headerFaults(['case_id', '환자명'], ['case_id'])).toMatchObject([{ field: 'column 환자명' }])
  expect(columnPlace('', 0)).toBe('column 1')
})
