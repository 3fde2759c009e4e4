import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ESTree, parseSync, Visitor } from 'vite'

/* The repository read as text and as syntax, for the tests that hold its shape (rooms, tidy). Read once a run. */

export const root = fileURLToPath(new URL('..', import.meta.url))

export type Source = {
  /** Relative to the root, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly program: ESTree.Program
  readonly comments: readonly { readonly start: number; readonly end: number; readonly value: string }[]
  /** Files of the repository this one imports: values, types, at once or later. */
  readonly imports: readonly string[]
  /** Files it names by address and starts as a thread or a process of their own. */
  readonly starts: readonly string[]
  /** What it imports from outside: `zod`, `node:fs`. */
  readonly packages: readonly string[]
}

/** Every file git keeps that still stands in the working tree. A new file counts from `git add` on. */
export const trackedFiles: readonly string[] = execFileSync('git', ['ls-files', '-z'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)))

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')

export const sources: readonly Source[] = trackedFiles
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readSource(path, textOf(path)))

/** Throws when the text is no TypeScript. */
export function readSource(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const names = namesIn(program)
  const imported = new Set(names.imported.map((name) => resolve(path, name)))
  const started = new Set(names.started.map((name) => resolve(path, name)))
  return {
    path,
    text,
    program,
    comments,
    imports: [...imported].filter(isOurs).map((name) => name.slice(1)),
    starts: [...started].filter(isOurs).map((name) => name.slice(1)),
    packages: [...imported].filter((name) => !isOurs(name)),
  }
}

/** The line, from 1, on which a position stands. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}

function namesIn(program: ESTree.Program): { imported: string[]; started: string[] } {
  const imported: string[] = []
  const started: string[] = []
  const add = (node: { source: ESTree.Node | null }) => {
    const name = textIn(node.source)
    if (name !== null) imported.push(name)
  }
  new Visitor({
    ImportDeclaration: add,
    ExportAllDeclaration: add,
    ExportNamedDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
    // new URL('./worker.ts', import.meta.url)
    NewExpression: (node) => {
      const [first, second] = node.arguments
      const name = textIn(first ?? null)
      if (name !== null && second?.type === 'MemberExpression') started.push(name)
    },
  }).visit(program)
  return { imported, started }
}

function textIn(node: ESTree.Node | null): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null
}

function isOurs(name: string): boolean {
  return name.startsWith('/')
}

/** `/path/from/root` for a file of ours, the name itself for a package. */
function resolve(from: string, name: string): string {
  const path = name.replace(/\?.*$/, '')
  const ours = /^@maek\/(.+)$/.exec(path)
  if (ours) return `/${ours[1]}`
  return path.startsWith('.') ? `/${normalize(join(dirname(from), path))}` : path
}
