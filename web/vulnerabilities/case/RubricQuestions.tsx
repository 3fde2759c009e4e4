import { askedQuestions, type RubricAnswers } from '@maek/domain/vulnerabilities/rubric.ts'
import { rubricAnswers, rubricKinds, rubricQuestions } from '@maek/domain/vulnerabilities/rubric-questions.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core'
import { useSay } from '../../language.tsx'
import { type AnswerRow, answerOf, withAnswer } from './answer-rows.ts'
import classes from './case.module.css'

const reasonWords = words('근거', 'Reason')
const chooseWords = words('답 고르기', 'Choose')
const lossWords = words('무엇을 얼마나 잃습니까?', 'What is lost, and how much?')
const kindWords = words('데이터와 기능', 'Data and functions')
const columnWords = {
  C: words('읽힘(기밀성)', 'Read (confidentiality)'),
  I: words('바뀜(무결성)', 'Changed (integrity)'),
  A: words('멈춤(가용성)', 'Unavailable (availability)'),
} as const
const noneWords = words('답하지 않은 칸을 모두 “없음”으로', 'Set every open cell to “none”')

type RubricQuestionsProps = {
  readonly rows: readonly AnswerRow[]
  readonly answers: RubricAnswers
  readonly onChange: (rows: AnswerRow[]) => void
  readonly disabled: boolean
}

/** The rubric as far as the answers lead: single questions first, then losses as a table, then what patients need. */
export function RubricQuestions({ rows, answers, onChange, disabled }: RubricQuestionsProps) {
  const asked = askedQuestions(answers)
  const singles = asked.filter((name) => !Object.hasOwn(lossNames, name))
  const give = (name: string, change: Partial<AnswerRow>) => onChange(withAnswer(rows, name, change))
  const one = (name: string) => (
    <Question
      key={name}
      row={answerOf(rows, name)}
      onChange={(change) => give(name, change)}
      disabled={disabled}
    />
  )
  const isNeed = (name: string) => ['XCR', 'XIR', 'XAR'].includes(name)
  return (
    <div className={classes.stack}>
      {singles.filter((name) => !isNeed(name) && name !== 'XCPM').map(one)}
      <Losses rows={rows} onChange={onChange} disabled={disabled} />
      {asked.includes('XCPM') && one('XCPM')}
      {singles.filter(isNeed).map(one)}
    </div>
  )
}

type QuestionProps = {
  readonly row: AnswerRow
  readonly onChange: (change: Partial<AnswerRow>) => void
  readonly disabled: boolean
}

function Question({ row, onChange, disabled }: QuestionProps) {
  const say = useSay()
  const question = rubricQuestions[row.name]
  if (!question) return null
  return (
    <div className={classes.question}>
      <Radio.Group
        label={say(question.text)}
        description={question.help && say(question.help)}
        value={row.answer}
        onChange={(answer) => onChange({ answer })}
      >
        <div className={classes.radios}>
          {question.answers.map((answer) => (
            <Radio key={answer} value={answer} label={say(rubricAnswers[answer])} disabled={disabled} />
          ))}
        </div>
      </Radio.Group>
      {row.answer !== '' && <Reason row={row} onChange={onChange} disabled={disabled} />}
    </div>
  )
}

function Reason({ row, onChange, disabled }: QuestionProps) {
  const say = useSay()
  return (
    <TextInput
      size="xs"
      aria-label={`${say(reasonWords)}: ${say(rubricQuestions[row.name]?.text ?? words(row.name, row.name))}`}
      placeholder={say(reasonWords)}
      value={row.reason}
      onChange={(event) => onChange({ reason: event.currentTarget.value })}
      maxLength={500}
      disabled={disabled}
    />
  )
}

/** Six kinds of data and function by three ways of losing them; the worst decides. */
function Losses({ rows, onChange, disabled }: Omit<RubricQuestionsProps, 'answers'>) {
  const say = useSay()
  const cells = Object.keys(lossNames)
  const open = cells.filter((name) => answerOf(rows, name).answer === '')
  const lost = cells.filter((name) => !['', 'none', 'no'].includes(answerOf(rows, name).answer))
  const fill = () =>
    onChange(
      open.reduce<AnswerRow[]>(
        (all, name) => withAnswer(all, name, { answer: name === 'XCP' ? 'no' : 'none' }),
        [...rows],
      ),
    )
  return (
    <fieldset className={classes.losses}>
      <legend>{say(lossWords)}</legend>
      <LossTable rows={rows} onChange={onChange} disabled={disabled} />
      {open.length > 0 && !disabled && (
        <Button variant="default" size="xs" onClick={fill}>
          {say(noneWords)} ({open.length})
        </Button>
      )}
      {lost.map((name) => (
        <div key={name} className={classes.reason}>
          <span>{say(rubricQuestions[name]?.text ?? words(name, name))}</span>
          <Reason
            row={answerOf(rows, name)}
            onChange={(change) => onChange(withAnswer(rows, name, change))}
            disabled={disabled}
          />
        </div>
      ))}
    </fieldset>
  )
}

function LossTable({ rows, onChange, disabled }: Omit<RubricQuestionsProps, 'answers'>) {
  const say = useSay()
  return (
    <div className={classes.scroll}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{say(kindWords)}</th>
            {metrics.map((metric) => (
              <th key={metric} scope="col">
                {say(columnWords[metric])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(rubricKinds).map(([letter, kind]) => (
            <tr key={letter}>
              <th scope="row">{say(kind)}</th>
              {metrics.map((metric) => (
                <td key={metric} data-label={say(columnWords[metric])}>
                  <Loss
                    row={answerOf(rows, `X${metric}${letter}`)}
                    onChange={(change) => onChange(withAnswer(rows, `X${metric}${letter}`, change))}
                    disabled={disabled}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const metrics = ['C', 'I', 'A'] as const
const lossNames: Readonly<Record<string, true>> = Object.fromEntries(
  metrics.flatMap((metric) =>
    Object.keys(rubricKinds).map((letter) => [`X${metric}${letter}`, true as const]),
  ),
)

function Loss({ row, onChange, disabled }: QuestionProps) {
  const say = useSay()
  const question = rubricQuestions[row.name]
  if (!question) return null
  return (
    <NativeSelect
      size="xs"
      aria-label={say(question.text)}
      value={row.answer}
      onChange={(event) => onChange({ answer: event.currentTarget.value })}
      disabled={disabled}
      data={[
        { value: '', label: say(chooseWords) },
        ...question.answers.map((answer) => ({ value: answer, label: say(rubricAnswers[answer]) })),
      ]}
    />
  )
}
