import { rolesOf } from '@maek/domain/models/column-roles.ts'
import { expect, test } from 'vitest'
import { openRoles, proposedColumns, rolesLine, type TaskColumn } from './task-columns.ts'

const column = (role: string, name: string, isNeeded = true): TaskColumn => ({
  role,
  column: name,
  label: { ko: name, en: name },
  help: null,
  type: { ko: '수', en: 'number' },
  isNeeded,
  empty: null,
})
const columns = [
  column('case', 'case_id'),
  column('truth', 'label'),
  column('called', 'predicted', false),
  column('score:cleared', 'score_cleared'),
]

const nothing = { case: null, label: null, score: null }
const inspected = (
  names: readonly string[],
  proposal: Record<'case' | 'label' | 'score', string | null> = nothing,
) => ({
  columns: names.map((name) => ({ name, refused: null })),
  proposal,
})

test('columns of the schema’s own names are proposed, letter case apart; the rest is left open', () => {
  const chosen = proposedColumns(columns, inspected(['Case_ID', 'grade', 'predicted']))
  expect(chosen).toEqual({ case: 'Case_ID', truth: '', called: 'predicted', 'score:cleared': '' })
  // An earlier version's scores may come from its own evaluation.
  expect(openRoles(columns, chosen).map(({ role }) => role)).toEqual(['truth'])
})

test('else the case, truth and score that a file seems to hold are proposed, never a column that is refused', () => {
  const found = inspected(['image', 'gt', 'predicted'], { case: 'image', label: 'gt', score: null })
  expect(proposedColumns(columns, found)).toMatchObject({ case: 'image', truth: 'gt', called: 'predicted' })
  const refused = { ...found, columns: [{ name: 'predicted', refused: { ko: '', en: '' } }] }
  expect(proposedColumns(columns, refused).called).toBe('')
  expect(proposedColumns(columns, undefined)).toMatchObject({ case: '', truth: '' })
})

test('what is sent reads back as the same roles, and own names are not sent', () => {
  const line = rolesLine(columns, { case: 'image', truth: '정답', called: 'predicted', 'score:cleared': 'p' })
  expect(rolesOf(line)).toEqual({ ok: true, value: { case: 'image', truth: '정답', 'score:cleared': 'p' } })
  expect(rolesLine(columns, {})).toBe('')
})
