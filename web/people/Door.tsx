import type { ReactNode } from 'react'
import { LanguageSwitch, SchemeSwitch } from '../shell/Switches.tsx'
import classes from './door.module.css'

type DoorProps = { readonly title: string; readonly about?: string | undefined; readonly children: ReactNode }

/** The frame of the pages in front of the house: one card, the language, light or dark. */
export function Door({ title, about, children }: DoorProps) {
  return (
    <div className={classes.ground}>
      <title>{`${title} · 맥 Maek`}</title>
      <header className={classes.head}>
        <span className={classes.mark}>
          <img src="/icon.svg" alt="" width={28} height={28} />맥 Maek
        </span>
        <span className={classes.switches}>
          <LanguageSwitch />
          <SchemeSwitch />
        </span>
      </header>
      <main className={classes.card}>
        <h1 className={classes.title}>{title}</h1>
        {about && <p className={classes.about}>{about}</p>}
        {children}
      </main>
    </div>
  )
}
