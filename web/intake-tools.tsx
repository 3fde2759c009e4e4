import type { ReactNode } from 'react'
import { IntakeCardButton } from './models/datasets/IntakeCardButton.tsx'

/** Kinds of which a record can be made from a document in a format of others. */
const tools: Readonly<Record<string, () => ReactNode>> = {
  dataset: () => <IntakeCardButton />,
}

export function IntakeTools({ kind }: { kind: string }) {
  return tools[kind]?.() ?? null
}
