import type { Task } from './performance/task-names.ts'

const intervals = ['confidenceLevel', 'intervalMethod', 'minimumCases', 'minimumGroupCases']
const groups = ['strata', 'gapLimit', 'multiplicity', 'acceptanceCriteria']

/** The fields of a plan that say something for a task, in the order they are asked. Others are left empty. */
export const planFieldsOfTask: Readonly<Record<Task, readonly string[]>> = {
  binary: ['operatingPoint', 'operatingPoints', ...intervals, ...groups],
  'multi-class': ['classes', 'ordered', ...intervals, ...groups],
  'multi-label': ['classes', 'operatingPoint', 'operatingPoints', ...intervals, ...groups],
  segmentation: [
    'classes',
    'meanInterval',
    'confidenceLevel',
    'minimumCases',
    'minimumGroupCases',
    ...groups,
  ],
  detection: [
    'operatingPoint',
    'falseRates',
    'confidenceLevel',
    'minimumCases',
    'minimumGroupCases',
    ...groups,
  ],
  agreement: ['classes', 'ordered', ...intervals, ...groups],
  mrmc: ['confidenceLevel', 'minimumCases', 'minimumGroupCases', ...groups],
  comparison: [
    'operatingPoint',
    'clearedModel',
    'clearedEvaluation',
    'previousModel',
    'previousEvaluation',
    'comparisons',
    'alpha',
    'plannedUpdates',
    ...intervals,
    ...groups,
  ],
}

/** Every field that some task asks and another does not, with the task itself first. */
export const taskPlanFields: readonly string[] = ['task', ...new Set(Object.values(planFieldsOfTask).flat())]
