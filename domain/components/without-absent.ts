/** The same object, in which a member that may be undefined is a member that may be missing. */
type Present<T extends object> = {
  readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key]
} & {
  readonly [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>
}

/** Leaves out the members that are undefined: in our records absent means absent, never `undefined`. */
export function withoutAbsent<T extends object>(value: T): Present<T>
export function withoutAbsent(value: { readonly [key: string]: unknown }): object {
  const kept: { [key: string]: unknown } = {}
  for (const key in value) if (value[key] !== undefined) kept[key] = value[key]
  return kept
}
