import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { z } from 'zod'
import type { Asked, Option } from '../command.ts'

export const instantOption: Option = {
  takes: 'text',
  value: 'TIME',
  about: say(
    '그때의 상태로 답합니다. 2026-11-21(한국 시각 그날의 끝) 또는 2026-11-21T09:00:00+09:00.',
    'Answer as of then: 2026-11-21 (the end of that day in Korea) or 2026-11-21T09:00:00+09:00.',
  ),
}

/** `--as-of` as the instant in UTC that endpoints take. A bare day ends in Korea, whatever the machine's zone. */
export function instantOf(asked: Asked): Answer<string | undefined> {
  const text = asked.text('as-of')
  if (text === undefined) return accept(undefined)
  const whole = z.iso.date().safeParse(text).success ? `${text}T23:59:59.999+09:00` : text
  if (z.iso.datetime({ offset: true }).safeParse(whole).success) return accept(new Date(whole).toISOString())
  return refuse(
    'invalid',
    say(
      '시각은 2026-11-21 또는 시간대를 포함해 2026-11-21T09:00:00+09:00 형식으로 쓰십시오.',
      'Write 2026-11-21, or a time with its zone such as 2026-11-21T09:00:00+09:00.',
    ),
    'as-of',
  )
}
