import { posix } from 'node:path'
import type { Violation } from './violation.ts'

/* The rules of STYLE.md that are read off the text and the name of one file, whatever its language. */

export const textRules = ['file-length', 'file-name', 'todo', 'machine', 'italics', 'link'] as const

const linesMax = 300

/** Tables: read entry by entry, not as a text from top to bottom. */
const mayBeLong = [
  /\.(jsonl?|csv|txt|svg|md)$/, // data, golden files and prose
  /^LICENSE$/,
]

const bannedNames = /^(utils?|helpers?|common|manager|service|data|info|misc|shared)s?$/

const machinePath = /(?<![\w.])\/(?:work|root|home|Users)\/[\w.-]/
// Written in halves, so that this file does not name what it forbids.
const registryHost = new RegExp(
  ['registry\\.npm' + 'js', 'registry\\.yarn' + 'pkg', 'arti' + 'factory'].join('|'),
)
const assistant = new RegExp(['cla' + 'ude', 'anth' + 'ropic', 'chat' + 'gpt', 'co' + 'pilot'].join('|'), 'i')

/** All that one file breaks. `exists` answers whether a path of the repository is a file or a folder. */
export function textViolations(path: string, text: string, exists: (path: string) => boolean): Violation[] {
  const found: Violation[] = []
  const tell = (rule: (typeof textRules)[number], what: string) => found.push({ path, rule, what })
  const lines = text.split('\n')
  if (lines.length - 1 > linesMax && !mayBeLong.some((pattern) => pattern.test(path))) {
    tell('file-length', `${lines.length - 1} lines`)
  }
  const fault = nameFault(path)
  if (fault !== null) tell('file-name', fault)
  for (const [index, line] of lines.entries()) {
    const at = `line ${index + 1}`
    if (/\b(?:TODO|FIXME|XXX)\b(?!\(#\d+\))/.test(line) && isProgram(path))
      tell('todo', `${at}: no issue number`)
    if (machinePath.test(line) && !isOfContainer(path)) tell('machine', `${at}: a path of one machine`)
    if (registryHost.test(line)) tell('machine', `${at}: the host of a registry`)
    if (assistant.test(line)) tell('machine', `${at}: the name of an assistant`)
    if (path.endsWith('.css') && /font-style:\s*(?:italic|oblique)/.test(line)) {
      tell('italics', `${at}: Korean has no italics`)
    }
  }
  if (path.endsWith('.md')) for (const link of deadLinks(path, text, exists)) tell('link', link)
  return found
}

/** Files kebab-case, React components PascalCase; what only Git, npm or GitHub read keeps the name they ask for. */
export function nameFault(path: string): string | null {
  const parts = path.split('/')
  const file = parts.pop() ?? ''
  const folder = parts.find((part) => bannedNames.test(part))
  if (folder !== undefined) return `a folder ${folder} says nothing`
  const [name = '', ...endings] = file.split('.')
  if (bannedNames.test(name)) return `${name} says nothing`
  if (!/\.(ts|tsx|css|sql|sh)$/.test(file)) return null
  const parted = /^[a-z0-9]+(-[a-z0-9]+)*$/
  const component = /^[A-Z][A-Za-z0-9]*$/
  const isCss = endings.includes('css')
  const isView = endings.includes('tsx') || isCss
  return parted.test(name) || (isView && component.test(name)) ? null : `${file} is not kebab-case`
}

function deadLinks(path: string, text: string, exists: (path: string) => boolean): string[] {
  const prose = text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '')
  const links = [...prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map((match) => match[1] ?? '')
  return links.filter((link) => {
    if (/^(https?:|mailto:|#)/.test(link)) return false
    const target = decodeURI(link.replace(/#.*$/, ''))
    return !exists(posix.normalize(posix.join(posix.dirname(path), target)))
  })
}

function isProgram(path: string): boolean {
  return /\.(tsx?|css|sql|sh)$/.test(path) && !path.startsWith('tools/tidy')
}

/** Inside an image the paths are the image's own. */
function isOfContainer(path: string): boolean {
  return path === 'Dockerfile' || path === 'compose.yaml'
}
