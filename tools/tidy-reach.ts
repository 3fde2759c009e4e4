import type { Source } from './source.ts'
import type { Violation } from './violation.ts'

/** Where a program begins: what npm scripts, configurations and the page call by name. */
const entries = [
  /^server\/(main|restore|reconcile|rebuild|feed-bundle)\.ts$/,
  /^cli\/maek\.ts$/,
  /^web\/main\.tsx$/,
  /^web\/verify\/page\.ts$/,
  /^bench\/run\.ts$/,
  /^tools\/(golden|train-breast-cancer|conformance)\.ts$/,
  /\.config\.ts$/,
  /^test\/(database|examples\/[\w-]+|writing-program)\.ts$/,
  /\.d\.ts$/,
]

/**
 * Files that no program reaches. A file that only its own test reaches is dead too, unless it stands where tests keep
 * what they share.
 */
export function deadFiles(sources: readonly Source[]): Violation[] {
  const named = new Map(sources.map((source) => [source.path, [...source.imports, ...source.starts]]))
  const isTest = (path: string) => /\.test\.tsx?$/.test(path)
  const programs = reach(named, (path) => entries.some((entry) => entry.test(path)))
  const tests = reach(named, isTest)
  const dead = sources
    .map((source) => source.path)
    .filter((path) => !programs.has(path) && !isTest(path))
    .filter((path) => !(tests.has(path) && /(^|\/)test\/|^tools\//.test(path)))
  // Of files that only dead files use, the first of them tells all.
  const followed = new Set(dead.flatMap((path) => named.get(path) ?? []))
  return dead
    .filter((path) => !followed.has(path))
    .map((path) => ({
      path,
      rule: 'dead',
      what: tests.has(path) ? 'only a test uses it' : 'nothing uses it',
    }))
}

function reach(
  named: ReadonlyMap<string, readonly string[]>,
  begins: (path: string) => boolean,
): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [...named.keys()].filter(begins)
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    waiting.push(...(named.get(path) ?? []))
  }
  return reached
}
