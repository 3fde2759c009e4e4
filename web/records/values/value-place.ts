import { createContext, useContext } from 'react'

/** The other end of a link, as a record's answer names it. */
export type LinkName = {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly title: string
  readonly state: string
}

/** Where a value stands: the record whose files can be fetched, and the names of what it links to. */
export type ValuePlace = {
  readonly kind: string
  readonly id: string | null
  readonly names: ReadonlyMap<string, LinkName>
}

export const ValuePlaceContext = createContext<ValuePlace>({ kind: '', id: null, names: new Map() })

export function useValuePlace(): ValuePlace {
  return useContext(ValuePlaceContext)
}
