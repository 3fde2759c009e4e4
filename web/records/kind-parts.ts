import type { Body } from '@maek/domain/kind.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { type ComponentType, createContext, type LazyExoticComponent, use } from 'react'
import type { Faults } from './form/faults.ts'
import type { PlainKind } from './plain-kind.ts'

/*
 * What a kind shows beyond its fields. Most kinds have nothing here: a form and an overview follow from the kind alone,
 * and so does everything else. The list stands at the root (`kind-parts.tsx`), because shared pages know no domain.
 */

export type KindPart = {
  /** Takes the place of some fields in the form, where the first of them would stand. */
  readonly groups?: readonly FieldGroup[]
  /** Stands above the content of the overview. */
  readonly Overview?: LazyExoticComponent<ComponentType<OverviewPartProps>>
}

export type FieldGroup = {
  readonly fields: readonly string[]
  readonly Input: LazyExoticComponent<ComponentType<FieldGroupProps>>
}

export type FieldGroupProps = {
  readonly kind: PlainKind
  readonly values: Body
  /** Changes some fields at once. */
  readonly onChange: (changes: Body) => void
  readonly faults: Faults
  /** Fields that are fixed. */
  readonly sealed: ReadonlySet<string>
}

export type OverviewPartProps = { readonly kind: PlainKind; readonly view: RecordView }

export type KindParts = Readonly<Record<string, KindPart>>

export const KindPartsContext = createContext<KindParts>({})

export function useKindPart(kind: string): KindPart {
  const parts = use(KindPartsContext)
  return (Object.hasOwn(parts, kind) ? parts[kind] : undefined) ?? {}
}
