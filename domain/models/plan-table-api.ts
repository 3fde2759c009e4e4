import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'
import { taskNameSchema } from './performance/task-names.ts'

/** The table a plan asks for: what a row is, and each column's role, name, type and range. */
export const readPlanTable = endpoint({
  name: 'readPlanTable',
  method: 'GET',
  path: '/evaluations/{id}/table',
  title: say('평가에 올릴 표의 형식', 'The table an evaluation asks for'),
  access: 'read',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({
    task: taskNameSchema,
    row: words,
    columns: z.array(
      z.strictObject({
        role: z.string(),
        column: z.string(),
        label: words,
        help: words.nullable(),
        type: words,
        isNeeded: z.boolean(),
        empty: words.nullable(),
      }),
    ),
    /** Group columns by which the plan looks at results; they bear these names in the file. */
    groups: z.array(z.string()),
  }),
})
