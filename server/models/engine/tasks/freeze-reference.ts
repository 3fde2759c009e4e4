import { freezeBins } from '@maek/domain/models/performance/drift.ts'
import { refuseAll } from '@maek/domain/models/performance/table-faults.ts'
import {
  gridBins,
  psiBins,
  type Reference,
  type ReferenceVariable,
} from '@maek/domain/monitoring/reference.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { openTable, type TableFormat } from '../table/open.ts'
import { binaryOf, numberOf, type SourceColumn, trimmed } from '../table/source.ts'
import type { Bench, EngineTaskRunner } from '../task.ts'
import { unreadableAt } from './observe-source.ts'

/** The reference of a plan, frozen from the predictions of its baseline evaluation. */
export type FreezeReference = {
  readonly task: 'freeze-reference'
  readonly path: string
  readonly format: TableFormat
  readonly evaluation: Reference['evaluation']
  readonly threshold: number
  readonly score: string
  readonly label: string
  readonly inputs: readonly string[]
}

export const freezeReferenceTask: EngineTaskRunner<FreezeReference> = {
  places: ({ path }) => [path],
  run: async (bench, task) => {
    try {
      return await freeze(bench, task)
    } catch (error) {
      const refused = unreadableAt(error)
      if (refused) return refused
      throw error
    }
  },
}

async function freeze(bench: Bench, task: FreezeReference): Promise<Answer<Reference>> {
  const source = await openTable(bench, task)
  if (!source.ok) return source
  const { relation, columns: all, faults, faultCount } = source.value
  if (faultCount > 0) return refuseAll(faults, faultCount)
  const columnOf = (name: string) => all.find((column) => column.name === name)
  const [score, label] = [columnOf(task.score), columnOf(task.label)]
  if (!score) return missing(task.score)
  if (!label) return missing(task.label)
  const inputs: SourceColumn[] = []
  for (const name of task.inputs) {
    const column = columnOf(name) ?? columnOf(`input_${name}`)
    if (!column) return missing(name)
    inputs.push(column)
  }
  const found = await bench.duck.runAndReadAll(
    `select cast(${binaryOf(label, textOf(label)).value} as varchar), ${[score, ...inputs].map(finiteOf).join(', ')}
     from ${relation}`,
  )
  const [labels = [], ...columns] = found.getColumnsJS()
  const numbers = columns.map((column) =>
    Float64Array.from(column, (value) => (value === null ? Number.NaN : Number(value))),
  )
  const [scores = new Float64Array()] = numbers
  if (scores.length === 0 || scores.some((value) => !(value >= 0 && value <= 1))) return noProbabilities
  if (labels.some((value) => value !== '0' && value !== '1')) return noLabels
  return accept({
    v: 1,
    evaluation: task.evaluation,
    threshold: task.threshold,
    n: scores.length,
    calls: callsOf(scores, labels, task.threshold),
    scoreMillionths: scores.reduce((sum, value) => sum + Math.round(value * 1e6), 0),
    variables: numbers.flatMap((column, at) => {
      const name = at === 0 ? 'score' : (task.inputs[at - 1] ?? '').replace(/^input_/, '')
      return column.every(Number.isNaN) ? [] : [variableOf(name, column)]
    }),
  })
}

const textOf = ({ type, text }: SourceColumn) => (type === 'text' ? trimmed(text) : text)

function finiteOf(column: SourceColumn): string {
  const { value, isNumber } = numberOf(column, textOf(column))
  return `case when ${isNumber} then ${value} end`
}

/** The grid's edges hold the deciles' too: both are the same quantiles of the same values. */
function variableOf(name: string, values: Float64Array): ReferenceVariable {
  const { edges, range, counts } = freezeBins(values, gridBins)
  const { edges: decileEdges } = freezeBins(values, psiBins)
  return {
    name,
    edges: [...edges],
    decileEdges: [...decileEdges],
    range: [range[0], range[1]],
    counts: [...counts],
  }
}

function callsOf(scores: Float64Array, labels: readonly unknown[], threshold: number): Reference['calls'] {
  const calls = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 }
  for (const [at, score] of scores.entries()) {
    const [isCalled, isPositive] = [score >= threshold, labels[at] === '1']
    if (isCalled && isPositive) calls.truePositives++
    else if (isCalled) calls.falsePositives++
    else if (isPositive) calls.falseNegatives++
    else calls.trueNegatives++
  }
  return calls
}

function missing(name: string): Answer<never> {
  return refuse(
    'invalid',
    say(`‘${name}’ 열이 없습니다.`, `Column “${name}” is missing.`),
    `column ${name.slice(0, 60)}`,
  )
}

const noProbabilities = refuse(
  'invalid',
  say('점수는 0에서 1 사이의 확률이어야 합니다.', 'The scores must be probabilities between 0 and 1.'),
  'score',
)
const noLabels = refuse(
  'invalid',
  say('정답은 0 또는 1이어야 합니다.', 'The labels must be 0 or 1.'),
  'label',
)
