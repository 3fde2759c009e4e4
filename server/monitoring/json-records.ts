import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { generalRules } from '@maek/ledger/canonical.ts'
import { parseJson } from '@maek/ledger/json.ts'

const recordsMax = 10_000
const bytesMax = 10_000_000

/** A small batch: a JSON array of objects, no name twice, at most 10,000. What is in them is looked at by the engine. */
export function jsonRecords(bytes: Buffer): Answer<number> {
  const parsed = parseJson(bytes, { ...generalRules, bytesMax, controls: 'refused' })
  if (!parsed.ok) return { ok: false, refusal: { ...parsed.refusal, field: parsed.refusal.field ?? 'body' } }
  const { value } = parsed
  if (
    !Array.isArray(value) ||
    value.some((one) => typeof one !== 'object' || one === null || Array.isArray(one))
  )
    return notRecords
  if (value.length === 0) return empty
  return value.length > recordsMax ? tooMany : accept(value.length)
}

const notRecords = refuse(
  'invalid',
  say('본문은 객체의 JSON 배열이어야 합니다.', 'The body must be a JSON array of objects.'),
  'body',
)
const empty = refuse('invalid', say('행이 한 줄도 없습니다.', 'There are no rows.'), 'body')
const tooMany = refuse(
  'too-large',
  say(
    `한 번에 ${recordsMax}건까지 보낼 수 있습니다. 더 많으면 파일로 보내십시오.`,
    `At most ${recordsMax} records at once. Send more as a file.`,
  ),
  'body',
)
