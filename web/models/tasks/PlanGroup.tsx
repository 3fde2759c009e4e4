import type { Field } from '@maek/domain/field.ts'
import type { Body } from '@maek/domain/kind.ts'
import type { Task } from '@maek/domain/models/performance/task-names.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { FormField } from '../../records/form/FormField.tsx'
import formClasses from '../../records/form/form.module.css'
import type { FieldGroupProps } from '../../records/kind-parts.ts'
import { isBlank, rowList } from '../../records/values/shapes.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { measuresOfTask, planFieldsOfTask, taskPlanFields } from '../plan-fields.constant.ts'

const titleWords = words('과업과 통계 계획', 'Task and statistics')
const sizeWords = words('표본 수 계산하기', 'Work out the sample size')

/**
 * The part of a plan that depends on the task: what the task does not ask is not shown, unless something is written
 * there already. Criteria offer the measures the task computes.
 */
export function PlanGroup({ kind, values, onChange, faults, sealed }: FieldGroupProps) {
  const say = useSay()
  const task = taskOf(values.task)
  const asked = new Set(['task', ...planFieldsOfTask[task]])
  const shown = taskPlanFields.filter((name) => asked.has(name) || !isBlank(values[name]))
  return (
    <Panel title={say(titleWords)} actions={<TextLink {...paths.sampleSize()}>{say(sizeWords)}</TextLink>}>
      <div className={formClasses.fields}>
        {shown.flatMap((name) => {
          const field = kind.fields[name]
          if (!field) return []
          const own = name === 'acceptanceCriteria' ? criteriaFor(field, values) : field
          return [
            <FormField
              key={name}
              name={name}
              field={own}
              value={values[name]}
              onChange={(value) => onChange({ [name]: value })}
              faults={faults}
              sealed={sealed.has(name)}
            />,
          ]
        })}
      </div>
    </Panel>
  )
}

function taskOf(value: unknown): Task {
  const tasks = Object.keys(planFieldsOfTask)
  return typeof value === 'string' && isTask(value, tasks) ? value : 'binary'
}

function isTask(value: string, tasks: readonly string[]): value is Task {
  return tasks.includes(value)
}

/**
 * Measures of the task alone. A metric in own words is for what Maek does not compute: where no task is named, or one was
 * written already.
 */
function criteriaFor(field: Field, values: Body): Field {
  const task = taskOf(values.task)
  const value = values.acceptanceCriteria
  const { measure, metric, ...columns } = field.columns ?? {}
  if (!measure || !metric) return field
  const isFree = isBlank(values.task) || rowList(value).some((row) => !isBlank(row.metric))
  const chosen = rowList(value).map((row) => row.measure)
  const choices = Object.fromEntries(
    Object.entries(measure.choices ?? {}).filter(
      ([name]) => measuresOfTask[task].some((known) => known === name) || chosen.includes(name),
    ),
  )
  return { ...field, columns: { measure: { ...measure, choices }, ...(isFree && { metric }), ...columns } }
}
