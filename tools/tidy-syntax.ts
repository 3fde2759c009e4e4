import { type ESTree, Visitor } from 'vite'
import { lineAt, type Source } from './source.ts'
import type { Violation } from './violation.ts'

/* The rules of STYLE.md that are read off the syntax of one file. */

export const syntaxRules = [
  'function-length',
  'parameters',
  'any',
  'cast',
  'non-null',
  'class',
  'default-export',
  'barrel',
  'only',
  'test-name',
  'words',
  'pure',
] as const

const functionLinesMax = 60
const parametersMax = 3

type Tell = (rule: (typeof syntaxRules)[number], node: { readonly start: number }, what: string) => void

/** All that one file breaks. */
export function syntaxViolations(source: Source): Violation[] {
  const found: Violation[] = []
  const tell: Tell = (rule, node, what) => {
    found.push({ path: source.path, rule, what: `line ${lineAt(source.text, node.start)}: ${what}` })
  }
  visitFunctions(source, tell)
  visitTypes(source, tell)
  visitModule(source, tell)
  visitCalls(source, tell)
  visitWords(source, tell)
  if (/^(domain|ledger)\//.test(source.path) && !isTest(source.path)) visitPurity(source, tell)
  return found
}

function visitFunctions(source: Source, tell: Tell): void {
  // The callback that groups tests is a chapter; what a table or a generator hands to a test is no parameter list.
  const chapters = new Set<ESTree.Node>()
  const handed = new Set<ESTree.Node>()
  const check = (node: ESTree.Function | ESTree.ArrowFunctionExpression) => {
    const lines = lineAt(source.text, node.end) - lineAt(source.text, node.start) + 1
    if (lines > functionLinesMax && !chapters.has(node)) tell('function-length', node, `${lines} lines`)
    if (node.params.length > parametersMax && !handed.has(node))
      tell('parameters', node, `${node.params.length} parameters`)
  }
  new Visitor({
    CallExpression: (node) => {
      if (!isTest(source.path)) return
      for (const argument of node.arguments) handed.add(argument)
      if (/^describe\b/.test(source.text.slice(node.start, node.end))) {
        for (const argument of node.arguments) chapters.add(argument)
      }
    },
    FunctionDeclaration: check,
    FunctionExpression: check,
    ArrowFunctionExpression: check,
  }).visit(source.program)
}

function visitTypes(source: Source, tell: Tell): void {
  new Visitor({
    TSAnyKeyword: (node) => tell('any', node, 'any'),
    TSAsExpression: (node) => {
      const { typeAnnotation: type } = node
      const isConst =
        type.type === 'TSTypeReference' &&
        type.typeName.type === 'Identifier' &&
        type.typeName.name === 'const'
      if (!isConst && !isExplained(source, node)) tell('cast', node, 'as without a comment')
    },
    TSTypeAssertion: (node) => tell('cast', node, 'a cast in angle brackets'),
    TSNonNullExpression: (node) => {
      if (!isExplained(source, node)) tell('non-null', node, '! without a comment')
    },
  }).visit(source.program)
}

/** A comment stands on a line of the node, or on the line just above it. */
function isExplained(source: Source, node: ESTree.Node): boolean {
  const first = lineAt(source.text, node.start) - 1
  const last = lineAt(source.text, node.end)
  return source.comments.some((comment) => {
    const line = lineAt(source.text, comment.end)
    return line >= first && line <= last
  })
}

function visitModule(source: Source, tell: Tell): void {
  const { body } = source.program
  const passesOn = (node: ESTree.Node) =>
    node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null)
  const first = body[0]
  if (first && body.every(passesOn)) tell('barrel', first, 'only passes names on')
  new Visitor({
    ExportDefaultDeclaration: (node) => {
      if (!/\.config\.ts$|^test\/database\.ts$/.test(source.path))
        tell('default-export', node, 'export default')
    },
    ClassDeclaration: (node) => {
      if (node.declare) return
      const parent = node.superClass?.type === 'Identifier' ? node.superClass.name : ''
      if (!parent.endsWith('Error') && !isExplained(source, node)) tell('class', node, 'a class')
    },
  }).visit(source.program)
}

function visitCalls(source: Source, tell: Tell): void {
  if (!isTest(source.path)) return
  new Visitor({
    MemberExpression: (node) => {
      const { object, property } = node
      if (object.type !== 'Identifier' || !/^(test|it|describe)$/.test(object.name)) return
      if (property.type === 'Identifier' && property.name === 'only')
        tell('only', node, 'the other tests sleep')
    },
    CallExpression: (node) => {
      if (node.callee.type !== 'Identifier' || !/^(test|it)$/.test(node.callee.name)) return
      const name = node.arguments[0] ? literalIn(node.arguments[0]) : null
      if (name !== null && !isSentence(name)) tell('test-name', node, `“${name}” is no sentence`)
    },
  }).visit(source.program)
}

/** Three words at least, said of the thing itself. */
function isSentence(name: string): boolean {
  return name.trim().split(/\s+/).length >= 3 && !/^(should|works|it should)\b/i.test(name)
}

function visitWords(source: Source, tell: Tell): void {
  const check = (node: ESTree.Node, ko: string | null, en: string | null) => {
    if (ko === null || en === null) return
    const fault = wordsFault(ko, en)
    if (fault !== null) tell('words', node, `${fault}: “${ko}” / “${en}”`)
  }
  new Visitor({
    CallExpression: (node) => {
      const [ko, en] = node.arguments
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'say' || !ko || !en) return
      check(node, literalIn(ko), literalIn(en))
    },
    ObjectExpression: (node) => {
      const half = (language: string) => {
        for (const property of node.properties) {
          if (property.type !== 'Property' || property.key.type !== 'Identifier') continue
          if (property.key.name === language) return literalIn(property.value)
        }
        return null
      }
      if (!isTest(source.path)) check(node, half('ko'), half('en'))
    },
  }).visit(source.program)
}

/** What is wrong with a text in two languages, or null. Symbols, numbers and names that both languages share may stand. */
export function wordsFault(ko: string, en: string): string | null {
  if (ko === '' && en === '') return null // nothing is said
  if (ko.trim() === '' || en.trim() === '') return 'one language is empty'
  if (/\p{Script=Hangul}/u.test(en.replaceAll(/[(“"'].*?[)”"']/gu, ''))) return 'Korean in the English'
  if (/\p{Script=Hangul}/u.test(ko) || !/\p{Letter}{2}/u.test(ko)) return null
  // SBOM, SBOMs: an abbreviation takes no plural in Korean. ISO 14971 7.3·8: a citation takes no “and”.
  const parts = ko.split(/[^\p{Letter}\p{Number}.]+/u)
  const isAbbreviation = /\p{Lu}{2}/u.test(ko) && parts.every((part) => en.includes(part))
  return ko === en || isAbbreviation ? null : 'no Korean in the Korean'
}

function visitPurity(source: Source, tell: Tell): void {
  new Visitor({
    NewExpression: (node) => {
      const isNow =
        node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0
      if (isNow) tell('pure', node, 'reads the clock')
    },
    MemberExpression: (node) => {
      if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return
      const name = `${node.object.name}.${node.property.name}`
      if (['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID'].includes(name))
        tell('pure', node, name)
    },
  }).visit(source.program)
}

/** The text of a literal or of the fixed parts of a template, else null: what a value holds is not known here. */
function literalIn(node: ESTree.Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node.type !== 'TemplateLiteral') return null
  return node.quasis.map((part) => part.value.cooked ?? '').join('…')
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$|(^|\/)test\//.test(path)
}
