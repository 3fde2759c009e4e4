import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { circularReferences } from './circular-references.ts'
import {
  cleanComponent,
  cleanText,
  cleanTexts,
  type FoundComponent,
  type Report,
  shown,
} from './clean-component.ts'
import {
  type Component,
  type ComponentList,
  type ListFault,
  type ListQuality,
  type SbomFormat,
  sbomLimits,
} from './component-list.ts'
import { withoutAbsent } from './without-absent.ts'

/** What a document says about itself. */
export type FoundDocument = {
  readonly format: SbomFormat
  readonly specVersion: string
  readonly serialNumber?: string | undefined
  readonly revision?: number | undefined
  readonly madeAt?: string | undefined
  readonly authors: readonly string[]
  readonly tools: readonly string[]
  readonly hasGenerationContext: boolean
}

export type ListBuilder = ReturnType<typeof startList>

/**
 * Gathers one document into a ComponentList. Dirt is kept as faults; only what breaks a limit is refused,
 * and it is refused once, at `finish`, after which nothing more was kept.
 */
export function startList() {
  const state: Gathered = {
    components: new Map(),
    links: new Map(),
    faults: [],
    faultCount: 0,
    linkCount: 0,
    componentCount: 0,
  }
  const fault: Report = (place, words) => {
    state.faultCount++
    if (state.faults.length < sbomLimits.faultsKept) state.faults.push({ place, words })
  }
  return {
    fault,
    /** Adds a component and answers the reference it is known by. */
    add: (found: FoundComponent): string => {
      state.componentCount++
      // `finish` refuses the document: what comes after the limit costs nothing more.
      if (state.componentCount > sbomLimits.components) return `#${state.componentCount}`
      const reference = freeReference(state, found, fault)
      state.components.set(reference, cleanComponent(found, reference, fault))
      return reference
    },
    /** More components than the limit came already: a reader may stop, `finish` refuses. */
    isFull: (): boolean => state.componentCount > sbomLimits.components,
    link: (from: string, to: string): void => {
      const known = state.links.get(from) ?? new Set()
      if (known.has(to) || state.linkCount > sbomLimits.dependencies) return
      state.linkCount++
      state.links.set(from, known.add(to))
    },
    finish: (document: FoundDocument, subject?: string) => finish({ state, fault, document, subject }),
  }
}

type Gathered = {
  readonly components: Map<string, Component>
  readonly links: Map<string, Set<string>>
  readonly faults: ListFault[]
  faultCount: number
  linkCount: number
  componentCount: number
}

function freeReference(state: Gathered, found: FoundComponent, fault: Report): string {
  const reference = cleanText(found.reference) ?? `#${state.componentCount}`
  if (!state.components.has(reference)) return reference
  fault(
    found.place,
    say(
      `참조 ${shown(reference)}가 두 번 쓰였습니다. 뒤의 것에 새 참조를 붙였습니다.`,
      `Reference ${shown(reference)} is used twice; the later one got a new reference.`,
    ),
  )
  return `${reference}#${state.componentCount}`
}

function finish(all: {
  readonly state: Gathered
  readonly fault: Report
  readonly document: FoundDocument
  readonly subject: string | undefined
}): Answer<ComponentList> {
  const { state, fault, document, subject } = all
  if (state.componentCount > sbomLimits.components || state.linkCount > sbomLimits.dependencies)
    return tooMuch
  const dependencies = knownLinks(state, fault)
  const circular = circularReferences(dependencies)
  const about = subject === undefined ? undefined : state.components.get(subject)
  if (about) state.components.delete(about.reference)
  const components = [...state.components.values()]
  return accept(
    withoutAbsent({
      format: document.format,
      specVersion: document.specVersion,
      subject: about,
      serialNumber: cleanText(document.serialNumber),
      revision: document.revision,
      madeAt: cleanText(document.madeAt),
      authors: cleanTexts(document.authors, sbomLimits.namesEach),
      tools: cleanTexts(document.tools, sbomLimits.namesEach),
      components,
      dependencies,
      circular: circular.slice(0, sbomLimits.circularKept),
      faults: state.faults,
      faultCount: state.faultCount,
      quality: qualityOf(document, components, dependencies),
    }),
  )
}

/** The refusal of a document beyond the limits, also for readers that notice before the end. */
export const tooMuch = refuse(
  'too-large',
  say(
    `SBOM의 구성요소나 의존 관계가 너무 많습니다(한도: 구성요소 ${sbomLimits.components}개, 관계 ${sbomLimits.dependencies}개). 제품별로 나누어 올리십시오.`,
    `The SBOM holds too many components or dependencies (limits: ${sbomLimits.components} and ${sbomLimits.dependencies}). Divide it by product.`,
  ),
  'file',
)

/** Only links between known components stay; the rest are counted in one fault. */
function knownLinks(gathered: Gathered, fault: Report): (readonly [string, string])[] {
  const kept: (readonly [string, string])[] = []
  let lost = 0
  for (const [from, targets] of gathered.links) {
    for (const to of targets) {
      if (gathered.components.has(from) && gathered.components.has(to)) kept.push([from, to])
      else lost++
    }
  }
  if (lost > 0) {
    fault(
      'dependencies',
      say(
        `문서에 없는 구성요소를 가리키는 의존 관계 ${lost}개를 버렸습니다.`,
        `${lost} dependencies that point to no component of the document were left out.`,
      ),
    )
  }
  return kept
}

function qualityOf(
  document: FoundDocument,
  components: readonly Component[],
  dependencies: readonly (readonly [string, string])[],
): ListQuality {
  const related = new Set(dependencies.flat())
  const count = (holds: (component: Component) => boolean) => components.filter(holds).length
  return {
    components: components.length,
    withSupplier: count((one) => one.supplier !== undefined),
    withName: count((one) => one.name !== ''),
    withVersion: count((one) => one.version !== undefined),
    withIdentifier: count((one) => one.purl !== undefined || one.cpe !== undefined),
    withDependency: count((one) => related.has(one.reference)),
    withHash: count((one) => one.hashes.length > 0),
    withLicence: count((one) => one.licences.length > 0),
    hasAuthor: document.authors.length > 0,
    hasTime: document.madeAt !== undefined,
    hasTool: document.tools.length > 0,
    hasGenerationContext: document.hasGenerationContext,
  }
}
