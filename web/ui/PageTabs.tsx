import type { Words } from '@maek/domain/words.ts'
import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSay } from '../language.tsx'
import classes from './ui.module.css'

type PageTabsProps<Name extends string> = {
  readonly tabs: readonly { readonly name: Name; readonly label: Words }[]
  readonly tab: Name
  readonly onChange: (tab: Name) => void
  /** What stands behind a label, such as a count. */
  readonly mark?: (tab: Name) => ReactNode
  /** The open tab; the others are not there. */
  readonly children: ReactNode
}

/** The tabs of a page; on a telephone they scroll sideways. Which is open belongs in the address. */
export function PageTabs<Name extends string>({ tabs, tab, onChange, mark, children }: PageTabsProps<Name>) {
  const say = useSay()
  const open = (name: string | null) => {
    const chosen = tabs.find((one) => one.name === name)
    if (chosen) onChange(chosen.name)
  }
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List className={`${classes.tabs} no-print`}>
        {tabs.map(({ name, label }) => (
          <Tabs.Tab key={name} value={name}>
            {say(label)}
            {mark?.(name)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab} pt="md">
        {children}
      </Tabs.Panel>
    </Tabs>
  )
}
