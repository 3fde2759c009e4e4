import { askedBy, decideSsvc, type SsvcAnswers } from '@maek/domain/vulnerabilities/ssvc.ts'
import {
  type AskedPoint,
  askedPoints,
  type SsvcPoint,
  ssvcValue,
} from '@maek/domain/vulnerabilities/ssvc-points.ts'
import type { SsvcSuggestion } from '@maek/domain/vulnerabilities/ssvc-suggest.ts'
import { decisionTables, ssvcTables } from '@maek/domain/vulnerabilities/ssvc-tables.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Radio } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { useSay } from '../../language.tsx'
import { type AnswerRow, answerOf, withAnswer } from './answer-rows.ts'
import classes from './case.module.css'
import { PriorityBadge } from './PriorityBadge.tsx'

const suggestedWords = words('제안', 'Suggested')
const takeWords = words('받기', 'Take it')
const takeAllWords = words('제안 모두 받기', 'Take all suggestions')
const otherWords = words('다른 표에만 필요한 질문', 'Questions only other tables need')

type SsvcQuestionsProps = {
  readonly rows: readonly AnswerRow[]
  readonly suggestions: readonly SsvcSuggestion[]
  readonly onChange: (rows: AnswerRow[]) => void
  readonly disabled: boolean
}

/** What our own priority needs first; the points of the other tables unfold. */
export function SsvcQuestions(props: SsvcQuestionsProps) {
  const { rows, suggestions, onChange, disabled } = props
  const say = useSay()
  const own = askedBy('supplier')
  const rest = [...new Set(decisionTables.flatMap((name) => [...askedBy(name)]))].filter(
    (point) => !own.includes(point),
  )
  const open = suggestions.filter(({ point }) => answerOf(rows, point).answer === '')
  const takeAll = () => onChange(open.reduce<AnswerRow[]>(taken, [...rows]))
  return (
    <div className={classes.stack}>
      {open.length > 1 && !disabled && (
        <div>
          <Button variant="default" size="xs" leftSection={<IconBulb size={14} />} onClick={takeAll}>
            {say(takeAllWords)} ({open.length})
          </Button>
        </div>
      )}
      {own.map((point) => (
        <PointQuestion key={point} point={point} {...props} />
      ))}
      <details>
        <summary>
          {say(otherWords)} ({rest.length})
        </summary>
        <div className={classes.stack}>
          {rest.map((point) => (
            <PointQuestion key={point} point={point} {...props} />
          ))}
        </div>
      </details>
    </div>
  )
}

/** A suggestion taken is an answer of the person who took it; where it came from stays as its reason. */
function taken(rows: AnswerRow[], { point, value, because }: SsvcSuggestion): AnswerRow[] {
  return withAnswer(rows, point, { answer: value, reason: because.ko })
}

function PointQuestion({
  point,
  rows,
  suggestions,
  onChange,
  disabled,
}: SsvcQuestionsProps & { point: AskedPoint }) {
  const say = useSay()
  const { title, question, values }: SsvcPoint = askedPoints[point]
  const { answer } = answerOf(rows, point)
  const suggested = suggestions.find((one) => one.point === point)
  const value = suggested && ssvcValue(point, suggested.value)
  return (
    <div className={classes.question}>
      <Radio.Group
        label={say(title)}
        description={say(question)}
        value={answer}
        onChange={(next) => onChange(withAnswer(rows, point, { answer: next, reason: '' }))}
      >
        <div className={classes.radios}>
          {values.map(({ name, title: label, help }) => (
            <Radio
              key={name}
              value={name}
              label={
                <>
                  {say(label)} {help && <span className={classes.dim}>{say(help)}</span>}
                </>
              }
              disabled={disabled}
            />
          ))}
        </div>
      </Radio.Group>
      {suggested && value && suggested.value !== answer && (
        <p className={classes.suggestion}>
          <IconBulb size={14} aria-hidden />
          <span>
            {say(suggestedWords)}: <strong>{say(value.title)}</strong> · {say(suggested.because)}
          </span>
          {!disabled && (
            <Button variant="subtle" size="compact-xs" onClick={() => onChange(taken([...rows], suggested))}>
              {say(takeWords)}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

function lackingWords(number: number) {
  return words(
    `답 ${number}개가 더 필요합니다`,
    number === 1 ? 'One more answer needed' : `${number} more answers needed`,
  )
}

/** What each table says of the answers so far. */
export function SsvcOutcomes({ answers }: { answers: SsvcAnswers }) {
  const say = useSay()
  return (
    <dl className={classes.outcomes}>
      {decisionTables.map((name) => {
        const { title, about, published } = ssvcTables[name]
        const decision = decideSsvc(name, answers)
        return (
          <div key={name}>
            <dt title={published}>
              {say(title)} <span className={classes.dim}>{say(about)}</span>
            </dt>
            <dd>
              {decision.decided ? (
                <PriorityBadge outcome={decision.outcome} />
              ) : (
                <span className={classes.dim}>{say(lackingWords(decision.missing.length))}</span>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
