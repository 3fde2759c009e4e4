import { Button, type ButtonProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Path } from '../paths.ts'

type TextLinkProps = Path & {
  readonly children: ReactNode
  readonly className?: string | undefined
  readonly newTab?: boolean
}

/** A link inside the house: `<TextLink {...paths.record(kind, id)}>`. */
export function TextLink({ to, search, children, className, newTab }: TextLinkProps) {
  return (
    <Link to={to} search={search ?? {}} className={className} {...(newTab && { target: '_blank' })}>
      {children}
    </Link>
  )
}

type LinkButtonProps = ButtonProps & Path & { readonly children: ReactNode; readonly newTab?: boolean }

/** A link that looks like a button, for going somewhere; acts are buttons. */
export function LinkButton({ to, search, children, newTab, ...look }: LinkButtonProps) {
  return (
    <Button
      {...look}
      renderRoot={(props) => (
        <Link to={to} search={search ?? {}} {...(newTab && { target: '_blank' })} {...props} />
      )}
    >
      {children}
    </Button>
  )
}
