import { readSsvc, type SsvcAnswers } from '@maek/domain/vulnerabilities/ssvc.ts'
import type { AnswerRow } from './answer-rows.ts'

/** Answers as far as they can be read; a row of another version counts as none, and the server says so on saving. */
export function readPoints(rows: readonly AnswerRow[]): SsvcAnswers {
  const readable = rows.flatMap(({ name, answer }) => {
    const row = { point: name, value: answer }
    return readSsvc([row]).ok ? [row] : []
  })
  const read = readSsvc(readable)
  return read.ok ? read.value : {}
}
