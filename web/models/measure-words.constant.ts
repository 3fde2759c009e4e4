import { measureWords as measures } from '@maek/domain/models/performance/measure-names.ts'
import { taskWords as tasks } from '@maek/domain/models/performance/task-names.ts'

/* Words alone, without the schemas that stand beside them: they are read at build time. */

export const measureWords = measures
export const taskWords = tasks
