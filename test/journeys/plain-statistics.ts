/*
 * The same statistics once more, written from their definitions and as slowly as they read, so that the house's
 * numbers are compared with something that shares no line with them.
 */

export type Case = { readonly label: number; readonly score: number }
export type Estimate = { readonly estimate: number; readonly lower: number; readonly upper: number }

/** Quantile of the standard normal distribution for a two-sided 95 % interval. */
const z = 1.959963984540054

/**
 * Area under the ROC curve by counting every pair, its variance after DeLong, DeLong and Clarke-Pearson (1988), the
 * interval on the logit scale.
 */
export function aurocByPairs(cases: readonly Case[]): Estimate {
  const ill = cases.filter(({ label }) => label === 1)
  const well = cases.filter(({ label }) => label === 0)
  const wins = (one: Case, other: Case) => (one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0)
  const ofIll = ill.map((one) => mean(well.map((other) => wins(one, other))))
  const ofWell = well.map((other) => mean(ill.map((one) => wins(one, other))))
  const estimate = mean(ofIll)
  const error = Math.sqrt(variance(ofIll) / ill.length + variance(ofWell) / well.length)
  const half = (z * error) / (estimate * (1 - estimate))
  const share = (logit: number) => 1 / (1 + Math.exp(-logit))
  const middle = Math.log(estimate / (1 - estimate))
  return { estimate, lower: share(middle - half), upper: share(middle + half) }
}

/** Wilson (1927): the proportions that a score test at 5 % would not reject. */
export function wilson(found: number, of: number): Estimate {
  const estimate = found / of
  const centre = (estimate + z ** 2 / (2 * of)) / (1 + z ** 2 / of)
  const half = (z * Math.sqrt((estimate * (1 - estimate)) / of + z ** 2 / (4 * of ** 2))) / (1 + z ** 2 / of)
  return { estimate, lower: centre - half, upper: centre + half }
}

export function sensitivity(cases: readonly Case[], threshold: number): Estimate {
  const ill = cases.filter(({ label }) => label === 1)
  return wilson(ill.filter(({ score }) => score >= threshold).length, ill.length)
}

export function specificity(cases: readonly Case[], threshold: number): Estimate {
  const well = cases.filter(({ label }) => label === 0)
  return wilson(well.filter(({ score }) => score < threshold).length, well.length)
}

/** Label and score of every row of a predictions table. */
export function casesOf(csv: string, columns: { readonly label: string; readonly score: string }): Case[] {
  const [header = '', ...lines] = csv.trimEnd().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    const cell = (name: string) => Number(cells[names.indexOf(name)])
    return { label: cell(columns.label), score: cell(columns.score) }
  })
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function variance(values: readonly number[]): number {
  const centre = mean(values)
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1)
}
