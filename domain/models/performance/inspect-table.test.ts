import { expect, test } from 'vitest'
import type { Answer } from '../../refusal.ts'
import { inspectNames, inspectTable } from './inspect-table.ts'

const accepted = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

const rows = Array.from({ length: 40 }, (_, n) => [
  `C-${n}`,
  String(n % 2),
  String(n / 40),
  n % 3 === 0 ? 'F' : 'M',
  `note ${n}`,
])

test('columns are proposed by name and by what they hold, and no cell is told', () => {
  const found = accepted(inspectTable({ header: ['case_id', 'label', 'probability', 'sex', 'note'], rows }))
  expect(found.proposal).toEqual({
    case: 'case_id',
    subject: null,
    label: 'label',
    score: 'probability',
    subgroups: ['sex'],
  })
  expect(found.columns.map(({ type }) => type)).toEqual(['text', 'yes-no', 'number', 'text', 'text'])
  expect(JSON.stringify(found)).not.toContain('C-1')
})

test('a column that will be refused says why and is not proposed', () => {
  const found = accepted(
    inspectTable({
      header: ['case_id', 'label', 'score', 'patient_name', 'sex'],
      rows: rows.map((row) => [...row.slice(0, 3), 'x', '010-1234-5678']),
    }),
  )
  expect(found.columns.map(({ refused }) => refused !== null)).toEqual([false, false, false, true, true])
  expect(found.proposal.subgroups).toEqual([])
  expect(JSON.stringify(found)).not.toContain('1234-5678')
})

test('names and types alone propose what they can', () => {
  const named = [
    { name: '사례번호', type: 'text' as const },
    { name: '정답', type: 'whole' as const },
    { name: '확률', type: 'number' as const },
  ]
  expect(accepted(inspectNames(named)).proposal).toMatchObject({
    case: '사례번호',
    label: '정답',
    score: '확률',
  })
})
