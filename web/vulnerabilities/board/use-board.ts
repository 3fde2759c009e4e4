import { useLocalStorage, useWindowEvent } from '@mantine/hooks'
import { useState } from 'react'
import type { Finding } from '../severities.ts'
import { type BoardCommand, commandOf } from './commands.ts'

export type Board = {
  /** Place of the row that j and k move from. */
  readonly active: number
  readonly setActive: (place: number) => void
  /** Findings chosen, on this page and those before, by id. */
  readonly chosen: ReadonlyMap<string, Finding>
  readonly choose: (findings: readonly Finding[], isChosen: boolean) => void
  readonly clear: () => void
}

/** What is chosen stays chosen over pages and filters until it is decided or let go. */
export function useBoard(): Board {
  const [active, setActive] = useState(0)
  const [chosen, setChosen] = useState<ReadonlyMap<string, Finding>>(new Map())
  return {
    active,
    setActive,
    chosen,
    choose: (findings, isChosen) => {
      const next = new Map(chosen)
      for (const finding of findings) {
        if (isChosen) next.set(finding.id, finding)
        else next.delete(finding.id)
      }
      setChosen(next)
    },
    clear: () => setChosen(new Map()),
  }
}

/** Whether single keys work: a reader may switch them off (WCAG 2.1.4), this browser remembers. */
export function useKeysOn() {
  return useLocalStorage({ key: 'maek-board-keys', defaultValue: true, getInitialValueInEffect: false })
}

/** Listens for the board's keys. Keys of text fields and dialogues are never taken. */
export function useBoardKeys(isOn: boolean, act: (command: BoardCommand) => void): void {
  useWindowEvent('keydown', (event) => {
    const place = event.target instanceof Element ? event.target : null
    const command = commandOf({
      key: event.key,
      code: event.code,
      isModified: event.ctrlKey || event.metaKey || event.altKey,
      isComposing: event.isComposing,
      isTyping: place?.closest(typing) !== null && place !== null,
      isOnRow: place?.matches('tr[data-finding]') ?? false,
    })
    if (!isOn || command === null || document.querySelector('[role=dialog]')) return
    event.preventDefault()
    act(command)
  })
}

const typing =
  'input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=dialog], [role=listbox]'

/** Brings the reader to a row; the list may be shorter than asked. */
export function showRow(place: number): void {
  const row = document.getElementById(`finding-${place}`)
  row?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}
