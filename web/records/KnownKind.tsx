import type { ReactNode } from 'react'
import { useParam } from '../address.ts'
import { MissingPage } from '../ui/MissingPage.tsx'
import { type PlainKind, plainKind } from './plain-kind.ts'

/** The kind named in the address, or the page for addresses that lead nowhere. */
export function KnownKind({ children }: { children: (kind: PlainKind) => ReactNode }) {
  const kind = plainKind(useParam('kind'))
  return kind ? children(kind) : <MissingPage />
}
