import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { findingSorts } from '@maek/domain/vulnerabilities/finding-view.ts'
import { say } from '@maek/domain/words.ts'
import { z } from 'zod'

export type Sort = (typeof findingSorts)[number]

/** One finding in an order: what it is sorted by, then its own key. */
export type Key = {
  /** Grade, likelihood, instant or day. */
  readonly by: number | string
  /** Hexadecimal. */
  readonly component: string
  readonly vulnerability: string
}

const component = z.string().regex(/^[0-9a-f]{64}$/)
const vulnerability = z.string().regex(/^[\x21-\x7e]{1,200}$/)
const marks: { readonly [S in Sort]: z.ZodType<string | number> } = {
  severity: z.number().int().min(0).max(2000),
  epss: z.number().min(-1).max(1),
  found: z.iso.datetime(),
  due: z.iso.date(),
}

/** Where the next page begins, as text that holds nothing but the key of the last row. */
export function writeMark(sort: Sort, key: Key): string {
  return Buffer.from(JSON.stringify([sort, key.by, key.component, key.vulnerability])).toString('base64url')
}

/** Null for the first page; refused when it is no mark of ours, or of another order. */
export function readMark(sort: Sort, text: string | undefined): Answer<Key | null> {
  if (text === undefined) return accept(null)
  const shape = z.tuple([z.literal(sort), marks[sort], component, vulnerability])
  const read = shape.safeParse(parsed(text))
  if (!read.success) return unknownMark
  const [, by, ofComponent, ofVulnerability] = read.data
  return accept({ by, component: ofComponent, vulnerability: ofVulnerability })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

const unknownMark = refuse(
  'invalid',
  say(
    '다음 쪽 표시가 올바르지 않습니다. 첫 쪽부터 다시 여십시오.',
    'The page mark is not valid. Start again from the first page.',
  ),
  'after',
)
