import type { FieldChange } from '../in-force.ts'

/** Fields of an installation by which an AI comes to a site. */
export const arrivalFields = ['site', 'release'] as const

/**
 * Since when a unit has stood at its present site with one of these releases, without a break: an upgrade from one of
 * them to another is none, a move to another site and a release without the AI are. `changes` are those of
 * `arrivalFields`, oldest first, of a unit that was changed; one that never was came when it was opened. Null: unknown.
 */
export function arrivedAt(
  changes: readonly FieldChange[],
  releases: ReadonlySet<string>,
  openedAt: string | null,
): string | null {
  let [site, isHere]: [unknown, boolean] = [undefined, false]
  let since = openedAt
  for (const { field, at, after } of changes) {
    const wasHere = isHere && (field !== 'site' || after === site)
    if (field === 'site') site = after
    if (field === 'release') isHere = typeof after === 'string' && releases.has(after)
    if (!wasHere) since = at
  }
  return since
}
