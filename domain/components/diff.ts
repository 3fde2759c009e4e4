import {
  type ChangeClass,
  classesOf,
  compareInOrder,
  type Impact,
  impactOfClass,
  impacts,
  worstImpact,
} from './diff-classes.ts'
import type { DiffComponent } from './diff-component.ts'
import { formatPurl, parsePurl } from './purl.ts'

export type Change = {
  /** What stays the same while versions change: purl without version, else type and name. */
  readonly identity: string
  /** Null: new. */
  readonly before: DiffComponent | null
  /** Null: removed. */
  readonly after: DiffComponent | null
  /** At least one; the gravest first. */
  readonly classes: readonly ChangeClass[]
  readonly impact: Impact
}

export type SbomDiff = {
  /** The gravest first, then by identity; what is the same on both sides is left out. */
  readonly changes: readonly Change[]
  readonly unchanged: number
  readonly impact: Impact
  readonly counts: Readonly<Partial<Record<ChangeClass, number>>>
}

/**
 * What changed from the predefined SBOM (MFDS notice Art. 16) to another. Components are paired by identity; where a
 * package is there in several versions, equal ones pair first, then the nearest versions, so that the answer is the
 * same whatever the order of the documents. n log n.
 */
export function diffComponents(before: readonly DiffComponent[], after: readonly DiffComponent[]): SbomDiff {
  const left = grouped(before)
  const right = grouped(after)
  const changes: Change[] = []
  let unchanged = 0
  for (const identity of new Set([...left.keys(), ...right.keys()])) {
    const paired = pairUp(left.get(identity) ?? [], right.get(identity) ?? [])
    for (const [was, is] of paired) {
      const classes = classesOf(was, is)
      if (classes.length === 0) unchanged++
      else
        changes.push({
          identity,
          before: was,
          after: is,
          classes,
          impact: worstImpact(classes.map(impactOfClass)),
        })
    }
  }
  changes.sort(byWeight)
  const counts: Partial<Record<ChangeClass, number>> = {}
  for (const { classes } of changes) for (const one of classes) counts[one] = (counts[one] ?? 0) + 1
  return { changes, unchanged, impact: worstImpact(changes.map(({ impact }) => impact)), counts }
}

/** The components after the changes: `applyDiff(a, diffComponents(a, b).changes)` holds what `b` holds. */
export function applyDiff(before: readonly DiffComponent[], changes: readonly Change[]): DiffComponent[] {
  const gone = new Map<string, number>()
  for (const { before: was } of changes) {
    if (!was) continue
    const key = contentOf(was)
    gone.set(key, (gone.get(key) ?? 0) + 1)
  }
  const kept = before.filter((component) => {
    const key = contentOf(component)
    const left = gone.get(key) ?? 0
    if (left > 0) gone.set(key, left - 1)
    return left === 0
  })
  return [...kept, ...changes.flatMap(({ after }) => after ?? [])]
}

/** Purl without version where there is one, else type and name: what two SBOMs mean by the same component. */
export function identityOf(component: Pick<DiffComponent, 'purl' | 'type' | 'name'>): string {
  const parsed = component.purl === undefined ? undefined : parsePurl(component.purl)
  if (!parsed?.ok) return `${component.type}:${component.name}`
  // Qualifiers tell where it was built for (arch, distro), which a new release may change: no part of the identity.
  const { type, namespace, name, subpath } = parsed.value
  return formatPurl({
    type,
    name,
    qualifiers: none,
    ...(namespace !== undefined && { namespace }),
    ...(subpath !== undefined && { subpath }),
  })
}

const none: ReadonlyMap<string, string> = new Map()

/** Everything that is compared, as one text: equal texts, equal components. */
export function contentOf(component: DiffComponent): string {
  const { name, version, purl, type, licences, hashes, supplier, parents } = component
  return JSON.stringify([
    // A purl is the name; beside it name and type are only words, which tools choose differently.
    ...(purl === undefined ? [name, type] : []),
    version ?? null,
    purl ?? null,
    [...new Set(licences)].sort(),
    [...new Set(hashes.map(({ algorithm, value }) => `${algorithm}:${value}`))].sort(),
    supplier ?? null,
    parents === undefined ? null : [...new Set(parents)].sort(),
  ])
}

function grouped(components: readonly DiffComponent[]): Map<string, DiffComponent[]> {
  const groups = new Map<string, DiffComponent[]>()
  for (const component of components) {
    const identity = identityOf(component)
    const group = groups.get(identity)
    if (group) group.push(component)
    else groups.set(identity, [component])
  }
  return groups
}

type Pair = readonly [DiffComponent | null, DiffComponent | null]

/** Pairs two groups of one identity: the same content first, then the same version, then what is left in version order. */
function pairUp(before: readonly DiffComponent[], after: readonly DiffComponent[]): Pair[] {
  const [was] = before
  const [is] = after
  if (before.length === 1 && after.length === 1 && was && is) return [[was, is]]
  if (before.length === 0) return after.map((one) => [null, one])
  if (after.length === 0) return before.map((one) => [one, null])
  const pairs: Pair[] = []
  const byContent = match({ left: before, right: after }, contentOf, pairs)
  const byVersion = match(byContent, (one) => one.version ?? '', pairs)
  const left = inOrder(byVersion.left)
  const right = inOrder(byVersion.right)
  // The lowest with the lowest: an upgrade of one of two versions is one upgrade, not a removal and an addition.
  const both = Math.min(left.length, right.length)
  for (let at = 0; at < both; at++) pairs.push([left[at] ?? null, right[at] ?? null])
  for (const one of left.slice(both)) pairs.push([one, null])
  for (const one of right.slice(both)) pairs.push([null, one])
  return pairs
}

function match(
  { left, right }: { readonly left: readonly DiffComponent[]; readonly right: readonly DiffComponent[] },
  keyOf: (component: DiffComponent) => string,
  pairs: Pair[],
) {
  const free = new Map<string, DiffComponent[]>()
  for (const one of inOrder(right)) {
    const key = keyOf(one)
    const list = free.get(key)
    if (list) list.push(one)
    else free.set(key, [one])
  }
  const rest: DiffComponent[] = []
  for (const one of inOrder(left)) {
    const found = free.get(keyOf(one))?.shift()
    if (found) pairs.push([one, found])
    else rest.push(one)
  }
  return { left: rest, right: [...free.values()].flat() }
}

/** By version in the order of the ecosystem, then by content: one order for one set. */
function inOrder(components: readonly DiffComponent[]): DiffComponent[] {
  if (components.length < 2) return [...components]
  const keyed = components.map((component) => ({ component, content: contentOf(component) }))
  keyed.sort(
    (left, right) =>
      compareInOrder(left.component, right.component) || compareTexts(left.content, right.content),
  )
  return keyed.map(({ component }) => component)
}

function byWeight(left: Change, right: Change): number {
  return (
    impacts.indexOf(left.impact) - impacts.indexOf(right.impact) ||
    compareTexts(left.identity, right.identity) ||
    compareTexts(left.before?.version ?? '', right.before?.version ?? '') ||
    compareTexts(left.after?.version ?? '', right.after?.version ?? '') ||
    compareTexts(sidesOf(left), sidesOf(right))
  )
}

function sidesOf({ before, after }: Change): string {
  return `${before ? contentOf(before) : ''}\n${after ? contentOf(after) : ''}`
}

/** By code unit: the same on every machine. */
function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
