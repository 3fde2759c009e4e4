/** Which column of a binary model's table bears which role. */
export type ColumnRoles = {
  readonly case: string | null
  readonly label: string | null
  readonly score: string | null
  readonly subject: string | null
  readonly reference: string | null
  readonly subgroups: readonly string[]
}

export const noRoles: ColumnRoles = {
  case: null,
  label: null,
  score: null,
  subject: null,
  reference: null,
  subgroups: [],
}

/** The roles as `intakePredictions` takes them. */
export function namedRoles(roles: ColumnRoles): Record<string, string> {
  const { subgroups, ...single } = roles
  const named = Object.entries(single).flatMap(([role, column]) => (column ? [[role, column] as const] : []))
  return {
    ...Object.fromEntries(named),
    ...(subgroups.length > 0 && { subgroups: subgroups.join(',') }),
  }
}
