import type { ReactNode } from 'react'
import { IntakeCardButton } from './models/datasets/IntakeCardButton.tsx'
import { IntakePredictionsButton } from './models/intake/IntakePredictionsButton.tsx'

/** Kinds of which a record is made from, or filled with, a file that others wrote. */
const tools: Readonly<Record<string, () => ReactNode>> = {
  dataset: () => <IntakeCardButton />,
  evaluation: () => <IntakePredictionsButton />,
}

export function IntakeTools({ kind }: { kind: string }) {
  return tools[kind]?.() ?? null
}
