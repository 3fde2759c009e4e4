/** What a list of components can be narrowed to. */
export const componentFilters = ['no-purl', 'no-version', 'uncovered', 'with-findings', 'mistakable'] as const
