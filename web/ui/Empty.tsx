import type { ReactNode } from 'react'
import classes from './ui.module.css'

type EmptyProps = { readonly title: string; readonly children?: ReactNode; readonly actions?: ReactNode }

/** Nothing here yet: what belongs here and the next step. */
export function Empty({ title, children, actions }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>{title}</p>
      {children && <p className={classes.emptyText}>{children}</p>}
      {actions && <div className={`${classes.actions} no-print`}>{actions}</div>}
    </div>
  )
}
