import type { Field } from '@maek/domain/field.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { diffWords, type Piece } from '../diff.ts'
import classes from '../record.module.css'
import { FieldValue } from '../values/FieldValue.tsx'
import { isBlank } from '../values/shapes.ts'

const beforeWords = words('이전', 'Before')
const afterWords = words('이후', 'After')

type FieldChangeProps = {
  readonly name: string
  /** Undefined for a field this build no longer knows: its values are then shown as they are kept. */
  readonly field: Field | undefined
  readonly before: unknown
  readonly after: unknown
}

/** One field's change: texts with the changed words marked, everything else side by side. */
export function FieldChange({ name, field, before, after }: FieldChangeProps) {
  const say = useSay()
  const label = field ? say(field.label) : name
  const isText = typeof before === 'string' && typeof after === 'string' && field?.widget !== 'reference'
  const pieces =
    isText && (field?.widget === 'line' || field?.widget === 'prose') ? diffWords(before, after) : null
  return (
    <div className={classes.change}>
      <div className={classes.changeName}>{label}</div>
      {pieces ? (
        <Marked pieces={pieces} />
      ) : (
        <div className={classes.changeSides}>
          {!isBlank(before) && <Side side="before" field={field} value={before} label={say(beforeWords)} />}
          {!isBlank(after) && <Side side="after" field={field} value={after} label={say(afterWords)} />}
        </div>
      )}
    </div>
  )
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  let place = 0
  return (
    <p className={classes.diff}>
      {pieces.map((piece) => {
        place += piece.text.length
        const key = `${piece.side} ${place}`
        if (piece.side === 'both') return <span key={key}>{piece.text}</span>
        return piece.side === 'before' ? <del key={key}>{piece.text}</del> : <ins key={key}>{piece.text}</ins>
      })}
    </p>
  )
}

type SideProps = {
  readonly side: 'before' | 'after'
  readonly field: Field | undefined
  readonly value: unknown
  readonly label: string
}

function Side({ side, field, value, label }: SideProps) {
  return (
    <div className={classes.sideBox} data-side={side}>
      <span className={classes.sideName}>{label}</span>
      {field ? <FieldValue field={field} value={value} /> : <code>{JSON.stringify(value)}</code>}
    </div>
  )
}
