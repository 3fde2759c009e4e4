/** A number as people read it in a table or beside a picture: three decimals, more only where they would say nothing. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  if (size >= 1000) return Math.round(value).toLocaleString('en-US')
  if (size !== 0 && size < 0.0005) return size < 0.00005 ? value.toExponential(1) : value.toFixed(4)
  const text = value.toFixed(3)
  return text === '-0.000' ? '0.000' : text
}

/** A whole number with its thousands apart. */
export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 })
}

/** A p-value: what is below 0.001 is said so, not given digits nobody can mean. */
export function chance(value: number): string {
  return value < 0.001 ? '< 0.001' : value.toFixed(3)
}

/** Limits of an interval. */
export function range(low: number, high: number): string {
  return `${figure(low)} – ${figure(high)}`
}
