import { measuresOfTask as measures } from '@maek/domain/models/performance/task-names.ts'
import { taskPlanFields as all, planFieldsOfTask as fields } from '@maek/domain/models/plan-fields-of-task.ts'

/* Which fields and measures belong to which task, read at build time. */

export const measuresOfTask = measures
export const planFieldsOfTask = fields
export const taskPlanFields = all
