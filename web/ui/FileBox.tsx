import { Input } from '@mantine/core'
import { useId } from 'react'
import classes from './ui.module.css'

type FileBoxProps = {
  readonly label: string
  readonly help: string
  /** Endings and media types that the chooser offers. */
  readonly accept: string
  readonly error?: string | false
  readonly onChoose: (file: File | null) => void
}

/** One file to choose, under its label and what it may be. */
export function FileBox({ label, help, accept, error, onChoose }: FileBoxProps) {
  const id = useId()
  return (
    <Input.Wrapper id={id} label={label} description={help} error={error}>
      <input
        id={id}
        type="file"
        className={classes.file}
        accept={accept}
        onChange={(event) => onChoose(event.currentTarget.files?.[0] ?? null)}
      />
    </Input.Wrapper>
  )
}
