import { type ReactNode, use } from 'react'
import { useParam } from '../address.ts'
import { MissingPage } from '../ui/MissingPage.tsx'
import { loadKind, type PlainKind } from './plain-kind.ts'

/** The kind named in the address, or the page for addresses that lead nowhere. */
export function KnownKind({ children }: { children: (kind: PlainKind) => ReactNode }) {
  const kind = use(loadKind(useParam('kind')))
  return kind ? children(kind) : <MissingPage />
}
