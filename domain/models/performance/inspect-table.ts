import { type Answer, accept } from '../../refusal.ts'
import type { ColumnProposal, PredictionsColumn } from '../intake-words.ts'
import { personalColumn } from './personal-data.ts'
import { strataMax } from './prediction-faults.ts'
import type { TextTable } from './predictions.ts'
import { cellFault, decimal, personalWords, plainHeader } from './table-faults.ts'
import { checkHeader } from './table-header.ts'

type Inspected = { columns: PredictionsColumn[]; proposal: ColumnProposal }

/** What the columns of a table seem to be, from some of its rows. No cell is told, not even one in place of a name. */
export function inspectTable(table: TextTable): Answer<Inspected> {
  const header = table.header.map(plainHeader)
  const checked = checkHeader({ header, rows: table.rows }, isUsual)
  if (!checked.ok) return checked
  const columns = header.map((name, at) => columnOf(name, cellsOf(table, at)))
  return accept({ columns, proposal: proposalOf(columns, table.rows.length) })
}

/** The same from names and types alone, as a Parquet footer gives them. */
export function inspectNames(named: readonly Pick<PredictionsColumn, 'name' | 'type'>[]): Answer<Inspected> {
  const checked = checkHeader({ header: named.map(({ name }) => name), rows: [] }, isUsual)
  if (!checked.ok) return checked
  const columns = named.map(({ name, type }): PredictionsColumn => {
    const kind = personalColumn(name)
    return { name, type, distinct: null, empty: 0, refused: kind === null ? null : personalWords(kind) }
  })
  return accept({ columns, proposal: proposalOf(columns, 0) })
}

const cellsOf = ({ rows }: TextTable, at: number) => rows.map((row) => (row[at] ?? '').trim())

function columnOf(name: string, cells: readonly string[]): PredictionsColumn {
  const given = cells.filter((cell) => cell !== '')
  const different = new Set(given)
  const kind = personalColumn(name)
  const use = { name, isKey: caseNames.test(name) || subjectNames.test(name), isUsed: true }
  const personal = kind === null ? [...different].map((cell) => cellFault(cell, use)).find(Boolean) : null
  return {
    name,
    type: typeOf(different),
    distinct: different.size,
    empty: cells.length === 0 ? 0 : 1 - given.length / cells.length,
    refused: kind === null ? (personal ?? null) : personalWords(kind),
  }
}

function typeOf(cells: ReadonlySet<string>): PredictionsColumn['type'] {
  if (cells.size === 0) return 'text'
  const all = [...cells]
  if (all.every((cell) => cell === '0' || cell === '1')) return 'yes-no'
  if (all.every((cell) => /^[+-]?\d+$/.test(cell))) return 'whole'
  return all.every((cell) => decimal.test(cell)) ? 'number' : 'text'
}

const caseNames =
  /^(case|image|exam|study|record|row|sample)?[ _-]?(id|no|number)$|^(case|image|exam|study|accession)$|사례|증례|검사번호/i
const subjectNames = /^(subject|patient|person)[ _-]?(id|no|key|number|code)?$|대상자|환자번호/i
const labelNames = /^(label|truth|y|y_true|target|ground_?truth|gt|outcome|reference_standard)$|정답|참값/i
const scoreNames = /^(score|prob(ability)?|p|y_score|y_prob|pred(iction)?|output|confidence)$|점수|확률|예측/i

/** Columns of the other tasks. */
const taskNames =
  /^(predicted|reader|rating|modality|structure|kind|dice|hd95|sex|age_band|site)$|^(score|label)_|_(id|voxels|mm)$/i

function isUsual(name: string): boolean {
  return [caseNames, subjectNames, labelNames, scoreNames, taskNames].some((pattern) => pattern.test(name))
}

function proposalOf(columns: readonly PredictionsColumn[], rows: number): ColumnProposal {
  const fit = columns.filter(({ refused }) => refused === null)
  const byName = (pattern: RegExp, types: readonly PredictionsColumn['type'][]) =>
    fit.find(({ name, type }) => pattern.test(name) && types.includes(type))?.name ?? null
  const score = byName(scoreNames, ['number', 'whole', 'yes-no'])
  const own = {
    case: byName(caseNames, ['text', 'whole', 'number']),
    subject: byName(subjectNames, ['text', 'whole']),
    label: byName(labelNames, ['yes-no', 'whole', 'number']),
    // The only column of fractions is the score, whatever it is called.
    score: score ?? only(fit.filter(({ type }) => type === 'number'))?.name ?? null,
  }
  const taken = new Set(Object.values(own))
  // A code that comes back makes groups; what differs from row to row does not.
  const makesGroups = ({ distinct }: PredictionsColumn) =>
    distinct !== null && distinct > 1 && distinct <= Math.min(strataMax, rows / 4)
  const subgroups = fit.filter((one) => one.type === 'text' && !taken.has(one.name) && makesGroups(one))
  return { ...own, subgroups: subgroups.map(({ name }) => name) }
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined
}
