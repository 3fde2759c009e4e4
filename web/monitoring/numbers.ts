/** A whole number with its thousands told apart, the same in both languages. */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}
