import type { ButtonProps } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ReasonButton } from './ReasonButton.tsx'

type DialogueButtonProps = Omit<ButtonProps, 'children'> & {
  readonly label: string
  /** Why this person may not; null where they may. */
  readonly because: string | null
  /** The dialogue, mounted while it is open, so that it begins anew each time. */
  readonly children: (close: () => void) => ReactNode
}

/** A button that opens a dialogue, or says why it does not. */
export function DialogueButton({ label, because, children, ...look }: DialogueButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ReasonButton {...look} because={because} onClick={() => setOpen(true)}>
        {label}
      </ReasonButton>
      {isOpen && children(() => setOpen(false))}
    </>
  )
}
