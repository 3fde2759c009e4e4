import { type Answer, accept } from '@maek/domain/refusal.ts'
import { traceModel } from '@maek/domain/reports/model-trace-api.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../../call.ts'
import type { Asked, Outcome } from '../../command.ts'
import type { Connection } from '../../connection.ts'

/** The chain as indented lines; leaves with 1 where it is broken. */
export async function trace(
  connection: Connection,
  { language }: Asked,
  [from = '']: readonly string[],
): Promise<Answer<Outcome>> {
  const found = await call(connection, traceModel, { input: { from } })
  if (!found.ok) return found
  const { value } = found
  const lines = [
    value.isComplete
      ? say(
          `✓ ${value.from.number}: 학습데이터까지 이어집니다.`,
          `✓ ${value.from.number}: traced to its training data.`,
        )
      : say(`✗ ${value.from.number}: 빠진 곳이 있습니다.`, `✗ ${value.from.number}: the chain has gaps.`),
    ...value.steps.flatMap(({ title, records, missing }) => [
      title,
      ...records.flatMap(({ record, facts }) => [
        say(`  ${record.number} ${record.title}`, `  ${record.number} ${record.title}`),
        ...facts.map(({ label, value: told }) =>
          say(`    ${label.ko}: ${firstLine(told.ko)}`, `    ${label.en}: ${firstLine(told.en)}`),
        ),
      ]),
      ...missing.map((one) => say(`  ! 기록 없음: ${one.ko}`, `  ! Nothing on record: ${one.en}`)),
    ]),
    ...value.contradictions.map((one) => say(`✗ ${one.ko}`, `✗ ${one.en}`)),
  ]
  return accept({ exit: value.isComplete ? 0 : 1, json: value, lines: lines.map((line) => line[language]) })
}

function firstLine(text: string): string {
  const [first = '', ...rest] = text.split('\n')
  return rest.length > 0 ? `${first} …` : first
}
