import type { Component, ComponentList } from './component-list.ts'
import { type Lookalike, lookalikesOf } from './confusable.ts'

/**
 * What can be asked of one component. The place in the list is the bit in `gapsOf` and is stored, so names are only
 * ever added at the end.
 */
export const componentElements = [
  'producer',
  'name',
  'version',
  'identifier',
  'dependency',
  'hash',
  'licence',
  'support-level',
  'support-end',
  'unmistakable-name',
  'model-task',
  'model-architecture',
  'model-training',
  'model-datasets',
  'model-use',
  'model-limits',
  'model-metrics',
  'data-origin',
  'data-content',
  'data-sensitivity',
] as const
export type ComponentElement = (typeof componentElements)[number]

/** What can be asked of the document as a whole. */
export const documentElements = [
  'author',
  'timestamp',
  'tool',
  'context',
  'subject',
  'subject-version',
  'subject-producer',
] as const
export type DocumentElement = (typeof documentElements)[number]

/** How complete an SBOM is: how many components lack each element, and what the document says of itself. */
export type SbomQuality = {
  readonly components: number
  readonly models: number
  readonly datasets: number
  /** Components without the element, among those it applies to. */
  readonly lacking: Readonly<Record<ComponentElement, number>>
  readonly document: Readonly<Record<DocumentElement, boolean>>
  /** Components on, or between, circles of dependencies (counted to `sbomLimits.circularKept`). */
  readonly circular: number
}

/** Of a document nobody could read. */
export const emptyQuality: SbomQuality = {
  components: 0,
  models: 0,
  datasets: 0,
  lacking: byName(componentElements, () => 0),
  document: byName(documentElements, () => false),
  circular: 0,
}

/** What one component lacks, and whether its name can deceive. */
export type ComponentQuality = { readonly gaps: number; readonly lookalike?: Lookalike }

/** Whether `gaps` says that the element is lacking. */
export function lacks(gaps: number, element: ComponentElement): boolean {
  return (gaps & bitOf(element)) !== 0
}

export function bitOf(element: ComponentElement): number {
  return 1 << componentElements.indexOf(element)
}

export function isModel(component: { readonly type: string; readonly ai?: unknown }): boolean {
  return component.type === 'machine-learning-model'
}

export function isDataset(component: { readonly type: string }): boolean {
  return component.type === 'data'
}

/** Judges every component once, in the order of the list, and counts. Linear in components and dependencies. */
export function qualityOf(
  list: Pick<
    ComponentList,
    'components' | 'dependencies' | 'subject' | 'circular' | 'quality' // authors, time, tool, context
  >,
): { readonly quality: SbomQuality; readonly each: readonly ComponentQuality[] } {
  const related = new Set<string>()
  for (const [from, to] of list.dependencies) related.add(from).add(to)
  const lookalikes = lookalikesOf(list.components.map((one) => one.name))
  const lacking = new Map<ComponentElement, number>(componentElements.map((element) => [element, 0]))
  let models = 0
  let datasets = 0
  const each = list.components.map((component) => {
    if (isModel(component)) models++
    if (isDataset(component)) datasets++
    const lookalike = lookalikes.get(component.name)
    const gaps = gapsOf(component, {
      related: related.has(component.reference),
      mistakable: lookalike !== undefined,
    })
    for (const [at, element] of componentElements.entries())
      if ((gaps >> at) & 1) lacking.set(element, (lacking.get(element) ?? 0) + 1)
    return lookalike === undefined ? { gaps } : { gaps, lookalike }
  })
  const count = (element: ComponentElement) => lacking.get(element) ?? 0
  return {
    each,
    quality: {
      components: list.components.length,
      models,
      datasets,
      lacking: byName(componentElements, count),
      document: {
        author: list.quality.hasAuthor,
        timestamp: list.quality.hasTime,
        tool: list.quality.hasTool,
        context: list.quality.hasGenerationContext,
        subject: list.subject !== undefined && list.subject.name !== '',
        'subject-version': list.subject?.version !== undefined,
        'subject-producer': list.subject?.supplier !== undefined,
      },
      circular: list.circular.length,
    },
  }
}

function gapsOf(
  component: Component,
  known: { readonly related: boolean; readonly mistakable: boolean },
): number {
  const { ai, support } = component
  const model = isModel(component)
  const dataset = isDataset(component)
  // In the order of componentElements.
  const missing: readonly boolean[] = [
    component.supplier === undefined,
    component.name === '',
    component.version === undefined,
    component.purl === undefined && component.cpe === undefined,
    !known.related,
    component.hashes.length === 0,
    component.licences.length === 0,
    support?.level === undefined,
    support?.endsOn === undefined,
    known.mistakable,
    model && ai?.task === undefined,
    model && ai?.architecture === undefined,
    model && ai?.training === undefined,
    model && (ai?.datasets.length ?? 0) === 0,
    model && ai?.intendedUse === undefined,
    model && ai?.limits === undefined,
    model && (ai?.metrics.length ?? 0) === 0,
    dataset && ai?.origin === undefined,
    dataset && ai?.content === undefined,
    dataset && ai?.sensitivity === undefined,
  ]
  let gaps = 0
  for (let at = 0; at < missing.length; at++) if (missing[at]) gaps |= 1 << at
  return gaps
}

function byName<Name extends string, Value>(
  names: readonly Name[],
  value: (name: Name) => Value,
): Record<Name, Value>
function byName(names: readonly string[], value: (name: string) => unknown): object {
  return Object.fromEntries(names.map((name) => [name, value(name)]))
}
