import type { ReactNode } from 'react'
import { ChoiceInput, ChoicesInput, YesNoInput } from './ChoiceInputs.tsx'
import { FilesInput } from './FilesInput.tsx'
import { DayInput, MomentInput, NumberTextInput } from './NumberInputs.tsx'
import { ReferenceInput, ReferencesInput } from './ReferenceInputs.tsx'
import { RowsInput } from './RowsInput.tsx'
import { LineInput, PairInput, ProseInput } from './TextInputs.tsx'
import type { WidgetProps } from './widget.ts'

/** The input of a field, by its widget. */
export function FieldInput(props: WidgetProps): ReactNode {
  switch (props.field.widget) {
    case 'line':
      return <LineInput {...props} />
    case 'prose':
      return <ProseInput {...props} />
    case 'pair':
      return <PairInput {...props} />
    case 'choice':
      return <ChoiceInput {...props} />
    case 'choices':
      return <ChoicesInput {...props} />
    case 'yes-no':
      return <YesNoInput {...props} />
    case 'whole':
    case 'decimal':
      return <NumberTextInput {...props} />
    case 'day':
      return <DayInput {...props} />
    case 'moment':
      return <MomentInput {...props} />
    case 'reference':
      return <ReferenceInput {...props} />
    case 'references':
      return <ReferencesInput {...props} />
    case 'file':
    case 'files':
      return <FilesInput {...props} />
    case 'rows':
      return <RowsInput {...props} Cell={FieldInput} />
    default:
      return props.field.widget satisfies never
  }
}
