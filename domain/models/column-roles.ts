import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import type { ColumnMapping } from './performance/tasks/read-table.ts'

/**
 * Which column bears which role, from one line as people and programs send it: `case=image,truth=label`. A role may hold
 * a colon (`score:A`), a column anything but a comma. Refuses a part that is no pair and a role given twice.
 */
export function rolesOf(line: string): Answer<ColumnMapping> {
  const roles = new Map<string, string>()
  for (const part of line.split(',')) {
    if (part.trim() === '') continue
    const at = part.indexOf('=')
    const [role, column] = [part.slice(0, at).trim(), part.slice(at + 1).trim()]
    if (at < 1 || role === '' || column === '') return notPair(part.trim())
    if (roles.has(role)) return twice(role)
    roles.set(role, column)
  }
  return accept(Object.fromEntries(roles))
}

function notPair(part: string): Answer<never> {
  return refuse(
    'invalid',
    say(`‘역할=열’ 꼴로 적으십시오: ${part}`, `Write it as role=column: ${part}`),
    'columns',
  )
}

function twice(role: string): Answer<never> {
  return refuse(
    'invalid',
    say(`‘${role}’을(를) 두 번 적었습니다.`, `The role “${role}” is given twice.`),
    'columns',
  )
}
