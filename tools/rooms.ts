import type { Domain } from '@maek/domain/permissions.ts'
import { domains } from '@maek/domain/permissions.ts'
import type { Source } from './source.ts'

/* Who may import whom. Arrows point downwards only; ARCHITECTURE.md tells why. */

const arrows: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  ledger: [],
  server: ['domain', 'ledger'],
  web: ['domain', 'ledger'],
  cli: ['domain', 'ledger'],
}

/** The ledger is used in the browser to check proofs and for nothing else. */
const proofCheckers = /^web\/(verify\/|records\/check-proof)/

/** In `domain`, the only files outside a domain that know all domains: they fold what each offers into one list. */
const folds = ['domain/kinds.ts', 'domain/endpoints.ts']

/** In `server`, `web` and `cli`: files at the root, and the sample company, bring everything together. */
const tops = ['', 'sample', 'house', 'shell']

const order = Object.keys(domains)
const isDomain = (folder: string): folder is Domain => order.includes(folder)

/** What an import breaks, in words; null when it is allowed. Whether the file exists is the compiler's to say. */
export function brokenArrow(from: string, to: string): string | null {
  const [room = '', folder = ''] = placeOf(from)
  const [otherRoom = '', otherFolder = ''] = placeOf(to)
  const allowed = arrows[room]
  // Tests, tools and benches look at all rooms from outside.
  if (!allowed) return null
  if (room !== otherRoom) {
    if (isTest(from) && /^(test|tools)$/.test(otherRoom)) return null
    if (!allowed.includes(otherRoom)) return `${room} may not import ${otherRoom}`
    if (room === 'web' && otherRoom === 'ledger' && !proofCheckers.test(from) && !isTest(from)) {
      return 'in web only what checks proofs imports the ledger'
    }
    return null
  }
  if (!isDomain(otherFolder)) return null
  if (isDomain(folder)) {
    return order.indexOf(otherFolder) <= order.indexOf(folder) ? null : `${otherFolder} comes after ${folder}`
  }
  if (room === 'domain')
    return folds.includes(from) || isTest(from) ? null : 'the ground floor knows no domain'
  // Who calls is asked everywhere, so people is the one domain the shared folders know.
  return tops.includes(folder) || otherFolder === 'people'
    ? null
    : `${folder} serves all domains and knows none`
}

/** Each import of a package that the room's own package.json does not name (Node's own modules: server and cli only). */
export function undeclaredPackages(source: Source, declared: ReadonlySet<string>): string[] {
  const [room = ''] = placeOf(source.path)
  if (isTest(source.path) || !arrows[room] || source.path === 'web/vite.config.ts') return []
  return source.packages.filter((name) => {
    if (name.startsWith('virtual:')) return room !== 'web'
    if (name.startsWith('node:')) return room !== 'server' && room !== 'cli'
    const parts = name.split('/')
    return !declared.has(name.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? ''))
  })
}

/** Groups of files that reach one another by imports (Tarjan's strongly connected components). */
export function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = []
  const numbers = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  function visit(path: string): number {
    let low = numbers.size
    numbers.set(path, low)
    lowest.set(path, low)
    open.push(path)
    for (const next of imports.get(path) ?? []) {
      if (!imports.has(next)) continue
      const reached = numbers.has(next) ? (open.includes(next) ? lowest.get(next) : undefined) : visit(next)
      low = Math.min(low, reached ?? low)
      lowest.set(path, low)
    }
    if (low === numbers.get(path)) {
      const circle = open.splice(open.indexOf(path))
      if (circle.length > 1 || imports.get(path)?.includes(path)) found.push(circle.sort())
    }
    return low
  }
  for (const path of imports.keys()) if (!numbers.has(path)) visit(path)
  return found
}

/** Room and folder of a file: `server/records/write.ts` gives server, records; `server/commit.ts` gives server, ''. */
function placeOf(path: string): string[] {
  const parts = path.split('/')
  return [parts.length > 1 ? (parts[0] ?? '') : '', parts.length > 2 ? (parts[1] ?? '') : '']
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$|\/test\//.test(path)
}
