import { z } from 'zod'
import { words } from '../views.ts'
import { say, type Words } from '../words.ts'

/** The steps of taking a table in, in their order. */
export const intakeSteps = [
  'unknown',
  'receiving',
  'waiting',
  'rebuilding',
  'reading',
  'checking',
  'writing',
  'sorting',
  'measuring',
  'keeping',
] as const
export type IntakeStep = (typeof intakeSteps)[number]

export const intakeStepWords: Readonly<Record<IntakeStep, Words>> = {
  unknown: say('준비 중', 'Preparing'),
  receiving: say('파일 받는 중', 'Receiving the file'),
  waiting: say('앞선 계산을 기다리는 중', 'Waiting for an earlier computation'),
  rebuilding: say('앞서 받은 자료를 다시 정리하는 중', 'Laying out earlier files again'),
  reading: say('파일 읽는 중', 'Reading the file'),
  checking: say('값과 개인정보 검사 중', 'Checking values and personal data'),
  writing: say('정리하는 중', 'Putting in order'),
  sorting: say('점수 순으로 정렬하는 중', 'Sorting by score'),
  measuring: say('지표 계산 중', 'Computing the measures'),
  keeping: say('기록하는 중', 'Writing the record'),
}

/** A number of the caller's own, by which it asks how far its table is. */
export const progressToken = z.string().regex(/^[\w-]{8,64}$/)

/** How far a table has come; step `unknown` when this server knows of none by that number. */
export const intakeProgress = z.strictObject({
  step: z.enum(intakeSteps),
  /** Of this step, 0 to 1. */
  part: z.number(),
})

/** A column of a table of predictions as far as one may tell without showing a cell. */
export const predictionsColumn = z.strictObject({
  name: z.string(),
  type: z.enum(['number', 'whole', 'yes-no', 'text', 'time', 'other']),
  /** Different values seen; `null` where the file's footer does not tell. */
  distinct: z.number().nullable(),
  /** Share of empty cells, 0 to 1. */
  empty: z.number(),
  /** Why the column will be refused, if so: its name or its values look like personal data. */
  refused: words.nullable(),
})
export type PredictionsColumn = z.infer<typeof predictionsColumn>

/** Which column seems to be what. */
export const columnProposal = z.strictObject({
  case: z.string().nullable(),
  subject: z.string().nullable(),
  label: z.string().nullable(),
  score: z.string().nullable(),
  subgroups: z.array(z.string()),
})
export type ColumnProposal = z.infer<typeof columnProposal>
