import { Button, type ButtonProps, Tooltip, VisuallyHidden } from '@mantine/core'
import { type ReactNode, useId } from 'react'

type ReasonButtonProps = ButtonProps & {
  /** Why the act is not allowed now; null when it is. */
  readonly because: string | null
  readonly onClick: () => void
  readonly children: ReactNode
}

/**
 * A button that, when its act is not allowed, stays reachable by keyboard and says why: `aria-disabled` rather than
 * `disabled`, the reason as tooltip and as description for screen readers.
 */
export function ReasonButton({ because, onClick, children, ...look }: ReasonButtonProps) {
  const id = useId()
  if (because === null) {
    return (
      <Button {...look} onClick={onClick}>
        {children}
      </Button>
    )
  }
  return (
    <>
      <Tooltip label={because}>
        <Button
          {...look}
          data-disabled
          aria-disabled
          aria-describedby={id}
          onClick={(event) => event.preventDefault()}
        >
          {children}
        </Button>
      </Tooltip>
      <VisuallyHidden id={id}>{because}</VisuallyHidden>
    </>
  )
}
