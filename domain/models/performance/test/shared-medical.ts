import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const folder = fileURLToPath(new URL('../../../../../shared/data/medical/', import.meta.url))

/** Whether the outside medical tables lie beside the repository. */
export const hasMedical = existsSync(folder)

/** Text of an outside file, `predictions/x.csv`. */
export function medicalText(path: string): string {
  return readFileSync(`${folder}${path}`, 'utf8')
}

/** Rows of a plain numeric table as records of text; these files have no quotes. */
export function plainRows(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
  })
}

/** Expect a relative error of at most the tolerance (absolute where the expected value is 0). */
export function expectClose(actual: number | null | undefined, expected: number, tolerance: number): void {
  expect(actual).toBeTypeOf('number')
  const error = Math.abs(Number(actual) - expected) / (expected === 0 ? 1 : Math.abs(expected))
  expect(error, `${actual} against ${expected}`).toBeLessThanOrEqual(tolerance)
}
