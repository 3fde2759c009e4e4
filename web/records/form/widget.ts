import type { Field } from '@maek/domain/field.ts'
import type { ReactNode } from 'react'
import type { Faults } from './faults.ts'

/** What every input of the form is given. Values are looked at, never trusted to have the right shape. */
export type WidgetProps = {
  readonly id: string
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly faults: Faults
  /** Label, help and error as Mantine's inputs take them; in a table cell only `aria-label`. */
  readonly face: Face
}

export type Face = {
  readonly label?: ReactNode
  readonly description?: string
  readonly error?: ReactNode
  readonly disabled?: boolean
  readonly 'aria-label'?: string
}
