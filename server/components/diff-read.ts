import type { ComponentHash, ComponentList } from '@maek/domain/components/component-list.ts'
import { type Change, diffComponents, identityOf } from '@maek/domain/components/diff.ts'
import type { ChangeClass } from '@maek/domain/components/diff-classes.ts'
import type { DiffComponent } from '@maek/domain/components/diff-component.ts'
import { whyImpact } from '@maek/domain/components/diff-words.ts'
import { readSbom } from '@maek/domain/components/read-sbom.ts'
import type { diffSbom } from '@maek/domain/components/sbom-api.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import type { z } from 'zod'
import type { Baseline } from './baseline.ts'

export type DiffAnswer = z.input<(typeof diffSbom)['output']>

type Row = {
  name: string
  version: string | null
  purl: string | null
  type: string
  licences: readonly string[]
  hashes: readonly ComponentHash[]
  supplier: string | null
  needs: readonly number[] | null
}

/** The components of a stored SBOM as a comparison needs them. */
export async function storedComponents(
  client: pg.PoolClient,
  organisation: string,
  id: string,
): Promise<DiffComponent[]> {
  // Written by ourselves from parsed components: the types hold.
  const found = await client.query<Row>(
    `select version.name, version.version, version.purl, version.type, line.licences, line.hashes, line.supplier,
       line.needs
     from sbom_component line
     join component_version version on version.org_id = line.org_id and version.key = line.component
     where line.org_id = $1 and line.sbom_id = $2 order by line.position`,
    [organisation, id],
  )
  const reading = await client.query<{ roots: readonly number[] }>(
    'select roots from sbom_reading where org_id = $1 and sbom_id = $2',
    [organisation, id],
  )
  return withParents(found.rows, reading.rows[0]?.roots ?? [])
}

/** The same of bytes that are registered nowhere; done in a thread where they are many. */
export function componentsToCompare(bytes: Uint8Array): Answer<DiffComponent[]> {
  const read = readSbom(bytes)
  return read.ok ? accept(componentsOfList(read.value)) : read
}

function componentsOfList(list: ComponentList): DiffComponent[] {
  const positions = new Map(list.components.map((one, position) => [one.reference, position]))
  const needs = new Map<string, number[]>()
  for (const [from, to] of list.dependencies) {
    const position = positions.get(to)
    if (position === undefined) continue
    needs.set(from, [...(needs.get(from) ?? []), position])
  }
  const rows = list.components.map((one) => ({
    name: one.group === undefined ? one.name : `${one.group}/${one.name}`,
    version: one.version ?? null,
    purl: one.purl ?? null,
    type: one.type,
    licences: one.licences,
    hashes: one.hashes,
    supplier: one.supplier ?? null,
    needs: needs.get(one.reference) ?? null,
  }))
  return withParents(rows, (list.subject && needs.get(list.subject.reference)) ?? [])
}

const product = '(product)'

function withParents(rows: readonly Row[], roots: readonly number[]): DiffComponent[] {
  const plain = rows.map(({ name, version, purl, type, licences, hashes, supplier }) => ({
    name,
    type,
    licences,
    hashes,
    ...(version !== null && { version }),
    ...(purl !== null && { purl }),
    ...(supplier !== null && { supplier }),
  }))
  if (roots.length === 0 && rows.every(({ needs }) => needs === null)) return plain
  const parents = plain.map(() => new Set<string>())
  for (const at of roots) parents[at]?.add(product)
  for (const [at, { needs }] of rows.entries()) {
    const own = plain[at]
    if (!own || needs === null) continue
    const identity = identityOf(own)
    for (const to of needs) parents[to]?.add(identity)
  }
  return plain.map((one, at) => ({ ...one, parents: [...(parents[at] ?? [])].sort() }))
}

/** A page of the differences as people are told of them. */
export function tellDiff(
  compared: {
    readonly baseline: Baseline | null
    readonly before: readonly DiffComponent[]
    readonly after: readonly DiffComponent[]
  },
  asked: {
    readonly class?: ChangeClass | undefined
    readonly from?: number | undefined
    readonly limit?: number | undefined
  },
): DiffAnswer {
  const { baseline } = compared
  if (!baseline) return withoutBaseline(compared.after.length)
  const diff = diffComponents(compared.before, compared.after)
  const wanted = asked.class
  const chosen =
    wanted === undefined ? diff.changes : diff.changes.filter(({ classes }) => classes.includes(wanted))
  const from = asked.from ?? 0
  const end = from + (asked.limit ?? 200)
  return {
    baseline,
    impact: diff.impact,
    because: whyImpact(diff),
    counts: diff.counts,
    unchanged: diff.unchanged,
    changes: chosen.slice(from, end).map(shown),
    next: end < chosen.length ? end : null,
  }
}

function withoutBaseline(components: number): DiffAnswer {
  return {
    baseline: null,
    impact: 'none',
    because: whyImpact(null),
    counts: {},
    unchanged: components,
    changes: [],
    next: null,
  }
}

const parentsShown = 20

function shown({ identity, before, after, classes, impact }: Change): DiffAnswer['changes'][number] {
  return {
    identity,
    name: after?.name ?? before?.name ?? '',
    classes: [...classes],
    impact,
    before: before && sideOf(before),
    after: after && sideOf(after),
  }
}

function sideOf(component: DiffComponent) {
  return {
    version: component.version ?? null,
    supplier: component.supplier ?? null,
    licences: [...component.licences],
    hashes: component.hashes.map(({ algorithm, value }) => `${algorithm}:${value}`),
    parents: (component.parents ?? []).slice(0, parentsShown),
  }
}
