import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'

/* State that a link can carry lives in the address; this reads and changes it. */

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Cursors of the pages before this one, so that “previous” works in a keyset list. */
    trail?: readonly string[]
  }
}

type Texts = Readonly<Record<string, string>>

/** A parameter of the path, `useParam('kind')`; empty where the route has none. */
export function useParam(name: string): string {
  const all: Readonly<Record<string, unknown>> = useParams({ strict: false })
  const value = all[name]
  return typeof value === 'string' ? value : ''
}

/** The search values of the address, all as text. */
export function useSearchTexts(): Texts {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  return Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)]))
}

type Change = { readonly replace?: boolean; readonly trail?: readonly string[] }

/** Changes some search values of this page; an empty text removes one. */
export function useSetSearch(): (changes: Texts, how?: Change) => void {
  const navigate = useNavigate()
  const search = useSearchTexts()
  return (changes, how = {}) => {
    const next = Object.entries({ ...search, ...changes }).filter(([, value]) => value !== '')
    void navigate({
      to: '.',
      search: Object.fromEntries(next),
      replace: how.replace ?? false,
      state: how.trail ? { trail: how.trail } : {},
      resetScroll: false,
    })
  }
}

export function useTrail(): readonly string[] {
  return useLocation().state.trail ?? []
}
