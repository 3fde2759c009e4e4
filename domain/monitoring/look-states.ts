import { say } from '../words.ts'

/** What a look came to, gravest first. */
export const lookStates = {
  alarm: say('경보', 'Alarm'),
  attention: say('주의', 'Attention'),
  'too-little': say('자료 부족', 'Too little'),
  quiet: say('이상 없음', 'No alarm'),
} as const
