import { z } from 'zod'
import type { Field } from './field.ts'
import type { Body, Kind } from './kind.ts'
import { type Answer, accept, type Refusal } from './refusal.ts'
import { say, type Words } from './words.ts'

/**
 * The door for a record's body: unknown fields refused, text normalised to NFC, every fault named at once in
 * both languages. Nothing behind this door checks shape again.
 */
export function parseBody(kind: Kind, input: unknown): Answer<Body> {
  // Without its input an issue cannot tell a value that is missing from one that is wrong.
  const parsed = kind.schema.safeParse(input, { reportInput: true })
  if (parsed.success) return accept(withoutUndefined(parsed.data))
  return { ok: false, refusal: refusalOf(parsed.error, kind.fields, 'body') }
}

/** One refusal for all issues of a parse, the first leading, each with its place in words and path. */
export function refusalOf(error: z.ZodError, fields: Readonly<Record<string, Field>>, root: string): Refusal {
  const all = error.issues.flatMap((issue) => refusalsOf(issue, fields, root))
  const [first, ...more] = all
  if (!first) throw new Error('a failed parse has at least one issue')
  return more.length > 0 ? { ...first, more: more.slice(0, 49) } : first
}

function refusalsOf(
  issue: z.core.$ZodIssue,
  fields: Readonly<Record<string, Field>>,
  root: string,
): Refusal[] {
  const place = [root, ...issue.path.map(String)].filter((part) => part !== '').join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'invalid',
      field: [place, clip(key)].filter((part) => part !== '').join('.'),
      because: say(
        `'${clip(key)}' 항목은 이 기록에 없습니다. 항목을 빼고 다시 보내십시오.`,
        `There is no field ‘${clip(key)}’ here. Remove it and send again.`,
      ),
    }))
  }
  const label = labelAt(issue.path, fields)
  const because = wordsFor(issue)
  return [
    {
      code: 'invalid',
      field: place,
      because: label ? say(`${label.ko}: ${because.ko}`, `${label.en}: ${because.en}`) : because,
    },
  ]
}

const clip = (text: string) => (text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text)

function labelAt(path: readonly PropertyKey[], fields: Readonly<Record<string, Field>>): Words | null {
  const [name, row, column] = path.map(String)
  const field = name === undefined ? undefined : fields[name]
  if (!field) return null
  const inner = column === undefined ? undefined : field.columns?.[column]
  if (!inner) return field.label
  const line = Number(row) + 1
  return say(
    `${field.label.ko} ${line}행 ${inner.label.ko}`,
    `${field.label.en}, row ${line}, ${inner.label.en}`,
  )
}

const customWords: Readonly<Record<string, Words>> = {
  empty: say('비어 있습니다. 값을 입력하십시오.', 'is empty. Enter a value.'),
  'one-line': say('한 줄로 입력하십시오.', 'must be one line.'),
  pattern: say('형식이 맞지 않습니다.', 'does not have the expected form.'),
  repeated: say('같은 값이 두 번 들어 있습니다.', 'contains the same value twice.'),
  decimal: say(
    '소수는 0.85처럼 숫자와 점으로 입력하십시오(정수 15자리, 소수 12자리까지).',
    'must be a plain decimal such as 0.85 (up to 15 digits before and 12 after the point).',
  ),
  years: say('1900년에서 2199년 사이로 입력하십시오.', 'must lie between the years 1900 and 2199.'),
  'file-name': say(
    '파일 이름에 경로나 제어 문자가 들어 있습니다.',
    'has a path or control characters in the file name.',
  ),
  'unsafe-character': say(
    '보이지 않는 제어 문자나 글자 방향 문자가 들어 있습니다. 지우고 다시 입력하십시오.',
    'contains invisible control or text-direction characters. Remove them.',
  ),
}

const required = say('필수 항목입니다. 값을 입력하십시오.', 'is required. Enter a value.')

/** Words for one zod issue; every code the builders can raise is answered in both languages. */
function wordsFor(issue: z.core.$ZodIssue): Words {
  switch (issue.code) {
    case 'custom':
      return customIssueWords(issue)
    case 'invalid_type':
      return issue.input === undefined
        ? required
        : say(
            `값의 종류가 다릅니다(필요: ${issue.expected}).`,
            `has the wrong type (expected ${issue.expected}).`,
          )
    case 'too_big':
      return tooBigWords(issue)
    case 'too_small':
      return say(`최솟값은 ${issue.minimum}입니다.`, `must be at least ${issue.minimum}.`)
    case 'invalid_value':
      if (issue.input === undefined) return required
      return say(
        `정해진 값이 아닙니다. 가능한 값: ${issue.values.map(String).join(', ')}`,
        `is not one of the allowed values: ${issue.values.map(String).join(', ')}`,
      )
    case 'invalid_format':
      return formatWords(issue.format)
    default:
      return say('값이 올바르지 않습니다.', 'is not valid.')
  }
}

function customIssueWords(issue: z.core.$ZodIssueCustom): Words {
  const own = z.object({ ko: z.string(), en: z.string() }).safeParse(issue.params)
  if (own.success) return own.data
  return customWords[issue.message] ?? say('값이 올바르지 않습니다.', 'is not valid.')
}

function tooBigWords(issue: z.core.$ZodIssueTooBig): Words {
  if (issue.origin === 'string')
    return say(`${issue.maximum}자까지 입력할 수 있습니다.`, `may have at most ${issue.maximum} characters.`)
  if (issue.origin === 'array')
    return say(`${issue.maximum}개까지 입력할 수 있습니다.`, `may have at most ${issue.maximum} items.`)
  return say(`최댓값은 ${issue.maximum}입니다.`, `must be at most ${issue.maximum}.`)
}

function formatWords(format: string): Words {
  if (format === 'date')
    return say('날짜는 2026-11-21 형식으로 입력하십시오.', 'must be a date such as 2026-11-21.')
  if (format === 'datetime')
    return say(
      '시각은 시간대를 포함해 2026-11-21T09:00:00+09:00 형식으로 입력하십시오.',
      'must be a time with its zone, such as 2026-11-21T09:00:00+09:00.',
    )
  if (format === 'uuid')
    return say('기록을 목록에서 고르십시오.', 'must be the id of a record; choose it from the list.')
  return say('형식이 맞지 않습니다.', 'does not have the expected form.')
}

function withoutUndefined(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}
