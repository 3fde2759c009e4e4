import { useLayoutEffect, useState } from 'react'

/**
 * Gives the focus back to where it was when this part appeared (WCAG 2.4.3). Mantine's own return waits for a dialogue
 * to be told that it closes; ours are taken off the page instead, and the focus would be lost with them.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useLayoutEffect(
    () => () => {
      const at = document.activeElement
      const isHere = at === null || at === document.body || at.closest('[role=dialog]') !== null
      if (isHere && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}
