import { say, type Words } from '../words.ts'

export type ObservationContents = 'predictions' | 'labels'

type Column = {
  /** The name it bears where nobody says otherwise. */
  readonly usual: string
  readonly title: Words
  readonly of: readonly ObservationContents[]
  /** Without it a file is refused. */
  readonly isNeeded: boolean
  /** Names that mean it in many files: proposed to a person, never taken unasked. */
  readonly also: RegExp
}

const both = ['predictions', 'labels'] as const
const predictions = ['predictions'] as const
const labels = ['labels'] as const

/** What a column of a prediction from the field, or of a label that came for one, may mean. */
export const observationColumns = {
  event: {
    ...{ usual: 'event_id', of: both, isNeeded: true, title: say('사건 번호', 'Event id') },
    also: /^(event|case|exam|study|image|record|prediction)[ _-]?(id|no|key|number)?$|^(사건|사례|검사|예측)[ _]?번호$/i,
  },
  predictedAt: {
    ...{
      usual: 'predicted_at',
      of: predictions,
      isNeeded: true,
      title: say('예측 시각', 'Time of prediction'),
    },
    also: /^(prediction|predicted|inference|analy[sz]ed|result)[ _-]?(at|on|time|datetime|timestamp)$|^(timestamp|datetime|time)$|^(예측|분석|판독)[ _]?(시각|일시)$/i,
  },
  score: {
    ...{ usual: 'score', of: predictions, isNeeded: true, title: say('점수 (0–1)', 'Score (0–1)') },
    also: /^(prob(ability)?|p|y_score|y_prob|output|confidence|ai_score)$|^(점수|확률)$/i,
  },
  decision: {
    ...{ usual: 'decision', of: predictions, isNeeded: false, title: say('판정 (0·1)', 'Decision (0 or 1)') },
    also: /^(call|pred(icted|iction)?|y_pred|flag|positive)$|^판정$/i,
  },
  siteKey: {
    ...{
      usual: 'site_key',
      of: predictions,
      isNeeded: false,
      title: say('사용처 일련번호', 'Serial of the site'),
    },
    also: /^(site|hospital|clinic|facility|centre|center)[ _-]?(id|no|key|code)?$|^(기관|사용처)[ _]?(번호|코드)$/i,
  },
  subjectKey: {
    ...{
      usual: 'subject_key',
      of: predictions,
      isNeeded: false,
      title: say('대상자 가명', 'Pseudonym of the subject'),
    },
    also: /^(subject|patient|person)[ _-]?(id|no|key|code|pseudonym)$|^대상자[ _]?(번호|가명)$/i,
  },
  label: {
    ...{ usual: 'label', of: labels, isNeeded: true, title: say('정답 (0·1)', 'Label (0 or 1)') },
    also: /^(truth|y|y_true|target|ground_?truth|gt|outcome|reference_standard)$|^(정답|참값)$/i,
  },
  labelledAt: {
    ...{
      usual: 'labelled_at',
      of: labels,
      isNeeded: true,
      title: say('정답 확정 시각', 'Time of the label'),
    },
    also: /^(label(l?ed)?|confirmed|reported|truth)[ _-]?(at|on|time|datetime|timestamp)$|^(timestamp|datetime|time)$|^(정답|확정)[ _]?(시각|일시)$/i,
  },
  source: {
    ...{ usual: 'source', of: labels, isNeeded: false, title: say('정답 출처', 'Source of the label') },
    also: /^(label_source|method|reference)$|^(출처|정답[ _]?출처)$/i,
  },
  labelId: {
    ...{ usual: 'label_id', of: labels, isNeeded: false, title: say('정답 번호', 'Id of the label') },
    also: /^label[ _-]?(no|key|number)$|^정답[ _]?번호$/i,
  },
  replaces: {
    ...{
      usual: 'supersedes',
      of: labels,
      isNeeded: false,
      title: say('대체하는 정답 번호', 'Id of the label it replaces'),
    },
    also: /^(replaces|replaced_label|corrects)$/i,
  },
} as const satisfies Readonly<Record<string, Column>>

export type Meaning = keyof typeof observationColumns

/** Columns of groups and of numeric inputs: any number of them, known by how their names begin. */
export const columnPrefixes = { attributes: 'attribute_', inputs: 'input_' } as const

const all: readonly { readonly meaning: Meaning; readonly column: Column }[] = [
  { meaning: 'event', column: observationColumns.event },
  { meaning: 'predictedAt', column: observationColumns.predictedAt },
  { meaning: 'score', column: observationColumns.score },
  { meaning: 'decision', column: observationColumns.decision },
  { meaning: 'siteKey', column: observationColumns.siteKey },
  { meaning: 'subjectKey', column: observationColumns.subjectKey },
  { meaning: 'label', column: observationColumns.label },
  { meaning: 'labelledAt', column: observationColumns.labelledAt },
  { meaning: 'source', column: observationColumns.source },
  { meaning: 'labelId', column: observationColumns.labelId },
  { meaning: 'replaces', column: observationColumns.replaces },
]

/** Every meaning that a column of predictions, or of labels, may have; in the order people are asked. */
export function meaningsIn(contents: ObservationContents) {
  return all.filter(({ column }) => column.of.includes(contents))
}

/** Which column is what; null where none is. */
export type ColumnChoice = {
  readonly named: Readonly<Partial<Record<Meaning, string | null>>>
  readonly attributes: readonly string[]
  readonly inputs: readonly string[]
}

/** What the columns of a file seem to be: by the usual name, else by the first name that many use for it. */
export function proposeColumns(contents: ObservationContents, names: readonly string[]): ColumnChoice {
  const wanted = meaningsIn(contents)
  const taken = new Set(wanted.map(({ column }) => column.usual).filter((usual) => names.includes(usual)))
  const isPrefixed = (name: string) => Object.values(columnPrefixes).some((prefix) => name.startsWith(prefix))
  const named: Partial<Record<Meaning, string | null>> = {}
  for (const { meaning, column } of wanted) {
    const found = names.includes(column.usual)
      ? column.usual
      : names.find((name) => !taken.has(name) && !isPrefixed(name) && column.also.test(name))
    named[meaning] = found ?? null
    if (found !== undefined) taken.add(found)
  }
  const begin = (prefix: string) => names.filter((name) => name.startsWith(prefix))
  return { named, attributes: begin(columnPrefixes.attributes), inputs: begin(columnPrefixes.inputs) }
}

/** Meanings that a file cannot do without and that no column has yet. */
export function unchosen(contents: ObservationContents, { named }: ColumnChoice): Meaning[] {
  return meaningsIn(contents).flatMap(({ meaning, column }) =>
    column.isNeeded && !named[meaning] ? [meaning] : [],
  )
}

/**
 * A choice as parameters of the intake: only what differs from the usual names, so that a column which comes first in
 * a later row is still found. Empty: the usual name is there and means something else.
 */
export function columnParameters(
  contents: ObservationContents,
  names: readonly string[],
  choice: ColumnChoice,
): Partial<Record<Meaning | 'attributes' | 'inputs', string>> {
  const sent: Partial<Record<Meaning | 'attributes' | 'inputs', string>> = {}
  for (const { meaning, column } of meaningsIn(contents)) {
    const name = choice.named[meaning] ?? ''
    if (name !== '' ? name !== column.usual : names.includes(column.usual)) sent[meaning] = name
  }
  for (const list of ['attributes', 'inputs'] as const) {
    const chosen = choice[list]
    const usual = names.filter((name) => name.startsWith(columnPrefixes[list]))
    const isUsual = chosen.length === usual.length && chosen.every((name) => usual.includes(name))
    if (!isUsual) sent[list] = chosen.join(',')
  }
  return sent
}

/**
 * Whether a table can only be observations from the field: it bears every needed name of predictions or of labels, and
 * is then no table for an evaluation, which holds scores and labels together. Else null.
 */
export function observationsIn(names: readonly string[]): ObservationContents | null {
  const has = (...wanted: readonly Meaning[]) =>
    wanted.every((meaning) => names.includes(observationColumns[meaning].usual))
  if (has('event', 'predictedAt', 'score') && !has('label')) return 'predictions'
  return has('event', 'label', 'labelledAt') && !has('score') ? 'labels' : null
}

/** What a table seems to hold, where only one of the two fits it: proposed to a person, who may say otherwise. */
export function likelyContents(names: readonly string[]): ObservationContents | null {
  const fitting = both.filter((contents) => unchosen(contents, proposeColumns(contents, names)).length === 0)
  const [only = null, ...more] = fitting
  return observationsIn(names) ?? (more.length === 0 ? only : null)
}

/** Whether a table bears a name that is usual for observations only. */
export function mayBeObservations(names: readonly string[]): boolean {
  return (['event', 'predictedAt', 'labelledAt'] as const).some((meaning) =>
    names.includes(observationColumns[meaning].usual),
  )
}
