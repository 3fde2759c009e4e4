import { expect, test } from 'vitest'
import { personalFileName } from './personal-file-name.ts'

test.each(['홍길동_900101-1234567.csv', 'p_010-1234-5678.parquet', 'kim@hospital.example.csv'])(
  'a file named %s is refused, and the refusal does not repeat it',
  (name) => {
    const answer = personalFileName(name)
    expect(answer.ok).toBe(false)
    expect(JSON.stringify(answer)).not.toContain(name.slice(3, 12))
  },
)

test.each([
  'predictions-2026-11-20.csv',
  '서울대_예측_2026W47.parquet',
  'MOD-2026-0001.ndjson.gz',
  'week 47.csv',
])('a file named %s is taken', (name) => {
  expect(personalFileName(name).ok).toBe(true)
})
