import type { Refusal, RefusalCode } from '@maek/domain/refusal.ts'
import type { Language } from '@maek/domain/words.ts'
import { z } from 'zod'

const codes = [
  'invalid',
  'not-allowed',
  'not-signed-in',
  'not-found',
  'conflict',
  'needs-signature',
  'too-large',
  'wrong-type',
  'too-many',
  'unavailable',
] as const satisfies readonly RefusalCode[]

const one = {
  // A fault of the server (`fault`, with its number in the words) is weather to us.
  code: z.enum(codes).catch('unavailable'),
  because: z.object({ ko: z.string(), en: z.string() }),
  field: z.string().optional(),
}
const shape = z.object({ ...one, more: z.array(z.object(one)).optional() })

/** The refusal in an answer, or null when there is none in it. */
export function readRefusal(value: unknown): Refusal | null {
  const read = shape.safeParse(value)
  if (!read.success) return null
  const { more = [], ...first } = read.data
  return more.length > 0 ? { ...plain(first), more: more.map(plain) } : plain(first)
}

function plain({
  code,
  because,
  field,
}: {
  code: RefusalCode
  because: Refusal['because']
  field?: string | undefined
}): Refusal {
  return field === undefined ? { code, because } : { code, because, field }
}

/** A refusal for people: every fault on its own line, with the field it concerns. */
export function refusalLines(refusal: Refusal, language: Language): string[] {
  return [refusal, ...(refusal.more ?? [])].map((each) => {
    const place = each.field === undefined ? '' : ` (${each.field})`
    return `✗ ${each.because[language]}${place}`
  })
}
