import type { Field } from '@maek/domain/field.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { FieldValue } from '../records/values/FieldValue.tsx'
import classes from './facts.module.css'

const unansweredWords = words('아직 적지 않았습니다', 'Not written yet')

type WrittenAnswersProps = {
  readonly fields: Readonly<Record<string, Field>>
  /** Which of the fields, in this order. */
  readonly names: readonly string[]
  readonly body: Readonly<Record<string, unknown>>
}

/** What people have written in some fields of a record, and where they have not yet. */
export function WrittenAnswers({ fields, names, body }: WrittenAnswersProps) {
  const say = useSay()
  return names.map((name) => {
    const field = fields[name]
    if (!field) return null
    return (
      <div key={name} className={classes.answer}>
        <h3 className={classes.side}>{say(field.label)}</h3>
        {body[name] === undefined ? (
          <p className={classes.gap}>{say(unansweredWords)}</p>
        ) : (
          <FieldValue field={field} value={body[name]} />
        )}
      </div>
    )
  })
}
