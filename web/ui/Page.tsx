import type { ReactNode } from 'react'
import classes from './ui.module.css'

type PageProps = {
  readonly title: string
  /** Above the title: where we are (a link back, a number, a badge). */
  readonly eyebrow?: ReactNode
  readonly about?: ReactNode
  readonly actions?: ReactNode
  /** For reading and forms: 56 rem instead of 84. */
  readonly narrow?: boolean
  readonly children: ReactNode
}

/** The frame of every page: one h1, the document's title, actions to the right. */
export function Page({ title, eyebrow, about, actions, narrow, children }: PageProps) {
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      <title>{`${title} · 맥 Maek`}</title>
      <header className={classes.head}>
        <div className={classes.titles}>
          {eyebrow && <div className={classes.eyebrow}>{eyebrow}</div>}
          <h1 className={classes.title}>{title}</h1>
          {about && <p className={classes.about}>{about}</p>}
        </div>
        {actions && <div className={`${classes.actions} no-print`}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
