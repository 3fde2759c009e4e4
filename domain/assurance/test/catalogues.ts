import { readFileSync } from 'node:fs'
import { type Framework, frameworkIds, type Mapping, parseCrosswalk, parseFramework } from '../catalogue.ts'

/* The catalogues as tests read them; the house reads them in server/assurance/catalogues.ts. */

export function jsonOf(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../frameworks/${name}.json`, import.meta.url), 'utf8'))
}

export const frameworks: readonly Framework[] = frameworkIds.map((id) => {
  const read = parseFramework(jsonOf(id))
  if (!read.ok) throw new Error(`${id}: ${read.refusal.because.en}`)
  return read.value
})

export const crosswalk: readonly Mapping[] = (() => {
  const read = parseCrosswalk(jsonOf('crosswalk'))
  if (!read.ok) throw new Error(read.refusal.because.en)
  return read.value
})()

export function frameworkOf(id: string): Framework {
  const found = frameworks.find((one) => one.id === id)
  if (!found) throw new Error(`no framework ${id}`)
  return found
}
