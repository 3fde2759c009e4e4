import { type ReactNode, useId } from 'react'
import classes from './ui.module.css'

type PanelProps = { readonly title?: string; readonly actions?: ReactNode; readonly children: ReactNode }

/** A section of a page with its own heading, announced by it. */
export function Panel({ title, actions, children }: PanelProps) {
  const id = useId()
  return (
    <section className={classes.panel} {...(title && { 'aria-labelledby': id })}>
      {title && (
        <div className={classes.panelHead}>
          <h2 className={classes.panelTitle} id={id}>
            {title}
          </h2>
          {actions && <div className={`${classes.actions} no-print`}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}
