import { TextInput } from '@mantine/core'
import { useLocale, useSay } from '../../language.tsx'
import classes from './form.module.css'
import { fromLocalInput, ownZone, toLocalInput } from './moments.ts'
import type { WidgetProps } from './widget.ts'

/** Whole numbers and exact decimals, as text: no spinner, no rounding; what is not a number is for the server to say. */
export function NumberTextInput({ id, field, value, onChange, face }: WidgetProps) {
  const say = useSay()
  const whole = field.widget === 'whole'
  const unit = field.unit && say(field.unit)
  return (
    <TextInput
      id={id}
      {...face}
      classNames={{ input: classes.number ?? '' }}
      inputMode={whole ? 'numeric' : 'decimal'}
      autoComplete="off"
      value={typeof value === 'string' || typeof value === 'number' ? value : ''}
      onChange={(event) => {
        const text = event.currentTarget.value.trim()
        onChange(whole && /^-?\d{1,15}$/.test(text) ? Number(text) : text)
      }}
      rightSection={unit && <span className={classes.unit}>{unit}</span>}
      rightSectionWidth={unit ? `${unit.length + 2}ch` : undefined}
      rightSectionPointerEvents="none"
    />
  )
}

/** The browser's own calendar: works by keyboard, by touch and in every language. */
export function DayInput({ id, value, onChange, face }: WidgetProps) {
  return (
    <TextInput
      id={id}
      {...face}
      type="date"
      max="9999-12-31"
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** An instant: entered in the reader's zone, which is shown, and kept in UTC. */
export function MomentInput({ id, value, onChange, face }: WidgetProps) {
  const locale = useLocale()
  const instant = typeof value === 'string' ? value : ''
  const zone = ownZone(instant === '' ? new Date() : new Date(instant), locale)
  return (
    <TextInput
      id={id}
      {...face}
      type="datetime-local"
      max="9999-12-31T23:59"
      description={face.description ? `${face.description} · ${zone}` : zone}
      value={toLocalInput(instant)}
      onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))}
    />
  )
}
