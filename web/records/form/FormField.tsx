import type { Field, Presence, Widget } from '@maek/domain/field.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { FieldInput } from './FieldInput.tsx'
import { type Faults, faultAt, faultsBelow } from './faults.ts'
import classes from './form.module.css'

const presenceWords = {
  entry: words('필수', 'required'),
  completion: words('검토·종결 전 필수', 'needed before review or closing'),
  optional: null,
} as const satisfies Record<Presence, unknown>

const sealedWords = words('확정되어 바꿀 수 없습니다', 'Fixed: can no longer be changed')
const byHouseWords = words('시스템이 적습니다', 'Written by the system')

const narrow: ReadonlySet<Widget> = new Set([
  'line',
  'choice',
  'yes-no',
  'whole',
  'decimal',
  'day',
  'moment',
  'reference',
])

type FormFieldProps = {
  readonly name: string
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly faults: Faults
  readonly sealed: boolean
  /** Nobody types it: the house writes it. */
  readonly byHouse?: boolean
}

/** One field of the form: label, when it is needed, help, input, and what is wrong with it. */
export function FormField({ name, field, value, onChange, faults, sealed, byHouse = false }: FormFieldProps) {
  const say = useSay()
  const presence = presenceWords[field.presence]
  const fault = faultAt(faults, name)
  const help = sealed ? say(sealedWords) : field.help ? say(field.help) : byHouse && say(byHouseWords)
  const label = (
    <>
      {say(field.label)}
      {presence && (
        <span className={classes.presence} data-now={field.presence === 'entry' || undefined}>
          {say(presence)}
        </span>
      )}
    </>
  )
  const face = {
    label,
    ...(help && { description: help }),
    ...(fault && { error: say(fault) }),
    disabled: sealed || byHouse,
  }
  return (
    <div className={narrow.has(field.widget) ? undefined : classes.wide} data-fault={fault ? '' : undefined}>
      <FieldInput
        id={`field-${name}`}
        field={field}
        value={value}
        onChange={onChange}
        faults={faultsBelow(faults, name)}
        face={face}
      />
    </div>
  )
}
