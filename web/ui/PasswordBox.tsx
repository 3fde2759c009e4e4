import { PasswordInput, type PasswordInputProps } from '@mantine/core'

type PasswordBoxProps = Pick<PasswordInputProps, 'description' | 'error' | 'className' | 'minLength'> & {
  readonly label: string
  /** Which password a password manager is to offer. */
  readonly autoComplete: 'current-password' | 'new-password'
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A password, always needed where it is asked for. */
export function PasswordBox({ onChange, ...look }: PasswordBoxProps) {
  return (
    <PasswordInput
      {...look}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={200}
      required
      withAsterisk={false}
    />
  )
}
