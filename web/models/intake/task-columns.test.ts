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

test('columns of the schema’s own names are proposed, letter case apart; the rest is left open', () => {
  const chosen = proposedColumns(columns, ['Case_ID', 'grade', 'predicted'])
  expect(chosen).toEqual({ case: 'Case_ID', truth: '', called: 'predicted', 'score:cleared': '' })
  // An earlier version's scores may come from its own evaluation.
  expect(openRoles(columns, chosen).map(({ role }) => role)).toEqual(['truth'])
})

test('what is sent reads back as the same roles, and own names are not sent', () => {
  const line = rolesLine(columns, { case: 'image', truth: '정답', called: 'predicted', 'score:cleared': 'p' })
  expect(rolesOf(line)).toEqual({ ok: true, value: { case: 'image', truth: '정답', 'score:cleared': 'p' } })
  expect(rolesLine(columns, {})).toBe('')
})
