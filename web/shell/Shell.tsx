import { say as words } from '@maek/domain/words.ts'
import { Drawer } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useSay } from '../language.tsx'
import { Header } from './Header.tsx'
import { Navigation } from './Navigation.tsx'
import classes from './Shell.module.css'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))

const skipWords = words('본문으로 건너뛰기', 'Skip to content')
const menuWords = words('메뉴', 'Menu')

/** The frame around every page of the house: header, navigation, the page. */
export function Shell() {
  const say = useSay()
  const [menuOpen, menu] = useDisclosure(false)
  const [paletteOpen, palette] = useDisclosure(false)
  useHotkeys([['mod+K', palette.open]], [])
  return (
    <div className={classes.shell}>
      <a className={`${classes.skip} no-print`} href="#page">
        {say(skipWords)}
      </a>
      <Header onMenu={menu.open} onSearch={palette.open} />
      <nav className={classes.nav} data-fixed aria-label={say(menuWords)}>
        <Navigation />
      </nav>
      <Drawer opened={menuOpen} onClose={menu.close} title={say(menuWords)} size={300} padding="sm">
        <nav className={classes.nav} aria-label={say(menuWords)}>
          <Navigation onGo={menu.close} />
        </nav>
      </Drawer>
      <main className={classes.main} id="page" tabIndex={-1}>
        <Outlet />
      </main>
      {paletteOpen && (
        <Suspense>
          <Palette onClose={palette.close} />
        </Suspense>
      )}
    </div>
  )
}
